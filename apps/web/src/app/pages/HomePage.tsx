import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

export function HomePage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.page.home')} />
      <EmptyNote title={t('app.page.coming')} />
    </>
  );
}
