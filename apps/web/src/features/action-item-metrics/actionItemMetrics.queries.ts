import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type ActionItemCohortUnit,
  type ActionItemGroupBy,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';
import { type Comparison, comparisonParams, DEFAULT_COMPARISON } from '../../url/comparison.js';

/** How the figures are cut beside their periods; what is not said has a default. */
export interface ActionItemView {
  groupBy?: ActionItemGroupBy | undefined;
  cohort?: ActionItemCohortUnit | undefined;
}

/** Whose items, created when; cut into which periods and groups, beside which other period. */
export interface ActionItemMetricsScope extends ActionItemView {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  bucket: MetricBucket;
  comparison?: Comparison;
}

export const DEFAULT_GROUP: ActionItemGroupBy = 'severity';

export function actionItemMetricsQuery(scope: ActionItemMetricsScope) {
  const { serviceIds, teamId, groupBy = DEFAULT_GROUP, comparison = DEFAULT_COMPARISON, ...rest } = scope;
  const params = { ...rest, groupBy, ...comparisonParams(comparison), service: serviceIds, team: teamId };
  return queryOptions({
    queryKey: ['metrics', 'action-items', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/action-items', ActionItemMetricsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
