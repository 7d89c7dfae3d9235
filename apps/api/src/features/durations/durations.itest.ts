import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DurationCurveResponse,
  type DurationFigures,
  DurationIncidentsResponse,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident, removeIncidents, type TestIncident } from './test-incidents.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const MINUTE = 60;
const HOUR = 3600;

/**
 * METRICS.md sections 1 and 2 on real Postgres, through HTTP, beside the golden scenarios in test/golden. The expected
 * figures were worked out by hand; the arithmetic stands in each test.
 */
describe('durations', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => NOW;
  });
  afterAll(() => api.close());
  beforeEach(() => removeIncidents(api.dataSource));

  const insert = (incident: TestIncident) => insertIncident(api.dataSource, incident);
  async function durations(query: Record<string, string | number>): Promise<DurationsResponse> {
    const answer = await api.request.get('/api/v1/metrics/durations').query(query).expect(200);
    return DurationsResponse.parse(answer.body);
  }
  async function incidents(query: Record<string, string | number>) {
    const answer = await api.request.get('/api/v1/metrics/durations/incidents').query(query).expect(200);
    return DurationIncidentsResponse.parse(answer.body);
  }
  const total = (answer: DurationsResponse): DurationFigures => answer.groups[0]!.total;
  /** An incident that starts at an instant and is resolved so many seconds later. */
  const lasting = (startedAt: string, seconds: number, rest: TestIncident = {}): TestIncident => ({
    startedAt,
    resolvedAt: new Date(Date.parse(startedAt) + seconds * 1000).toISOString(),
    ...rest,
  });

  it('keeps implausible records out of the interval they break, with the reason', async () => {
    // Resolved before it was detected: breaks TTR from detection, not TTR.
    await insert({
      startedAt: '2026-09-08T09:00:00Z',
      detectedAt: '2026-09-08T11:00:00Z',
      resolvedAt: '2026-09-08T10:00:00Z',
    });
    await insert(lasting('2026-09-09T09:00:00Z', 91 * 24 * HOUR, { title: 'over 90 days' }));
    await insert({ startedAt: '2026-09-10T09:00:00Z', resolvedAt: '+022025-09-10T10:00:00Z' });
    await insert({ startedAt: '2026-09-11T09:00:00Z', resolvedAt: '2026-11-25T09:00:00Z' });
    await insert(lasting('2026-09-12T09:00:00Z', 90 * MINUTE));
    const september = { from: '2026-09-01', to: '2026-10-01' };
    const ttr = total(await durations({ metric: 'ttr', ...september }));
    // 9 September + 91 days is past now (21 November), which is told first.
    expect(ttr).toMatchObject({ n: 2, excluded: 3, missing: 0, meanSeconds: 75 * MINUTE });
    expect(ttr.excludedBy).toEqual([
      { reason: 'in_future', n: 2 },
      { reason: 'absurd_year', n: 1 },
    ]);
    const rows = await incidents({ metric: 'ttr', ...september, reason: 'absurd_year' });
    expect(rows.items).toMatchObject([{ toAt: '+022025-09-10T10:00:00.000Z', state: 'excluded' }]);
    const fromDetection = total(await durations({ metric: 'ttr_from_detection', ...september }));
    expect(fromDetection).toMatchObject({ n: 0, excluded: 1, missing: 4 });
    expect(fromDetection.excludedBy).toEqual([
      { reason: 'missing_from', n: 4 },
      { reason: 'order_broken', n: 1 },
    ]);
    await insert(lasting('2026-01-05T09:00:00Z', 91 * 24 * HOUR));
    const january = { metric: 'ttr', from: '2026-01-01', to: '2026-02-01' };
    expect(total(await durations(january)).excludedBy).toEqual([{ reason: 'too_long', n: 1 }]);
    expect(total(await durations({ ...january, include: 'too_long' }))).toMatchObject({ n: 1, excluded: 0 });
  });

  it('puts an incident without a start into the period of its detection or declaration, and says so', async () => {
    await insert({ detectedAt: '2026-09-08T09:00:00Z', resolvedAt: '2026-09-08T10:00:00Z' });
    await insert({ declaredAt: '2026-09-08T09:00:00Z', resolvedAt: '2026-09-08T10:00:00Z' });
    await insert(lasting('2026-09-08T09:00:00Z', HOUR));
    const answer = await durations({ metric: 'ttr', from: '2026-09-01', to: '2026-10-01' });
    expect(answer.cohortBy).toEqual({ startedAt: 1, detectedAt: 1, declaredAt: 1 });
    expect(total(answer)).toMatchObject({ n: 1, missing: 2, excludedBy: [{ reason: 'missing_from', n: 2 }] });
  });

  it('leaves out drills, duplicates and what was deleted, and puts a class back when asked', async () => {
    const id = await insert(lasting('2026-09-08T09:00:00Z', HOUR));
    await insert(lasting('2026-09-08T09:00:00Z', HOUR, { duplicateOfId: id }));
    await insert(lasting('2026-09-08T09:00:00Z', HOUR, { kind: 'drill' }));
    await insert(lasting('2026-09-08T09:00:00Z', HOUR, { kind: 'maintenance' }));
    await insert(lasting('2026-09-08T09:00:00Z', HOUR, { deleted: true }));
    const query = { metric: 'ttr', from: '2026-09-01', to: '2026-10-01' };
    expect(total(await durations(query))).toMatchObject({ n: 1, excluded: 3 });
    expect(total(await durations({ ...query, include: 'drill,duplicate' }))).toMatchObject({
      n: 3,
      excludedBy: [{ reason: 'maintenance', n: 1 }],
    });
  });

  it('compares two finished periods by Welch’s t on the logs', async () => {
    // Eight a side, the later ones a quarter as long: the ratio of geometric means is 0.25.
    for (let n = 1; n <= 8; n++) {
      await insert(lasting(`2026-08-0${n}T09:00:00Z`, n * 4 * HOUR));
      await insert(lasting(`2026-09-0${n}T09:00:00Z`, n * HOUR));
    }
    const answer = await durations({ metric: 'ttr', from: '2026-09-01', to: '2026-10-01' });
    expect(answer.comparison).toMatchObject({
      verdict: 'lower',
      n: 8,
      previousN: 8,
      previousFrom: '2026-08-01T00:00:00.000Z',
      previousTo: '2026-09-01T00:00:00.000Z',
    });
    expect(answer.comparison!.ratio).toBeCloseTo(0.25, 9);
    const chosen = await durations({
      metric: 'ttr',
      from: '2026-09-01',
      to: '2026-10-01',
      compareFrom: '2026-09-01',
      compareTo: '2026-10-01',
    });
    expect(chosen.comparison).toMatchObject({ verdict: 'no_clear_change', ratio: 1 });
  });

  it('groups by service, counting an incident in each of its services, and filters by service with its components', async () => {
    await insert(lasting('2026-09-08T09:00:00Z', HOUR, { services: ['api', 'web'], severity: 'SEV2' }));
    await insert(lasting('2026-09-08T09:00:00Z', 3 * HOUR, { services: ['db'], severity: 'SEV1' }));
    await insert(lasting('2026-09-08T09:00:00Z', 5 * HOUR));
    await api.dataSource.query(
      `update services set parent_id = (select id from services where key = 'api') where key = 'db'`,
    );
    const query = { metric: 'ttr', from: '2026-09-01', to: '2026-10-01' };
    const byService = await durations({ ...query, groupBy: 'service' });
    expect(
      byService.groups.map(({ label, total: { n, medianSeconds } }) => [label, n, medianSeconds]),
    ).toEqual([
      ['api', 1, HOUR],
      ['db', 1, 3 * HOUR],
      ['web', 1, HOUR],
      [null, 1, 5 * HOUR],
    ]);
    const scoped = await durations({ ...query, groupBy: 'service', service: 'api' });
    expect(scoped.groups.map(({ label }) => label)).toEqual(['api', 'db']);
    const bySeverity = await durations({ ...query, groupBy: 'severity', points: 'true' });
    expect(bySeverity.groups.map(({ key }) => key)).toEqual(['SEV1', 'SEV2', 'none']);
    expect(bySeverity.groups[0]!.points).toMatchObject([{ seconds: 3 * HOUR, open: false }]);
    expect(total(await durations({ ...query, severity: 'SEV1,none' })).n).toBe(2);
  });

  it('measures any two instants, in the order in which they usually happen', async () => {
    const at = '2026-09-08T09:00:00Z';
    await insert({ declaredAt: at, mitigatedAt: '2026-09-08T09:35:00Z', resolvedAt: '2026-09-08T10:00:00Z' });
    // Not over: it can still be mitigated, and was called an incident at some time that nobody knows.
    await insert({ startedAt: at, declaredAt: '2026-09-08T09:10:00Z' });
    await insert({ startedAt: at });
    const september = { from: '2026-09-01', to: '2026-10-01' };
    const answer = await durations({ metric: 'declaredAt-mitigatedAt', ...september });
    expect(answer.definition).toEqual({
      key: 'declaredAt-mitigatedAt',
      version: 1,
      text: expect.stringMatching(/^From declaration to mitigation\. /),
    });
    expect(answer.current).toMatchObject({ n: 1, open: 1, missing: 1 });
    const toDeclaration = await durations({ metric: 'startedAt-declaredAt', ...september });
    expect(toDeclaration.current).toMatchObject({
      n: 1,
      open: 0,
      medianSeconds: 10 * MINUTE,
      excludedBy: [
        { reason: 'missing_from', n: 1 },
        { reason: 'missing_to', n: 1 },
      ],
    });
    const japanese = await durations({ metric: 'declaredAt-mitigatedAt', language: 'ja' });
    expect(japanese.definition.text).toMatch(/^宣言から緩和までの時間。/);
    await api.request.get('/api/v1/metrics/durations?metric=mitigatedAt-declaredAt').expect(400);
  });

  it('narrows to a kind, a tag, the severity set first, and what needs a postmortem', async () => {
    const at = '2026-09-08T09:00:00Z';
    await insert(lasting(at, HOUR, { severity: 'SEV3', firstSeverity: 'SEV1', tags: ['web'] }));
    await insert(
      lasting(at, 2 * HOUR, { severity: 'SEV1', firstSeverity: 'SEV3', detectionSource: 'alert' }),
    );
    await insert(lasting(at, 3 * HOUR, { kind: 'drill', severity: 'SEV1' }));
    const median = async (query: Record<string, string>) => {
      const { current } = await durations({ metric: 'ttr', from: '2026-09-01', to: '2026-10-01', ...query });
      return [current.n, current.excluded, current.medianSeconds];
    };
    expect(await median({ severity: 'SEV1' })).toEqual([1, 1, 2 * HOUR]);
    expect(await median({ severity: 'SEV1', severityOf: 'first' })).toEqual([1, 1, HOUR]);
    expect(await median({ kind: 'drill' })).toEqual([1, 0, 3 * HOUR]);
    expect(await median({ kind: 'drill,incident' })).toEqual([3, 0, 2 * HOUR]);
    expect(await median({ tag: 'web' })).toEqual([1, 0, HOUR]);
    expect(await median({ tag: 'none' })).toEqual([1, 1, 2 * HOUR]);
    // SEV1 always needs one; the other took an hour, which is not over an hour; a drill never does.
    expect(await median({ postmortem: 'required' })).toEqual([1, 0, 2 * HOUR]);
    expect(await median({ postmortem: 'not_required' })).toEqual([1, 1, HOUR]);
  });

  it('stands two unfinished periods side by side, and compares with last year, any period or none', async () => {
    for (let n = 1; n <= 6; n++) {
      await insert(lasting(`2025-09-0${n}T09:00:00Z`, n * HOUR));
      await insert(lasting(`2026-09-0${n}T09:00:00Z`, 2 * n * HOUR));
    }
    const september = { metric: 'ttr', from: '2026-09-01', to: '2026-10-01' };
    const lastYear = await durations({ ...september, compare: 'last_year' });
    expect(lastYear.comparison).toMatchObject({
      verdict: 'no_clear_change',
      previousFrom: '2025-09-01T00:00:00.000Z',
      n: 6,
    });
    expect(lastYear.comparison?.ratio).toBeCloseTo(2, 9);
    await insert({ startedAt: '2025-09-20T00:00:00Z' });
    const open = await durations({ ...september, compare: 'last_year' });
    expect(open).toMatchObject({ comparison: null, comparisonReason: 'unfinished' });
    expect(open.current).toMatchObject({ n: 6, medianSeconds: 7 * HOUR, medianMethod: 'order_statistic' });
    // 1 … 6 of seven ended: 6/7, 5/7, 4/7, then 3/7 at the fourth hour, below one half.
    expect(open.previous).toMatchObject({ n: 6, open: 1, medianSeconds: 4 * HOUR, unfinished: true });
    const none = await durations({ ...september, compare: 'none' });
    expect(none).toMatchObject({ previous: null, comparison: null, comparisonReason: null });
    const curve = await api.request
      .get('/api/v1/metrics/durations/curve')
      .query({ ...september, compare: 'last_year' });
    const { current, previous, logRank } = DurationCurveResponse.parse(curve.body);
    expect([current.n, current.medianSeconds, previous?.n, previous?.open]).toEqual([6, 7 * HOUR, 7, 1]);
    expect(previous?.steps.map(({ atRisk }) => atRisk)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    // R: survdiff(Surv(c(2,4,6,8,10,12,1:6,9999), c(rep(1,12),0)) ~ c(rep(1,6),rep(2,7)))
    expect(logRank?.pValue).toBeCloseTo(0.582517396514581, 9);
  });

  it.each([
    [{}, 'metric'],
    [{ metric: 'mttr' }, 'metric'],
    [{ metric: 'ttr', bucket: 'decade' }, 'bucket'],
    [{ metric: 'ttr', bucket: 'day', from: '2000-01-01', to: '2026-01-01' }, 'bucket'],
    [{ metric: 'ttr', from: '2026-02-01', to: '2026-01-01' }, 'to'],
    [{ metric: 'ttr', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ metric: 'ttr', compareFrom: '2026-01-01' }, 'compareTo'],
    [{ metric: 'ttr', include: 'everything' }, 'include'],
    [{ metric: 'ttr', colour: 'red' }, 'colour'],
  ])('answers 400 to %j and names %s', async (query, field) => {
    const answer = await api.request.get('/api/v1/metrics/durations').query(query).expect(400);
    expect(JSON.stringify(answer.body.errors)).toContain(field);
  });

  it('is for people who are signed in', async () => {
    await api.anonymous.get('/api/v1/metrics/durations?metric=ttr').expect(401);
    await api.anonymous.get('/api/v1/metrics/durations/incidents?metric=ttr').expect(401);
    await api.anonymous.get('/api/v1/metric-definitions').expect(401);
  });
});
