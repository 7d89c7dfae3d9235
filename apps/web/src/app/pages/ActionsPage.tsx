import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

export function ActionsPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.page.actions')} />
      <EmptyNote title={t('app.page.coming')} />
    </>
  );
}
