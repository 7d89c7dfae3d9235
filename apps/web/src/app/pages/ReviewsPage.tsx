import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

export function ReviewsPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.page.reviews')} />
      <EmptyNote title={t('app.page.coming')} />
    </>
  );
}
