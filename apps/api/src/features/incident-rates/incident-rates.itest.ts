import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident, removeIncidents } from '../durations/test-incidents.js';

/** Rates and their comparison; the values of R stand in each test. Golden scenarios are in test/golden. */
describe('incident rates', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => new Date('2026-11-21T08:00:00Z');
  });
  afterAll(() => api.close());
  beforeEach(() => removeIncidents(api.dataSource));

  const rates = async (query: Record<string, string>) => {
    const answer = await api.request.get('/api/v1/metrics/incident-rates').query(query).expect(200);
    return IncidentRatesResponse.parse(answer.body);
  };
  const insertMany = async (month: string, count: number) => {
    for (let n = 0; n < count; n++) {
      const day = String(1 + (n % 28)).padStart(2, '0');
      await insertIncident(api.dataSource, { startedAt: `${month}-${day}T00:00:00Z` });
    }
  };

  it('compares periods of different lengths by the exact conditional test', async () => {
    // 31 in the 92 days of July to September, 12 in 90 days before: January to March.
    // R: poisson.test(c(31, 12), c(92, 90)): p 0.00551931230285635, ratio 2.52717391304348 (1.26192708173361 to
    // 5.40353680203426)
    await insertMany('2026-08', 31);
    await insertMany('2026-02', 12);
    const answer = await rates({
      from: '2026-07-01',
      to: '2026-10-01',
      compareFrom: '2026-01-01',
      compareTo: '2026-04-01',
    });
    expect(answer.current).toMatchObject({ n: 31, exposureDays: 92, unfinished: false });
    expect(answer.previous).toMatchObject({ n: 12, exposureDays: 90 });
    expect(answer.current.meanDaysBetween).toBeCloseTo(92 / 31, 12);
    const { ratio, lower, upper, pValue, verdict } = answer.comparison!;
    expect(verdict).toBe('higher');
    expect(ratio).toBeCloseTo(2.52717391304348, 10);
    expect(lower).toBeCloseTo(1.26192708173361, 10);
    expect(upper).toBeCloseTo(5.40353680203426, 10);
    expect(pValue).toBeCloseTo(0.00551931230285635, 12);
  });

  it('reads its word off the interval, also where the p-value is just below 0.05', async () => {
    // R: poisson.test(c(12, 4), c(30, 31)): p 0.0458446730011214, interval 0.93953971358108 to 13.1877559476620
    await insertMany('2026-09', 12);
    await insertMany('2026-08', 4);
    const { comparison } = await rates({ from: '2026-09-01', to: '2026-10-01' });
    expect(comparison).toMatchObject({ verdict: 'no_clear_change', n: 12, previousN: 4 });
    expect(comparison?.pValue).toBeCloseTo(0.0458446730011214, 12);
    expect(comparison?.lower).toBeCloseTo(0.93953971358108, 10);
  });

  it('has no verdict while the period goes on, but both rates side by side, each over what has passed', async () => {
    await insertMany('2026-11', 10);
    await insertMany('2026-10', 10);
    const answer = await rates({ from: '2026-11-01', to: '2026-12-01', bucket: 'month' });
    // 20 days and 8 hours
    expect(answer.current).toMatchObject({ n: 10, unfinished: true });
    expect(answer.current.exposureDays).toBeCloseTo(20 + 1 / 3, 12);
    expect(answer.previous).toMatchObject({ n: 10, exposureDays: 31, unfinished: false });
    expect(answer).toMatchObject({ comparison: null, comparisonReason: 'unfinished' });
    const future = await rates({ from: '2027-01-01', to: '2027-02-01' });
    expect(future.current).toMatchObject({ n: 0, exposureDays: 0, perWeek: null, perWeekUpper: null });
  });

  it('groups by service, the most incidents first where there are too many, and counts the whole once', async () => {
    const at = '2026-09-08T09:00:00Z';
    for (const services of [['a', 'b'], ['a'], ['c'], []])
      await insertIncident(api.dataSource, { startedAt: at, services });
    const query = { from: '2026-09-01', to: '2026-10-01', groupBy: 'service' };
    const all = await rates(query);
    expect(all.groups.map(({ label, total }) => [label, total.n])).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
      [null, 1],
    ]);
    expect(all.current.n).toBe(4);
    const one = await rates({ ...query, groupLimit: '1' });
    expect([one.groups.map(({ label }) => label), one.groupsTotal]).toEqual([['a'], 4]);
  });

  it('is for people who are signed in, and names what it does not know', async () => {
    await api.anonymous.get('/api/v1/metrics/incident-rates').expect(401);
    const answer = await api.request.get('/api/v1/metrics/incident-rates?include=too_long').expect(400);
    expect(JSON.stringify(answer.body.errors)).toContain('include');
  });
});
