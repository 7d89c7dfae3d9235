import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  FloodsResponse,
  LoadEpisodesResponse,
  type LoadRows,
  NoiseExposureResponse,
  OnCallLoadResponse,
} from '@tenken/shared/on-call-load.contract';
import { apiGet, withQuery } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';
import type { RowsTarget } from '../../ui/RowsLink.js';

/** Which rotation, and which days. `rotation` null: the first by name. */
export interface LoadScope {
  from: string;
  to: string;
  timeZone: string;
  rotation: string | null;
  compare: 'previous' | 'last_year' | 'none';
  language: Language;
}

/** The alerts behind one figure; `from` and `to` are instants that narrow the range of the page. */
export interface LoadRowsOf {
  rows: LoadRows;
  rule?: string | undefined;
  day?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const rangeOf = ({ from, to, timeZone, rotation }: LoadScope) => ({ from, to, timeZone, rotation });
const paramsOf = (scope: LoadScope) => ({
  ...rangeOf(scope),
  compare: scope.compare,
  language: scope.language,
});

export const loadQuery = (scope: LoadScope) =>
  queryOptions({
    queryKey: ['on-call-load', 'scorecard', paramsOf(scope)],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/on-call-load', OnCallLoadResponse, paramsOf(scope), { signal }),
    placeholderData: keepPreviousData,
  });

/** Where the figures of the page are as a file. */
export function loadCsvPath(scope: LoadScope): string {
  return withQuery('/api/v1/metrics/on-call-load', { ...paramsOf(scope), format: 'csv' });
}

export const noiseExposureQuery = (scope: LoadScope) => {
  const params = { ...rangeOf(scope), language: scope.language };
  return queryOptions({
    queryKey: ['on-call-load', 'noise-exposure', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/on-call-load/noise-exposure', NoiseExposureResponse, params, { signal }),
  });
};

/** Where the noise exposure is as a file. */
export function noiseExposureCsvPath(scope: LoadScope): string {
  return withQuery('/api/v1/metrics/on-call-load/noise-exposure', {
    ...rangeOf(scope),
    language: scope.language,
    format: 'csv',
  });
}

export const floodsQuery = (scope: LoadScope) =>
  infiniteQueryOptions({
    queryKey: ['on-call-load', 'floods', rangeOf(scope)],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/on-call-load/floods',
        FloodsResponse,
        { ...rangeOf(scope), limit: 20, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export function floodsCsvPath(scope: LoadScope): string {
  return withQuery('/api/v1/on-call-load/floods/export', { ...rangeOf(scope), format: 'csv' });
}

export const loadEpisodesQuery = (scope: LoadScope, of: LoadRowsOf) =>
  infiniteQueryOptions({
    queryKey: ['on-call-load', 'episodes', rangeOf(scope), of],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/on-call-load/episodes',
        LoadEpisodesResponse,
        { ...rowParams(scope, of), limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export function loadEpisodesCsvPath(scope: LoadScope, of: LoadRowsOf): string {
  return withQuery('/api/v1/on-call-load/episodes/export', { ...rowParams(scope, of), format: 'csv' });
}

const rowParams = (scope: LoadScope, of: LoadRowsOf) => ({
  ...rangeOf(scope),
  rows: of.rows,
  rule: of.rule,
  day: of.day,
  from: of.from ?? scope.from,
  to: of.to ?? scope.to,
});

/** The address of the rows behind a figure, on the page itself. */
export function rowsTarget(rotation: string, of: LoadRowsOf): RowsTarget {
  const { rows, rule, day, from, to } = of;
  return {
    to: '/on-call',
    search: { rotation, rows, rule, day, span: from && to ? `${from}..${to}` : undefined },
  };
}
