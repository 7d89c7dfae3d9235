import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { IncidentRateInclude, IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { apiGet, withQuery } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';
import type { PageTarget } from '../../ui/RowsLink.js';
import { type Comparison, comparisonParams } from '../../url/comparison.js';

/** Whose incidents, of which days. */
export interface IncidentRatesScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  /** what else narrows the incidents, in the words of the API */
  filters: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How the rate is cut, and what it is seen beside. */
export interface IncidentRatesView {
  bucket: MetricBucket;
  groupBy: IncidentGroupBy | undefined;
  include: readonly string[];
  comparison: Comparison;
  fiscalStart: number;
}

/** Which incidents behind a count: of which days (instants, half-open) and of which group; none = all of the scope. */
export interface RateRows {
  from?: string;
  to?: string;
  group?: string;
}
/** The list of those incidents; null where the list cannot name the group. */
export type RateRowsOf = (rows: RateRows) => PageTarget<'/incidents'> | null;

function rateParams(scope: IncidentRatesScope, view: IncidentRatesView, grouped: boolean) {
  return {
    from: scope.from,
    to: scope.to,
    timeZone: scope.timeZone,
    service: scope.serviceIds,
    team: scope.teamId,
    language: scope.language,
    ...scope.filters,
    ...comparisonParams(view.comparison),
    include: view.include.filter((word) => IncidentRateInclude.safeParse(word).success),
    bucket: view.bucket,
    groupBy: grouped ? view.groupBy : undefined,
  };
}

/** Where the figures of the picture are as a file. */
export function incidentRatesCsvPath(scope: IncidentRatesScope, view: IncidentRatesView): string {
  return withQuery('/api/v1/metrics/incident-rates', { ...rateParams(scope, view, true), format: 'csv' });
}

/** Incidents per week over the range and in each of its periods, with `grouped` also per group. */
export function incidentRatesQuery(scope: IncidentRatesScope, view: IncidentRatesView, grouped: boolean) {
  const params = rateParams(scope, view, grouped);
  return queryOptions({
    queryKey: ['metrics', 'incident-rates', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/incident-rates', IncidentRatesResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
