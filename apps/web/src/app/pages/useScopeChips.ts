import { useQuery } from '@tanstack/react-query';
import type { ScopeChip } from '../../features/metric-filters/MetricFilterBar.js';
import { useT } from '../../i18n/useT.js';
import { useScope } from '../../url/useScope.js';
import { serviceOptionsQuery, teamOptionsQuery } from '../scopeOptions.js';

/** Services and team of the top bar as chips beside the filters, so that everything that narrows figures stands in one place. */
export function useScopeChips(): ScopeChip[] {
  const t = useT();
  const { serviceIds, teamId, setScope } = useScope();
  const services = useQuery(serviceOptionsQuery).data;
  const teams = useQuery(teamOptionsQuery).data;
  const nameOf = (id: string, from: readonly { id: string; name: string }[] | undefined) =>
    from?.find((option) => option.id === id)?.name ?? id;
  return [
    ...(teamId === null
      ? []
      : [
          {
            key: 'team' as const,
            values: nameOf(teamId, teams),
            onRemove: () => setScope({ teamId: null }),
          },
        ]),
    ...(serviceIds.length === 0
      ? []
      : [
          {
            key: 'service' as const,
            values: serviceIds.map((id) => nameOf(id, services)).join(t('ui.listSeparator')),
            onRemove: () => setScope({ serviceIds: [] }),
          },
        ]),
  ];
}
