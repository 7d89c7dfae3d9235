import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  CadenceRulesResponse,
  CadenceServicesResponse,
  ReviewCadenceResponse,
} from '@tenken/shared/review-cadence.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';

export interface CadenceScope {
  serviceIds: readonly string[];
  teamId: string | null;
  language: Language;
}

/** The rows behind a figure: services by when they were reviewed, or rules. */
export type CadenceRows =
  | 'within_30'
  | 'not_within_30'
  | 'within_90'
  | 'not_within_90'
  | 'never_reviewed'
  | 'unchanged';

const scopeOf = ({ serviceIds, teamId }: CadenceScope) => ({ service: serviceIds, team: teamId });

export const cadenceQuery = (scope: CadenceScope) => {
  const params = { ...scopeOf(scope), language: scope.language };
  return queryOptions({
    queryKey: ['review-cadence', 'figures', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/review-cadence', ReviewCadenceResponse, params, { signal }),
  });
};

export const cadenceServicesQuery = (scope: CadenceScope, reviewed: CadenceRows) =>
  infiniteQueryOptions({
    queryKey: ['review-cadence', 'services', scopeOf(scope), reviewed],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/review-cadence/services',
        CadenceServicesResponse,
        { ...scopeOf(scope), reviewed, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const cadenceRulesQuery = (scope: CadenceScope, state: 'never_reviewed' | 'unchanged') =>
  infiniteQueryOptions({
    queryKey: ['review-cadence', 'rules', scopeOf(scope), state],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/review-cadence/rules',
        CadenceRulesResponse,
        { ...scopeOf(scope), state, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
