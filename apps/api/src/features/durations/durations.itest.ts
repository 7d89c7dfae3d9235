import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DurationFigures,
  type DurationIncident,
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
 * Golden scenarios of METRICS.md sections 1 and 2 on real Postgres, through HTTP. The expected figures were worked out by
 * hand; the arithmetic stands in each test.
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

  it('one-incident: the Shakespeare search of the SRE book, 1 / 3 / 42 / 66 / 65 minutes', async () => {
    await insert({
      startedAt: '2015-10-21T14:54:00Z',
      detectedAt: '2015-10-21T14:55:00Z',
      acknowledgedAt: '2015-10-21T14:58:00Z',
      declaredAt: '2015-10-21T15:01:00Z',
      mitigatedAt: '2015-10-21T15:36:00Z',
      resolvedAt: '2015-10-21T16:00:00Z',
      closedAt: '2015-10-21T16:30:00Z',
    });
    const expected = { ttd: 1, tta: 3, ttm: 42, ttr: 66, ttr_from_detection: 65 };
    for (const [metric, minutes] of Object.entries(expected)) {
      const answer = await durations({ metric, from: '2015-10-01', to: '2015-11-01' });
      expect(answer.definition).toMatchObject({ key: metric, version: 1 });
      expect(total(answer)).toMatchObject({
        n: 1,
        missing: 0,
        excluded: 0,
        open: 0,
        medianSeconds: minutes * MINUTE,
        meanSeconds: minutes * MINUTE,
        medianLower: null,
        medianUpper: null,
        p90Lower: null,
        tooFew: true,
      });
      expect(answer.comparison).toMatchObject({ verdict: 'too_few', ratio: null, n: 1, previousN: 0 });
    }
  });

  it('none: empty periods are there, and every figure is null', async () => {
    const answer = await durations({ metric: 'ttr', from: '2026-09-07', to: '2026-09-28', bucket: 'week' });
    expect(answer.groups[0]!.buckets).toHaveLength(3);
    for (const bucket of answer.groups[0]!.buckets) {
      expect(bucket).toMatchObject({
        n: 0,
        missing: 0,
        excluded: 0,
        open: 0,
        medianSeconds: null,
        medianLower: null,
        p90Seconds: null,
        meanSeconds: null,
        geometricMeanSeconds: null,
        medianMethod: null,
        unfinished: false,
        partial: false,
      });
    }
    const grouped = await durations({ metric: 'ttr', groupBy: 'severity' });
    expect(grouped).toMatchObject({ groups: [], groupsTotal: 0 });
  });

  it('dst-week: weeks of 167 and 169 hours belong to their local days, half-open', async () => {
    // Berlin 2026: clocks go forward on 29 March at 01:00Z, so the week 23–30 March runs from 22 March 23:00Z (+01:00)
    // to 29 March 22:00Z (+02:00): 167 hours. They go back on 25 October: 18 October 22:00Z to 25 October 23:00Z.
    await insert(lasting('2026-03-22T22:59:59.999Z', 10 * MINUTE, { title: 'before' }));
    await insert(lasting('2026-03-22T23:00:00Z', 20 * MINUTE, { title: 'first' }));
    await insert(lasting('2026-03-29T21:59:59.999Z', 40 * MINUTE, { title: 'last' }));
    await insert(lasting('2026-03-29T22:00:00Z', 80 * MINUTE, { title: 'after' }));
    const berlin = { metric: 'ttr', timeZone: 'Europe/Berlin', bucket: 'week' };
    const spring = await durations({ ...berlin, from: '2026-03-16', to: '2026-04-06' });
    expect(
      spring.groups[0]!.buckets.map(({ from, to, n, medianSeconds }) => [from, to, n, medianSeconds]),
    ).toEqual([
      ['2026-03-15T23:00:00.000Z', '2026-03-22T23:00:00.000Z', 1, 10 * MINUTE],
      ['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 2, 30 * MINUTE],
      ['2026-03-29T22:00:00.000Z', '2026-04-05T22:00:00.000Z', 1, 80 * MINUTE],
    ]);
    // The incident at the very instant of `to` belongs to the next range.
    const only = { ...berlin, from: '2026-03-23', to: '2026-03-30' };
    expect(total(await durations(only)).n).toBe(2);
    expect(
      (await incidents({ metric: 'ttr', timeZone: 'Europe/Berlin', from: only.from, to: only.to })).total,
    ).toBe(2);
    const autumn = await durations({ ...berlin, from: '2026-10-19', to: '2026-10-26' });
    expect(autumn.groups[0]!.buckets).toMatchObject([
      { from: '2026-10-18T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', partial: false },
    ]);
    const days = await durations({ ...berlin, bucket: 'day', from: '2026-03-28', to: '2026-03-31' });
    expect(days.groups[0]!.buckets.map(({ from }) => from)).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('reopened-twice: the last resolution counts', async () => {
    // Resolved at 10:30 and 11:15 first; what counts is 12:00, three hours after the start.
    await insert({ startedAt: '2026-09-08T09:00:00Z', resolvedAt: '2026-09-08T12:00:00Z', reopened: 2 });
    const answer = await durations({ metric: 'ttr', from: '2026-09-01', to: '2026-10-01' });
    expect(total(answer)).toMatchObject({ n: 1, medianSeconds: 3 * HOUR });
  });

  it('open-at-quarter-end: censored, the Kaplan–Meier median, no mean, no verdict', async () => {
    // Hours: 1 2 3 4 5 ended, and one open since 100 hours before now. Kaplan–Meier: 5/6, 4/6, 3/6 at the third hour:
    // one half is met exactly and flat until 4, so the median is 3.5 hours, as R prints it.
    for (const hours of [1, 2, 3, 4, 5]) await insert(lasting(`2026-10-0${hours}T00:00:00Z`, hours * HOUR));
    await insert({ startedAt: new Date(NOW.getTime() - 100 * HOUR * 1000).toISOString() });
    const answer = await durations({
      metric: 'ttr',
      from: '2026-10-01',
      to: '2027-01-01',
      bucket: 'quarter',
    });
    expect(answer.groups[0]!.buckets).toMatchObject([
      {
        unfinished: true,
        n: 5,
        open: 1,
        medianSeconds: 3.5 * HOUR,
        medianMethod: 'kaplan_meier',
        meanSeconds: null,
        geometricMeanSeconds: null,
        tooFew: false,
      },
    ]);
    expect(answer).toMatchObject({ comparison: null, comparisonReason: 'unfinished' });
    // A past period with an open incident is unfinished as well.
    const past = await durations({ metric: 'ttr', from: '2026-11-01', to: '2026-11-20' });
    expect(past.groups[0]!.total).toMatchObject({ open: 1, unfinished: true, medianSeconds: null });
    expect(past.comparison).toBeNull();
    const rows = await incidents({ metric: 'ttr', from: '2026-10-01', to: '2027-01-01', state: 'open' });
    expect(rows.items).toMatchObject([{ seconds: 100 * HOUR, toAt: null, reason: null }]);
  });

  it('order-broken and implausible: kept out of the interval they break, with the reason', async () => {
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

  it('defaulted-detection: no zero by construction, unless asked for', async () => {
    // Three tools filled detected with started (zero), one filled it with declared 5 minutes later (not zero).
    const at = '2026-09-08T09:00:00Z';
    const provenance = { detectedAt: 'defaulted' } as const;
    for (let n = 0; n < 3; n++) await insert({ startedAt: at, detectedAt: at, provenance });
    await insert({ startedAt: at, detectedAt: '2026-09-08T09:05:00Z', provenance });
    // Zero, but observed: it counts.
    await insert({
      startedAt: at,
      detectedAt: at,
      provenance: { startedAt: 'observed', detectedAt: 'observed' },
    });
    const query = { metric: 'ttd', from: '2026-09-01', to: '2026-10-01' };
    const ttd = total(await durations(query));
    expect(ttd).toMatchObject({ n: 2, excluded: 3, medianSeconds: 150, meanSeconds: 150 });
    // 0 counts as one second in the logs: √(1 · 300)
    expect(ttd.geometricMeanSeconds).toBeCloseTo(Math.sqrt(300), 9);
    expect(total(await durations({ ...query, include: 'defaulted' }))).toMatchObject({ n: 5, excluded: 0 });
  });

  it('fiscal-april: quarters and years of a fiscal year that begins in another month', async () => {
    await insert(lasting('2026-03-31T14:59:59Z', HOUR)); // 23:59:59 on 31 March in Tokyo
    await insert(lasting('2026-03-31T15:00:00Z', 2 * HOUR)); // midnight of 1 April
    await insert(lasting('2026-06-30T15:00:00Z', 3 * HOUR)); // 1 July
    const tokyo = { metric: 'ttr', timeZone: 'Asia/Tokyo', bucket: 'fiscal_quarter' };
    const april = await durations({ ...tokyo, from: '2026-01-01', to: '2026-10-01' });
    expect(april.groups[0]!.buckets.map(({ from, n }) => [from, n])).toEqual([
      ['2025-12-31T15:00:00.000Z', 1],
      ['2026-03-31T15:00:00.000Z', 1],
      ['2026-06-30T15:00:00.000Z', 1],
    ]);
    const february = await durations({
      ...tokyo,
      fiscalYearStartsIn: 2,
      from: '2026-01-01',
      to: '2026-10-01',
    });
    expect(february.groups[0]!.buckets.map(({ from, n, partial }) => [from, n, partial])).toEqual([
      ['2025-12-31T15:00:00.000Z', 0, true], // the quarter from November, cut by the range
      ['2026-01-31T15:00:00.000Z', 2, false],
      ['2026-04-30T15:00:00.000Z', 1, false],
      ['2026-07-31T15:00:00.000Z', 0, true],
    ]);
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

  it('lists exactly the rows behind every number, on random incidents', async () => {
    const random = mulberry(7);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
    const ids: string[] = [];
    for (let n = 0; n < 120; n++) {
      const start = Date.parse('2026-08-30T00:00:00Z') + Math.floor(random() * 40 * 86_400) * 1000;
      const at = (chance: number, hours: number) =>
        random() < chance ? new Date(start + (random() * hours - 1) * 3_600_000).toISOString() : undefined;
      ids.push(
        await insert({
          startedAt: random() < 0.9 ? new Date(start).toISOString() : undefined,
          detectedAt: at(0.9, 8) ?? new Date(start).toISOString(),
          acknowledgedAt: at(0.7, 12),
          mitigatedAt: at(0.6, 3000),
          resolvedAt: at(0.8, 40),
          kind: random() < 0.9 ? 'incident' : pick(['drill', 'test', 'maintenance'] as const),
          services: random() < 0.8 ? [pick(['a', 'b', 'c'])] : ['a', 'c'],
          ...(random() < 0.1 && ids.length > 0 ? { duplicateOfId: pick(ids) } : {}),
          ...(random() < 0.3 ? { provenance: { detectedAt: 'defaulted' } as const } : {}),
        }),
      );
    }
    for (const metric of ['ttd', 'tta', 'ttm', 'ttr', 'ttr_from_detection']) {
      const range = { metric, from: '2026-09-01', to: '2026-10-01', timeZone: 'Asia/Tokyo' };
      const answer = await durations({ ...range, bucket: 'week', groupBy: 'service' });
      for (const group of answer.groups) {
        for (const bucket of group.buckets) {
          const all = await everyRow({ ...range, ...period(bucket), groupBy: 'service', group: group.key });
          const listed = (state: string) => all.filter((row) => row.state === state);
          expect(listed('used')).toHaveLength(bucket.n);
          expect(listed('open')).toHaveLength(bucket.open);
          expect(listed('missing')).toHaveLength(bucket.missing);
          expect(listed('excluded')).toHaveLength(bucket.excluded);
          for (const { reason, n } of bucket.excludedBy) {
            expect(all.filter((row) => row.reason === reason)).toHaveLength(n);
          }
        }
      }
      const whole = total(await durations(range));
      const byState = await Promise.all(
        (['used', 'open', 'missing', 'excluded'] as const).map((state) => incidents({ ...range, state })),
      );
      expect(byState.map((rows) => rows.total)).toEqual([whole.n, whole.open, whole.missing, whole.excluded]);
    }
  });

  const period = ({ from, to }: { from: string; to: string }) => ({ from, to });
  async function everyRow(query: Record<string, string | number>): Promise<DurationIncident[]> {
    const items: DurationIncident[] = [];
    let cursor: string | null = null;
    do {
      const page: DurationIncidentsResponse = await incidents({
        ...query,
        limit: 7,
        ...(cursor === null ? {} : { cursor }),
      });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    return items;
  }

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

/** Small repeatable generator. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
