import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { IncidentForm } from '../../features/incidents/IncidentForm.js';
import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { serviceOptionsQuery } from '../scopeOptions.js';

/** Report an incident in two minutes. */
export function IncidentNewPage() {
  const t = useT();
  const mayWrite = useMay('write');
  const { timeZone } = useScope();
  const navigate = useNavigate();
  const services = useQuery(serviceOptionsQuery);
  return (
    <>
      <PageHeader title={t('incidents.new')} />
      {mayWrite ? (
        <IncidentForm
          services={services.data ?? []}
          timeZone={timeZone}
          onCreated={(id) => void navigate({ to: '/incidents/$id', params: { id } })}
        />
      ) : (
        <EmptyNote title={t('error.not_allowed')} />
      )}
    </>
  );
}
