import { getRouteApi } from '@tanstack/react-router';
import { ActionItemStatus } from '@tenken/shared/action-items.contract';
import { DurationInclude, DurationReason, DurationState } from '@tenken/shared/durations.contract';
import { useCallback, useMemo } from 'react';
import type { ActionRowsOf } from '../../features/action-item-metrics/actionRows.js';
import {
  bucketFor,
  type DurationRows,
  type DurationScope,
  type DurationView,
  type RowsOf,
} from '../../features/durations/durationView.js';
import { useT } from '../../i18n/useT.js';
import { dayOf } from '../../time/isoDay.js';
import { useScope } from '../../url/useScope.js';
import type { TrendsSearch } from './trendsSearch.js';

const route = getRouteApi('/trends');

/** What the page shows, from its address, and the addresses of everything that can be opened from it. */
export function useTrendsView() {
  const t = useT();
  const search = route.useSearch() as TrendsSearch;
  const navigate = route.useNavigate();
  const { from, to, timeZone, serviceIds, teamId } = useScope();
  const scope = useMemo(
    (): DurationScope => ({ from, to, timeZone, serviceIds, teamId, language: t.language }),
    [from, to, timeZone, serviceIds, teamId, t.language],
  );
  const view = useMemo(
    (): DurationView => ({
      metric: search.metric ?? 'ttr',
      bucket: search.bucket ?? bucketFor({ from, to }),
      groupBy: search.group,
      include: (search.include ?? []).flatMap((word) => DurationInclude.safeParse(word).data ?? []),
    }),
    [search.metric, search.bucket, search.group, search.include, from, to],
  );
  const rows = useMemo(
    (): DurationRows | null =>
      search.rows === undefined
        ? null
        : {
            state: DurationState.safeParse(search.rows).data,
            reason: DurationReason.safeParse(search.reason).data,
            from: search.rowsFrom,
            to: search.rowsTo,
            group: search.rowsGroup,
          },
    [search.rows, search.reason, search.rowsFrom, search.rowsTo, search.rowsGroup],
  );
  const change = useCallback(
    (changes: Partial<TrendsSearch>, replace = false) =>
      void navigate({ search: ((old: TrendsSearch) => ({ ...old, ...changes })) as never, replace }),
    [navigate],
  );
  const rowsOf: RowsOf = useCallback(
    (wanted) => ({ to: '/trends', search: { ...search, ...rowsSearch(wanted) } }),
    [search],
  );
  const actionRowsOf: ActionRowsOf = useCallback(
    ({ outcome, type, ids, from: first, to: last }) => ({
      to: '/actions',
      search: {
        cohort: true,
        ...(first === undefined || last === undefined
          ? {}
          : { from: dayOf(first, timeZone), to: dayOf(last, timeZone) }),
        ...(outcome === undefined && ids === undefined ? { status: [...ActionItemStatus.options] } : {}),
        ...(outcome === 'kept' ? { status: ['open', 'in_progress', 'done', 'declined'] } : {}),
        ...(outcome === 'overdue' ? { group: ['overdue'] } : {}),
        ...(outcome === 'openInTime' ? { group: ['due_soon', 'later', 'no_due_date'] } : {}),
        ...(outcome === 'done' || outcome === 'declined' || outcome === 'deleted'
          ? { status: [outcome] }
          : {}),
        ...(type === undefined ? {} : { type: [type] }),
        ...(ids === undefined ? {} : { ids: [...ids] }),
      },
    }),
    [timeZone],
  );
  return { scope, view, rows, tables: search.tables ?? [], change, rowsOf, actionRowsOf };
}

/** The address of rows; `all` where no state is named, so that the address says that rows are open. */
export function rowsSearch(rows: DurationRows): Partial<TrendsSearch> {
  return {
    rows: rows.state ?? 'all',
    reason: rows.reason,
    rowsFrom: rows.from,
    rowsTo: rows.to,
    rowsGroup: rows.group,
  };
}

export const NO_ROWS: Partial<TrendsSearch> = {
  rows: undefined,
  reason: undefined,
  rowsFrom: undefined,
  rowsTo: undefined,
  rowsGroup: undefined,
};
