import { infiniteQueryOptions } from '@tanstack/react-query';
import { DetectionLedgerResponse } from '@tenken/shared/detection.contract';
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
export const ledgerQuery = (scope: DetectionScope, told: 'people' | 'all', rule?: string, limit = 50) =>
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
          limit,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
