import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { ActionItemsResponse } from '@tenken/shared/action-items.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident, removeIncidents } from '../durations/test-incidents.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const SEPTEMBER = { from: '2026-09-01', to: '2026-10-01' };

interface TestItem {
  status?: string;
  type?: string;
  priority?: string;
  dueOn?: string;
  createdAt?: string;
  completedAt?: string;
  declinedAt?: string;
  incidentId?: string;
}

/** Golden scenarios of METRICS.md section 4 on real Postgres, through HTTP; expected figures worked out by hand. */
describe('action item metrics', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => NOW;
  });
  afterAll(() => api.close());
  beforeEach(() => removeIncidents(api.dataSource));

  async function insert(item: TestItem): Promise<void> {
    await api.dataSource.query(
      `insert into action_items (title, status, type, priority, due_on, created_at, completed_at, declined_at, incident_id)
       values ('fix', $1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        item.status ?? 'open',
        item.type ?? 'prevent',
        item.priority ?? null,
        item.dueOn ?? null,
        item.createdAt ?? '2026-09-01T00:00:00Z',
        item.completedAt ?? null,
        item.declinedAt ?? null,
        item.incidentId ?? null,
      ],
    );
  }
  async function metrics(query: Record<string, string>): Promise<ActionItemMetricsResponse> {
    const answer = await api.request.get('/api/v1/metrics/action-items').query(query).expect(200);
    return ActionItemMetricsResponse.parse(answer.body);
  }

  it('declined-vs-done: a declined item competes, it is not just no longer watched', async () => {
    // Four items: done on day 10, declined on day 20, done on day 30, one open. Aalen–Johansen: 1/4 at day 10; then
    // half of all are still undecided when one of the two left is done: 1/4 + 1/2 · 1/2 = 1/2 at day 30. (Taking the
    // declined one as censored would say 1 − 3/4 · 1/2 = 5/8.) Day 90 lies past the 81 days watched so far: null.
    await insert({ status: 'done', completedAt: '2026-09-11T00:00:00Z' });
    await insert({ status: 'declined', declinedAt: '2026-09-21T00:00:00Z' });
    await insert({ status: 'done', completedAt: '2026-10-01T00:00:00Z' });
    await insert({ status: 'in_progress', dueOn: '2026-10-31' });
    await insert({ status: 'deleted' });
    const answer = await metrics(SEPTEMBER);
    expect(answer).toMatchObject({
      definition: { key: 'completion_rate', version: 1 },
      created: 5,
      done: 2,
      declined: 1,
      deleted: 1,
      openInTime: 0,
      overdue: 1,
      completionRate: { value: 0.5, n: 4 },
      onTimeRate: { value: 0, n: 1 },
      medianDays: 30,
      followed: 4,
      leftOut: [],
    });
    expect(answer.curve.slice(0, 3)).toMatchObject([
      { day: 10, done: 0.25, declined: 0, atRisk: 4 },
      { day: 20, done: 0.25, declined: 0.25, atRisk: 3 },
      { day: 30, done: 0.5, declined: 0.25, atRisk: 2 },
    ]);
    expect(answer.doneWithin).toMatchObject([
      { days: 30, share: 0.5, atRisk: 2 },
      { days: 60, share: 0.5, atRisk: 1 },
      { days: 90, share: null, lower: null, atRisk: 0 },
    ]);
    // Wilson, 2 of 4: R's prop.test(2, 4, correct = FALSE)
    expect(answer.completionRate!.lower).toBeCloseTo(0.150_038_99, 6);
    expect(answer.completionRate!.upper).toBeCloseTo(0.849_961_01, 6);
  });

  it('none: counts are 0 and figures are null', async () => {
    expect(await metrics(SEPTEMBER)).toMatchObject({
      created: 0,
      completionRate: null,
      onTimeRate: null,
      medianDays: null,
      curve: [],
      groups: [],
    });
  });

  it('belongs to the period of its creation, whenever it was closed', async () => {
    await insert({ createdAt: '2026-08-31T14:59:59Z' }); // 31 August in Tokyo
    await insert({ createdAt: '2026-08-31T15:00:00Z', status: 'done', completedAt: '2026-11-01T00:00:00Z' });
    await insert({ createdAt: '2026-09-30T15:00:00Z' }); // 1 October
    const answer = await metrics({ ...SEPTEMBER, timeZone: 'Asia/Tokyo', bucket: 'month' });
    expect(answer).toMatchObject({
      created: 1,
      done: 1,
      buckets: [{ created: 1, done: 1, unfinished: false }],
    });
  });

  it('groups by severity of the incident, type and priority, and shows every count as rows of the list', async () => {
    const sev1 = await insertIncident(api.dataSource, {
      severity: 'SEV1',
      startedAt: '2026-09-01T00:00:00Z',
    });
    await insert({ incidentId: sev1, priority: 'P0', dueOn: '2026-09-08' });
    await insert({
      incidentId: sev1,
      priority: 'P1',
      type: 'detect',
      status: 'declined',
      declinedAt: '2026-09-05T00:00:00Z',
    });
    await insert({ status: 'done', completedAt: '2026-09-05T00:00:00Z' });
    await insert({ dueOn: '2026-12-01' });
    await insert({});
    await insert({ status: 'deleted' });
    const answer = await metrics({ ...SEPTEMBER, groupBy: 'severity' });
    expect(answer.groups.map(({ key, created, overdue }) => [key, created, overdue])).toEqual([
      ['SEV1', 2, 1],
      ['none', 4, 0],
    ]);
    const rows = async (query: Record<string, string>) => {
      const list = await api.request
        .get('/api/v1/action-items')
        .query({ ...SEPTEMBER, limit: 500, ...query })
        .expect(200);
      return ActionItemsResponse.parse(list.body).items.length;
    };
    for (const group of answer.groups) {
      const severity = group.key;
      expect(await rows({ severity, status: 'done' })).toBe(group.done);
      expect(await rows({ severity, status: 'declined' })).toBe(group.declined);
      expect(await rows({ severity, status: 'deleted' })).toBe(group.deleted);
      expect(await rows({ severity, group: 'overdue' })).toBe(group.overdue);
      expect(await rows({ severity, group: 'due_soon,later,no_due_date' })).toBe(group.openInTime);
    }
    const byType = await metrics({ ...SEPTEMBER, groupBy: 'type', severity: 'SEV1' });
    expect(byType.groups.map(({ key }) => key)).toEqual(['prevent', 'detect']);
    expect(byType.lenses.find(({ type }) => type === 'detect')).toMatchObject({
      n: 1,
      share: { value: 0.5 },
    });
    expect((await metrics({ ...SEPTEMBER, groupBy: 'priority' })).groups.map(({ key }) => key)).toEqual([
      'P0',
      'P1',
      'none',
    ]);
  });

  it.each([
    [{ groupBy: 'owner' }, 'groupBy'],
    [{ type: 'paint' }, 'type'],
    [{ from: 'yesterday' }, 'from'],
    [{ size: '1' }, 'size'],
  ])('answers 400 to %j and names %s', async (query, field) => {
    const answer = await api.request.get('/api/v1/metrics/action-items').query(query).expect(400);
    expect(JSON.stringify(answer.body.errors)).toContain(field);
  });

  it('is for people who are signed in', () => api.anonymous.get('/api/v1/metrics/action-items').expect(401));
});
