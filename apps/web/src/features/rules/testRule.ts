import type { AlertRuleMetricsResponse, AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';

const NO_VERDICTS = { actionable: 0, no_action: 0, false_positive: 0, duplicate: 0, expected: 0, unclear: 0 };

/** A rule of a ranking for tests: fired 40 times, judged 20 times. */
export function testRule(over: Partial<AlertRuleMetricsRow> = {}): AlertRuleMetricsRow {
  return {
    id: '7',
    name: 'CheckoutLatencyP99',
    groupName: null,
    sourceId: '1',
    sourceName: 'Alertmanager',
    serviceId: '3',
    serviceName: 'checkout',
    severity: 'warning',
    fired: 40,
    pages: 38,
    ended: 40,
    acknowledged: 2,
    selfResolved: 38,
    fleeting: 10,
    selfResolvedShare: 0.95,
    fleetingShare: 0.25,
    medianSeconds: 240,
    medianFrom: 'episodes',
    interruptions: { working: 10, off: 16, sleep: 12 },
    nightPages: 12,
    firedByDay: [1, 0, 39],
    verdicts: { ...NO_VERDICTS, actionable: 5, false_positive: 15 },
    precision: { value: 0.25, lower: 0.112, upper: 0.469, n: 20 },
    falsePositiveRate: { value: 0.75, lower: 0.531, upper: 0.888, n: 20 },
    nuisanceRate: { value: 0.75, lower: 0.531, upper: 0.888, n: 20 },
    reviewed: 20,
    reviewedShare: 0.5,
    lastVerdict: { verdict: 'false_positive', decidedAt: '2026-11-01T00:00:00.000Z', reviewSessionId: null },
    incidentsCaught: 1,
    incidentsCaughtProposed: 0,
    lastFiredOn: '2026-11-10',
    neverFired: false,
    silent: false,
    changedAt: null,
    ...over,
  };
}

/** The answer of a ranking with these rules. */
export function testRanking(
  items: AlertRuleMetricsRow[],
  over: Partial<AlertRuleMetricsResponse> = {},
): AlertRuleMetricsResponse {
  return {
    definition: { key: 'alert_rules', version: 1, text: '' },
    from: '2026-08-23T15:00:00.000Z',
    to: '2026-11-15T15:00:00.000Z',
    timeZone: 'Asia/Tokyo',
    days: ['2026-08-24', '2026-08-25', '2026-08-26'],
    totals: { rules: 3, rulesFired: 1, fired: 40, pages: 38, top10Share: 1, neverFired: 1, silent: 1 },
    facets: [
      { facet: 'never_fired', count: 1 },
      { facet: 'flapping', count: 0 },
    ],
    items,
    nextCursor: null,
    ...over,
  };
}
