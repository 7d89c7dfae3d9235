import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';

/** Whose incidents, resolved when; cut into which periods. */
export interface PostmortemMetricsScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  bucket: MetricBucket;
}

export function postmortemMetricsQuery(scope: PostmortemMetricsScope) {
  const { serviceIds, teamId, ...rest } = scope;
  const params = { ...rest, service: serviceIds, team: teamId };
  return queryOptions({
    queryKey: ['metrics', 'postmortems', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/postmortems', PostmortemMetricsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
