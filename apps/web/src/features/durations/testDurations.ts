import type {
  DurationCurveResponse,
  DurationFigures,
  DurationsResponse,
} from '@tenken/shared/durations.contract';

const FIGURES: DurationFigures = {
  n: 8,
  missing: 2,
  excluded: 3,
  open: 0,
  medianSeconds: 2520,
  medianLower: 1200,
  medianUpper: 5400,
  p90Seconds: 7200,
  p90Lower: null,
  p90Upper: null,
  meanSeconds: 3000,
  geometricMeanSeconds: 2400,
  medianMethod: 'order_statistic',
  tooFew: false,
  excludedBy: [
    { reason: 'defaulted', n: 2 },
    { reason: 'missing_to', n: 2 },
    { reason: 'order_broken', n: 1 },
  ],
};

/** An answer with two weeks of one group; `figures` change those of the whole range. */
export function answerOf(figures: Partial<DurationFigures> = {}): DurationsResponse {
  const total = { ...FIGURES, ...figures };
  return {
    definition: { key: 'ttr', version: 1, text: 'text' },
    from: '2026-11-01T15:00:00.000Z',
    to: '2026-11-15T15:00:00.000Z',
    timeZone: 'Asia/Tokyo',
    asOf: '2026-11-21T05:05:00.000Z',
    cohortBy: { startedAt: 10, detectedAt: 2, declaredAt: 1 },
    groups: [
      {
        key: 'all',
        label: null,
        total: { ...total, unfinished: total.open > 0 },
        buckets: [
          {
            ...total,
            from: '2026-11-01T15:00:00.000Z',
            to: '2026-11-08T15:00:00.000Z',
            unfinished: false,
            partial: false,
          },
          {
            ...FIGURES,
            n: 0,
            missing: 0,
            excluded: 0,
            medianSeconds: null,
            medianLower: null,
            medianUpper: null,
            p90Seconds: null,
            meanSeconds: null,
            geometricMeanSeconds: null,
            medianMethod: null,
            tooFew: true,
            excludedBy: [],
            from: '2026-11-08T15:00:00.000Z',
            to: '2026-11-15T15:00:00.000Z',
            unfinished: false,
            partial: false,
          },
        ],
        points: [
          {
            id: '7',
            title: 'Login fails',
            severity: 'SEV2',
            at: '2026-11-03T00:00:00.000Z',
            seconds: 2520,
            open: false,
          },
        ],
        pointsTotal: 1,
      },
    ],
    groupsTotal: 1,
    current: {
      ...total,
      from: '2026-11-01T15:00:00.000Z',
      to: '2026-11-15T15:00:00.000Z',
      unfinished: total.open > 0,
    },
    previous: {
      ...FIGURES,
      from: '2026-10-18T15:00:00.000Z',
      to: '2026-11-01T15:00:00.000Z',
      open: 1,
      unfinished: true,
    },
    comparison: null,
    comparisonReason: 'unfinished',
  };
}

/** Both curves of eight incidents each, without a verdict since one is still open. */
export function curveOf(more: Partial<DurationCurveResponse> = {}): DurationCurveResponse {
  const curve = {
    n: 8,
    events: 7,
    open: 1,
    medianSeconds: 2520,
    medianLower: 1200,
    medianUpper: null,
    steps: [
      { seconds: 600, share: 0.875, lower: 0.39, upper: 0.98, atRisk: 8 },
      { seconds: 2520, share: 0.5, lower: 0.15, upper: 0.77, atRisk: 5 },
    ],
  };
  return {
    definition: { key: 'ttr', version: 1, text: 'text' },
    from: '2026-11-01T15:00:00.000Z',
    to: '2026-11-15T15:00:00.000Z',
    timeZone: 'Asia/Tokyo',
    asOf: '2026-11-21T05:05:00.000Z',
    current: curve,
    previous: curve,
    previousFrom: '2026-10-18T15:00:00.000Z',
    previousTo: '2026-11-01T15:00:00.000Z',
    logRank: { pValue: 0.21 },
    ...more,
  };
}
