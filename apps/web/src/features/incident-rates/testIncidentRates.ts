import type { IncidentRate, IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';

/** Twelve incidents in twelve weeks, unless said otherwise. */
export function rateOf(more: Partial<IncidentRate> = {}): IncidentRate {
  return {
    n: 12,
    excluded: 0,
    excludedBy: [],
    exposureDays: 84,
    perWeek: 1,
    perWeekLower: 0.52,
    perWeekUpper: 1.75,
    meanDaysBetween: 7,
    ...more,
  };
}

/** An answer of one group with two weeks, not compared since the period is not over. */
export function ratesOf(more: Partial<IncidentRatesResponse> = {}): IncidentRatesResponse {
  const range = { from: '2026-08-23T15:00:00.000Z', to: '2026-11-15T15:00:00.000Z' };
  const week = (from: string, to: string, n: number) => ({
    ...rateOf({
      n,
      exposureDays: 7,
      perWeek: n,
      perWeekLower: n * 0.5,
      perWeekUpper: n * 2 + 3.7,
      meanDaysBetween: null,
    }),
    from,
    to,
    unfinished: false,
    partial: false,
  });
  return {
    definition: { key: 'incident_rate', version: 1, text: 'text' },
    ...range,
    timeZone: 'Asia/Tokyo',
    asOf: '2026-11-21T05:05:00.000Z',
    groups: [
      {
        key: 'all',
        label: null,
        total: { ...rateOf(), unfinished: false },
        buckets: [
          week('2026-11-01T15:00:00.000Z', '2026-11-08T15:00:00.000Z', 2),
          week('2026-11-08T15:00:00.000Z', '2026-11-15T15:00:00.000Z', 0),
        ],
      },
    ],
    groupsTotal: 1,
    current: { ...rateOf(), ...range, unfinished: false },
    previous: {
      ...rateOf({ n: 24, perWeek: 2, perWeekLower: 1.3, perWeekUpper: 3 }),
      from: '2026-05-31T15:00:00.000Z',
      to: '2026-08-23T15:00:00.000Z',
      unfinished: false,
    },
    comparison: null,
    comparisonReason: 'unfinished',
    ...more,
  };
}
