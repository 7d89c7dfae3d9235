import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { DetectionLedgerResponse, RecallResponse } from '@tenken/shared/detection.contract';
import { apiGet } from '../../api/http.js';

export interface DetectionScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
}

/** Who can have told us besides alerts. */
const PEOPLE = ['customer', 'colleague', 'partner', 'chance'];

/** `people`: only incidents that someone noticed before any alert. */
export const ledgerQuery = (
  scope: DetectionScope,
  told: 'people' | 'all',
  {
    rule,
    outcome,
    limit = 50,
  }: { rule?: string | undefined; outcome?: readonly string[] | undefined; limit?: number } = {},
) =>
  infiniteQueryOptions({
    queryKey: [
      'detection',
      'ledger',
      scope.from,
      scope.to,
      scope.timeZone,
      scope.serviceIds,
      scope.teamId,
      told,
      rule,
      outcome,
      limit,
    ],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/detection-ledger',
        DetectionLedgerResponse,
        {
          from: scope.from,
          to: scope.to,
          timeZone: scope.timeZone,
          service: scope.serviceIds,
          team: scope.teamId,
          detectionSource: told === 'people' && rule === undefined ? PEOPLE : undefined,
          rule,
          outcome,
          limit,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Recall per service, or per month of all. */
export const recallQuery = (scope: DetectionScope, by: 'service' | 'month') => {
  const params = {
    from: scope.from,
    to: scope.to,
    timeZone: scope.timeZone,
    service: scope.serviceIds,
    team: scope.teamId,
    ...(by === 'service' ? { groupBy: 'service' } : { bucket: 'month' }),
  };
  return queryOptions({
    queryKey: ['detection', 'recall', params],
    queryFn: ({ signal }) => apiGet('/api/v1/metrics/recall', RecallResponse, params, { signal }),
  });
};
