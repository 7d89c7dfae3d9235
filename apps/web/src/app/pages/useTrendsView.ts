import { getRouteApi } from '@tanstack/react-router';
import { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import { DurationInclude, DurationReason, DurationState } from '@tenken/shared/durations.contract';
import { useCallback, useMemo } from 'react';
import { type ActionRowsOf, actionRowsTarget } from '../../features/action-item-metrics/actionRows.js';
import {
  bucketFor,
  type DurationRows,
  type DurationScope,
  type DurationView,
  type RowsOf,
} from '../../features/durations/durationView.js';
import type { RateRowsOf } from '../../features/incident-rates/incidentRates.queries.js';
import { readMetricFilters } from '../../features/metric-filters/metricFilters.js';
import { useT } from '../../i18n/useT.js';
import { useScope } from '../../url/useScope.js';
import { useFiscalStart } from '../useFiscalStart.js';
import { incidentRowsTarget } from './incidentRowsTarget.js';
import type { TrendsSearch } from './trendsSearch.js';

const route = getRouteApi('/trends');

/** What the page shows, from its address, and the addresses of everything that can be opened from it. */
export function useTrendsView() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { from, to, timeZone, serviceIds, teamId, compare } = useScope();
  const fiscalStart = useFiscalStart();
  const plain = useMemo(
    () => ({ from, to, timeZone, serviceIds, teamId, language: t.language }),
    [from, to, timeZone, serviceIds, teamId, t.language],
  );
  // The object of an address stays the same while the address does.
  const filters = useMemo(() => readMetricFilters(search), [search]);
  const scope = useMemo((): DurationScope => ({ ...plain, filters: { ...filters } }), [plain, filters]);
  const view = useMemo(
    (): DurationView => ({
      metric: DurationMetricOrPair.safeParse(search.metric).data ?? 'ttr',
      bucket: search.bucket ?? bucketFor({ from, to }),
      groupBy: search.group,
      include: (search.include ?? []).flatMap((word) => DurationInclude.safeParse(word).data ?? []),
      comparison: compare,
      fiscalStart,
    }),
    [search.metric, search.bucket, search.group, search.include, from, to, compare, fiscalStart],
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
      void navigate({ search: (old) => ({ ...old, ...changes }), replace }),
    [navigate],
  );
  const rowsOf: RowsOf = useCallback(
    (wanted) => ({ to: '/trends', search: { ...search, ...rowsSearch(wanted) } }),
    [search],
  );
  const actionRowsOf: ActionRowsOf = useCallback((wanted) => actionRowsTarget(wanted, timeZone), [timeZone]);
  const { groupBy, include } = view;
  const rateRowsOf: RateRowsOf = useCallback(
    (wanted) => incidentRowsTarget(wanted, { filters, groupBy, include, timeZone }),
    [filters, groupBy, include, timeZone],
  );
  // recurrence counts real incidents alone, whatever else durations include
  const recurrenceRowsOf: RateRowsOf = useCallback(
    (wanted) => incidentRowsTarget(wanted, { filters, groupBy, include: [], timeZone }),
    [filters, groupBy, timeZone],
  );
  return {
    plain,
    scope,
    filters,
    view,
    rows,
    tables: search.tables ?? [],
    itemScope: {
      ...plain,
      groupBy: search.itemsBy,
      cohort: search.itemsCohort,
      bucket: view.bucket,
      comparison: compare,
    },
    recurrenceScope: { ...scope, groupBy, comparison: compare },
    change,
    rowsOf,
    rateRowsOf,
    recurrenceRowsOf,
    actionRowsOf,
  };
}

/** All that the page's address says. */
export type TrendsView = ReturnType<typeof useTrendsView>;

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
