import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

export function IncidentNewPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.page.incidentNew')} />
      <EmptyNote title={t('app.page.coming')} />
    </>
  );
}
