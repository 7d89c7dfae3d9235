import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { DefinitionChangesResponse } from '@tenken/shared/definition-changes.contract';
import {
  DurationCurveResponse,
  DurationIncidentsResponse,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { apiGet, withQuery } from '../../api/http.js';
import { comparisonParams } from '../../url/comparison.js';
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
    ...scope.filters,
  };
}

function figureParams(scope: DurationScope, view: DurationView, grouped: boolean) {
  return {
    ...scopeParams(scope, view),
    ...comparisonParams(view.comparison),
    bucket: view.bucket,
    groupBy: grouped ? view.groupBy : undefined,
  };
}

/** Where the figures of the picture are as a file, one line for each figure of each period and group. */
export function durationsCsvPath(scope: DurationScope, view: DurationView): string {
  return withQuery('/api/v1/metrics/durations', { ...figureParams(scope, view, true), format: 'csv' });
}

/** Figures per period, and with `grouped` also per group; every incident as a point where a picture draws them. */
export function durationsQuery(scope: DurationScope, view: DurationView, grouped: boolean) {
  const params = {
    ...figureParams(scope, view, grouped),
    points: grouped || view.groupBy === undefined ? true : undefined,
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

function curveParams(scope: DurationScope, view: DurationView) {
  return { ...scopeParams(scope, view), ...comparisonParams(view.comparison) };
}

export function durationCurveCsvPath(scope: DurationScope, view: DurationView): string {
  return withQuery('/api/v1/metrics/durations/curve', { ...curveParams(scope, view), format: 'csv' });
}

/** How many are not over yet after how long, in this period and the one that it is compared with. */
export function durationCurveQuery(scope: DurationScope, view: DurationView) {
  const params = curveParams(scope, view);
  return queryOptions({
    queryKey: ['metrics', 'durations', 'curve', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/durations/curve', DurationCurveResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What changed the meaning of figures within the range. */
export function definitionChangesQuery(scope: Pick<DurationScope, 'from' | 'to' | 'timeZone'>) {
  const params = { from: scope.from, to: scope.to, timeZone: scope.timeZone };
  return queryOptions({
    queryKey: ['metrics', 'definition-changes', params],
    queryFn: async ({ signal }) =>
      (await apiGet('/api/v1/metrics/definition-changes', DefinitionChangesResponse, params, { signal }))
        .items,
    placeholderData: keepPreviousData,
  });
}
