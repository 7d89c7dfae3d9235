import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { apiGet, withQuery } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';
import { addDays, firstOfMonth } from '../../time/isoDay.js';

/** Whose alerts, of which days (half-open). */
export interface AlertDurationsScope {
  from: string;
  to: string;
  serviceIds: readonly string[];
  teamId: string | null;
  language: Language;
}

/** The endpoint takes at most so many. */
const MOST_MONTHS = 60;

/** The whole months that the days touch, half-open; of a longer range the last 60. */
export function monthsOfRange(range: { from: string; to: string }): { from: string; to: string } {
  const to = firstOfMonth(addDays(range.to, -1), 1).slice(0, 7);
  const months = [range.from.slice(0, 7), firstOfMonth(`${to}-01`, -MOST_MONTHS).slice(0, 7)];
  return { from: months.toSorted().at(-1)!, to };
}

function durationParams({ serviceIds, teamId, language, ...range }: AlertDurationsScope) {
  return { ...monthsOfRange(range), service: serviceIds, team: teamId, language };
}

/** Median and p90 of how long alerts lasted, by service and month of UTC. */
export function alertDurationsQuery(scope: AlertDurationsScope) {
  const params = durationParams(scope);
  return queryOptions({
    queryKey: ['metrics', 'alert-durations', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/alert-durations', AlertDurationsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The same figures as a file, of all services. */
export function alertDurationsCsvPath(scope: AlertDurationsScope): string {
  return withQuery('/api/v1/metrics/alert-durations', { ...durationParams(scope), format: 'csv' });
}
