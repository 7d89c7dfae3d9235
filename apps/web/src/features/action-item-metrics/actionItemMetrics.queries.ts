import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';

/** Whose items, created when; cut into which periods. */
export interface ActionItemMetricsScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  bucket: MetricBucket;
}

export function actionItemMetricsQuery(scope: ActionItemMetricsScope) {
  const { serviceIds, teamId, ...rest } = scope;
  const params = { ...rest, service: serviceIds, team: teamId };
  return queryOptions({
    queryKey: ['metrics', 'action-items', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/action-items', ActionItemMetricsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
