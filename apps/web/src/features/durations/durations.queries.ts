import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { DurationIncidentsResponse, DurationsResponse } from '@tenken/shared/durations.contract';
import { apiGet } from '../../api/http.js';
import type { DurationRows, DurationScope, DurationView } from './durationView.js';

function scopeParams(scope: DurationScope, view: DurationView) {
  return {
    metric: view.metric,
    from: scope.from,
    to: scope.to,
    timeZone: scope.timeZone,
    service: scope.serviceIds,
    team: scope.teamId,
    include: view.include,
    language: scope.language,
  };
}

/** Figures per period, and with `grouped` also per group; every incident as a point. */
export function durationsQuery(scope: DurationScope, view: DurationView, grouped: boolean) {
  const params = {
    ...scopeParams(scope, view),
    bucket: view.bucket,
    groupBy: grouped ? view.groupBy : undefined,
    points: true,
  };
  return queryOptions({
    queryKey: ['metrics', 'durations', params],
    queryFn: ({ signal }) => apiGet('/api/v1/metrics/durations', DurationsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The incidents behind one number. */
export function durationRowsQuery(scope: DurationScope, view: DurationView, rows: DurationRows) {
  const { language: _, ...filters } = scopeParams(scope, view);
  const params = {
    ...filters,
    from: rows.from ?? scope.from,
    to: rows.to ?? scope.to,
    state: rows.state,
    reason: rows.reason,
    groupBy: rows.group === undefined ? undefined : view.groupBy,
    group: rows.group,
    limit: 100,
  };
  return infiniteQueryOptions({
    queryKey: ['metrics', 'durations', 'incidents', params],
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        '/api/v1/metrics/durations/incidents',
        DurationIncidentsResponse,
        { ...params, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
