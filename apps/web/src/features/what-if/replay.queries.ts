import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type ReplayBucket,
  ReplayEpisodesResponse,
  ReplayResponse,
  ReplayRulesResponse,
  type ReplaySettings,
} from '@tenken/shared/replay.contract';
import { apiSend } from '../../api/http.js';

/** Rules, or services with their components: one of the two. */
export type ReplaySelection = { ruleIds: readonly string[] } | { serviceIds: readonly string[] };

export interface ReplayScope {
  from: string;
  to: string;
  timeZone: string;
}

/** Delays and holds of the grid, seconds. */
export const GRID_STEPS = [0, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600];
const LOUDEST = 10;

const rangeOf = ({ from, to, timeZone }: ReplayScope) => ({ from, to, timeZone });

/** A replay with its grid, its curve, and what is left without the loudest rules. The last one stays while a new one comes. */
export const replayQuery = (selection: ReplaySelection, scope: ReplayScope, settings: ReplaySettings) =>
  queryOptions({
    queryKey: ['replay', 'figures', selection, rangeOf(scope), settings],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      apiSend(
        'POST',
        '/api/v1/replay',
        {
          ...selection,
          ...rangeOf(scope),
          settings,
          grid: { onDelays: GRID_STEPS, offDelays: GRID_STEPS },
          ...('ruleIds' in selection && selection.ruleIds.length === 1 ? {} : { loudest: LOUDEST }),
        },
        ReplayResponse,
        { signal },
      ),
  });

/** The setting rule by rule: what a decision on each keeps. */
export const replayRulesQuery = (selection: ReplaySelection, scope: ReplayScope, settings: ReplaySettings) =>
  queryOptions({
    queryKey: ['replay', 'rules', selection, rangeOf(scope), settings],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      apiSend(
        'POST',
        '/api/v1/replay/rules',
        { ...selection, ...rangeOf(scope), settings },
        ReplayRulesResponse,
        { signal },
      ),
  });

/** The recorded alerts behind one number. */
export const replayRowsQuery = (
  selection: ReplaySelection,
  scope: ReplayScope,
  settings: ReplaySettings,
  bucket: ReplayBucket,
) =>
  infiniteQueryOptions({
    queryKey: ['replay', 'rows', selection, rangeOf(scope), settings, bucket],
    staleTime: 60_000,
    queryFn: ({ signal, pageParam }) =>
      apiSend(
        'POST',
        '/api/v1/replay/episodes',
        {
          ...selection,
          ...rangeOf(scope),
          settings,
          bucket,
          limit: 100,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        ReplayEpisodesResponse,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
