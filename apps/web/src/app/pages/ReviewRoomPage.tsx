import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

export function ReviewRoomPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.page.reviewRoom')} />
      <EmptyNote title={t('app.page.coming')} />
    </>
  );
}
