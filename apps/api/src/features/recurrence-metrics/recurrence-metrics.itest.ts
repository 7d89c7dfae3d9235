import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident, removeIncidents, type TestIncident } from '../durations/test-incidents.js';
import { RecurrenceSuggestionService } from '../recurrences/recurrence-suggestions.service.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const AUTUMN = { from: '2026-09-01', to: '2026-11-01' };

/** Golden scenarios of METRICS.md section 3 on real Postgres, through HTTP; expected figures worked out by hand. */
describe('recurrence', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => NOW;
  });
  afterAll(() => api.close());
  beforeEach(() => removeIncidents(api.dataSource));

  const insert = (startedAt: string, resolvedAt?: string, rest: TestIncident = {}) =>
    insertIncident(api.dataSource, { startedAt, resolvedAt, ...rest });
  const link = (later: string, earlier: string, status = 'confirmed') =>
    api.dataSource.query(
      `insert into incident_recurrences (incident_id, earlier_incident_id, status) values ($1, $2, $3)`,
      [later, earlier, status],
    );
  const item = (incidentId: string, title: string, more: { type?: string; completedAt?: string } = {}) =>
    api.dataSource.query(
      `insert into action_items (title, type, status, incident_id, created_at, completed_at)
       values ($1, $2, case when $4::timestamptz is null then 'open' else 'done' end, $3, '2026-09-02', $4)`,
      [title, more.type ?? 'prevent', incidentId, more.completedAt ?? null],
    );
  async function recurrence(query: Record<string, string> = AUTUMN): Promise<RecurrenceMetricsResponse> {
    const answer = await api.request.get('/api/v1/metrics/recurrence').query(query).expect(200);
    return RecurrenceMetricsResponse.parse(answer.body);
  }

  it('recurred-with-fix-open: lists the items that were not done when it came back', async () => {
    const first = await insert('2026-09-01T00:00:00Z', '2026-09-01T06:00:00Z');
    const again = await insert('2026-09-11T06:00:00Z', '2026-09-11T07:00:00Z');
    await insert('2026-10-05T00:00:00Z', '2026-10-05T01:00:00Z');
    await insert('2026-10-06T00:00:00Z', '2026-10-06T01:00:00Z');
    await link(again, first);
    await item(first, 'done in time', { completedAt: '2026-09-05T00:00:00Z' });
    await item(first, 'done too late', { completedAt: '2026-09-12T00:00:00Z' });
    await item(first, 'still open', { type: 'detect' });
    await item(first, 'not a fix', { type: 'process' });
    const answer = await recurrence();
    // 1 of 4 incidents of the period; back after exactly 10 days.
    expect(answer).toMatchObject({
      definition: { key: 'recurrence', version: 1 },
      incidents: 4,
      confirmed: 1,
      suggested: 0,
      confirmedRate: { value: 0.25, n: 4 },
      recurredAfterFix: [],
      recurredWithoutItems: [],
      timeToRecurrence: { n: 4, recurred: 1 },
    });
    expect(answer.timeToRecurrence.curve.find(({ recurred }) => recurred > 0)).toMatchObject({
      day: 10,
      recurred: 0.25,
      atRisk: 4,
    });
    expect(answer.recurredWithFixOpen).toMatchObject([
      {
        incident: { id: again },
        earlier: { id: first },
        daysAfter: 10,
        items: [
          { title: 'done too late', statusThen: 'open', statusNow: 'done' },
          { title: 'still open', statusThen: 'open', statusNow: 'open' },
        ],
      },
    ]);
  });

  it('recurred-after-fix: all was done, and it came back all the same', async () => {
    const first = await insert('2026-09-01T00:00:00Z', '2026-09-01T06:00:00Z');
    const second = await insert('2026-09-11T00:00:00Z', '2026-09-11T07:00:00Z');
    const third = await insert('2026-09-21T00:00:00Z');
    await link(second, first);
    await link(third, second);
    await item(first, 'done', { completedAt: '2026-09-05T00:00:00Z' });
    const answer = await recurrence();
    expect(answer.recurredAfterFix).toMatchObject([{ incident: { id: second }, items: [{ title: 'done' }] }]);
    expect(answer.recurredWithoutItems).toMatchObject([{ incident: { id: third }, earlier: { id: second } }]);
    expect(answer.timeToRecurrence).toMatchObject({ n: 2, recurred: 2, unresolved: 1 });
  });

  it('counts suggestions apart, and leaves out what was rejected and what has a confirmed one', async () => {
    const link1 = { services: ['api'], cause: 'network' };
    await insert('2026-07-20T00:00:00Z', '2026-07-20T01:00:00Z', { ...link1, title: 'link down in zone a' });
    // The same cause and service 46 days later.
    const suggested = await insert('2026-09-04T00:00:00Z', '2026-09-04T01:00:00Z', link1);
    const confirmed = await insert('2026-09-05T00:00:00Z', '2026-09-05T01:00:00Z', link1);
    await link(confirmed, suggested);
    const other = { services: ['web'], cause: 'software' };
    const first = await insert('2026-09-06T00:00:00Z', '2026-09-06T01:00:00Z', other);
    const rejected = await insert('2026-09-07T00:00:00Z', '2026-09-07T01:00:00Z', other);
    await link(rejected, first, 'rejected');
    await api.app.get(RecurrenceSuggestionService).work();
    const answer = await recurrence({ ...AUTUMN, groupBy: 'cause' });
    expect(answer).toMatchObject({
      incidents: 4,
      confirmed: 1,
      suggested: 1,
      suggestedIds: [suggested],
      lookBackDays: 90,
      pending: 0,
      text: { available: true },
      groups: [
        { key: 'network', incidents: 2, confirmed: 1, suggested: 1 },
        { key: 'software', incidents: 2, confirmed: 0, suggested: 0 },
      ],
      groupsTotal: 2,
    });
    for (const groupBy of IncidentGroupBy.options) {
      const { groups } = await recurrence({ ...AUTUMN, groupBy });
      expect([groupBy, groups.reduce((sum, group) => sum + group.incidents, 0)]).toEqual([groupBy, 4]);
    }
    const rows = async (filter: string) =>
      (await api.request.get('/api/v1/incidents').query({ ...AUTUMN, recurrence: filter })).body.items.length;
    expect([await rows('confirmed'), await rows('suggested')]).toEqual([1, 1]);
  });

  it('sets the rate against the period before, the year before or any other', async () => {
    const start = await insert('2026-08-01T00:00:00Z', '2026-08-01T01:00:00Z');
    const inMonth = async (month: string, n: number, again: number) => {
      for (let i = 0; i < n; i += 1) {
        const id = await insert(`2026-${month}-02T0${i % 10}:00:00Z`, `2026-${month}-02T0${i % 10}:30:00Z`);
        if (i < again) await link(id, start);
      }
    };
    await inMonth('09', 8, 7);
    await inMonth('10', 9, 1);
    const october = { from: '2026-10-01', to: '2026-11-01' };
    // R: fisher.test(matrix(c(1, 8, 7, 1), 2))$p.value = 0.003373
    const { comparison } = await recurrence(october);
    expect(comparison).toMatchObject({
      verdict: 'lower',
      previous: { incidents: 8, confirmed: 7 },
      previousFrom: '2026-09-01T00:00:00.000Z',
    });
    expect(comparison?.pValue).toBeCloseTo(0.003373, 6);
    expect((await recurrence({ ...october, compare: 'last_year' })).comparison?.verdict).toBe('too_few');
    expect((await recurrence({ ...october, compare: 'none' })).comparison).toBeNull();
    const custom = { compareFrom: '2026-08-01', compareTo: '2026-10-01' };
    expect((await recurrence({ ...october, ...custom })).comparison?.previous.incidents).toBe(9);
    expect(await recurrence({ from: '2026-11-01', to: '2026-12-01' })).toMatchObject({
      comparison: null,
      comparisonReason: 'unfinished',
    });
  });

  it('leaves out drills, duplicates and deleted incidents; a link to a deleted one does not count', async () => {
    const gone = await insert('2026-08-01T00:00:00Z', '2026-08-01T01:00:00Z', { deleted: true });
    const kept = await insert('2026-09-01T00:00:00Z', '2026-09-01T01:00:00Z');
    await insert('2026-09-02T00:00:00Z', '2026-09-02T01:00:00Z', { kind: 'drill' });
    await insert('2026-09-03T00:00:00Z', '2026-09-03T01:00:00Z', { duplicateOfId: kept });
    await link(kept, gone);
    expect(await recurrence()).toMatchObject({ incidents: 1, confirmed: 0, confirmedRate: { value: 0 } });
  });

  it('none: rates are null, periods are there', async () => {
    const answer = await recurrence({ ...AUTUMN, bucket: 'month' });
    expect(answer).toMatchObject({
      incidents: 0,
      confirmedRate: null,
      timeToRecurrence: { n: 0, curve: [] },
    });
    expect(answer.buckets).toHaveLength(2);
  });

  it('answers 400 and names the field; is for people who are signed in', async () => {
    const answer = await api.request
      .get('/api/v1/metrics/recurrence')
      .query({ severity: 'SEV9' })
      .expect(400);
    expect(JSON.stringify(answer.body.errors)).toContain('severity');
    await api.anonymous.get('/api/v1/metrics/recurrence').expect(401);
  });
});
