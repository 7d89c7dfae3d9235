import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { ACTION_TARGET_DAYS, ActionItemsResponse } from '@tenken/shared/action-items.contract';
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

  it('shows as many rows as every figure says, over generated items', async () => {
    // Two teams with calendars of their own, incidents with targets, every outcome, broken and unknown times.
    await api.dataSource.query(`
      insert into teams (key, name, calendar) values ('a', 'Alpha', 'JP'), ('b', 'Beta', '');
      insert into incidents (title, severity, team_id, started_at, resolved_at)
        select 'i' || n, (array['SEV1', 'SEV2', 'SEV4', null])[1 + n % 4], case when n % 3 > 0 then n % 3 end,
          timestamptz '2026-08-20 12:00Z' + n * interval '17 hours', timestamptz '2026-08-20 13:00Z' + n * interval '17 hours'
        from generate_series(1, 40) n;
      insert into incident_recurrences (incident_id, earlier_incident_id, status)
        select n + 20, n, case when n % 3 = 0 then 'suggested' else 'confirmed' end from generate_series(1, 20) n;
      insert into action_items (title, type, priority, status, team_id, incident_id, due_on, created_at, completed_at, declined_at)
        select 'item ' || n, (array['prevent', 'detect', 'mitigate', 'repair', 'process', 'other'])[1 + n % 6],
          (array['P0', 'P1', null])[1 + n % 3], status, case when n % 5 = 0 then 1 + n % 2 end,
          case when n % 4 > 0 then 1 + n % 40 end,
          case when n % 7 > 2 then (created_at + (n % 50) * interval '1 day')::date end, created_at,
          case when status = 'done' and n % 11 > 0 then created_at + (n % 45 - 2) * interval '13 hours' end,
          case when status = 'declined' and n % 13 > 0 then created_at + (n % 60 - 1) * interval '11 hours' end
        from (select n, (array['open', 'done', 'in_progress', 'done', 'declined', 'done', 'deleted'])[1 + n % 7] as status,
          timestamptz '2026-08-25 03:00Z' + n * interval '7 hours' as created_at from generate_series(1, 300) n) made;
    `);
    const zone = { timeZone: 'Asia/Tokyo' };
    const range = { from: '2026-09-01', to: '2026-11-16', ...zone };
    const rows = async (query: Record<string, string>) => {
      const list = await api.request
        .get('/api/v1/action-items')
        .query({ limit: 500, ...query })
        .expect(200);
      return ActionItemsResponse.parse(list.body).items.length;
    };
    for (const groupBy of ['team', 'severity', 'priority'] as const) {
      const answer = await metrics({ ...range, groupBy, bucket: 'week' });
      const shown: [string, number, Record<string, string>][] = [
        ['created', answer.created, { ...range, status: 'open,in_progress,done,declined,deleted' }],
        ['done', answer.done, { ...range, status: 'done' }],
        ['overdue', answer.overdue, { ...range, group: 'overdue' }],
        ['due', answer.onTimeRate!.n, { ...range, figure: 'due_judged' }],
        [
          'on time',
          Math.round(answer.onTimeRate!.value * answer.onTimeRate!.n),
          { ...range, figure: 'on_time' },
        ],
        ['followed', answer.followed, { ...range, figure: 'followed' }],
        ['closed fixes', answer.recurredAfterClosing.closedFixes, { ...range, figure: 'closed_fix' }],
        ['recurred', answer.recurredAfterClosing.recurred, { ...range, figure: 'recurred_after_closing' }],
        ...answer.leftOut.map(({ reason, n }): [string, number, Record<string, string>] => [
          reason,
          n,
          { ...range, figure: reason },
        ]),
        ...answer.curves.map(({ key, n }): [string, number, Record<string, string>] => [
          `curve ${key}`,
          n,
          { ...range, figure: 'followed', [groupBy === 'team' ? 'ownerTeam' : groupBy]: key },
        ]),
        ...answer.cohorts.map((cohort): [string, number, Record<string, string>] => [
          `cohort ${cohort.from}`,
          cohort.declined,
          { from: cohort.from, to: cohort.to, ...zone, status: 'declined' },
        ]),
        ...answer.ageing.bins.map((bin): [string, number, Record<string, string>] => [
          `age ${bin.fromDays}`,
          bin.n,
          { from: bin.from ?? '2000-01-01', to: bin.to, ...zone, status: 'open,in_progress' },
        ]),
        ...answer.overdueByTeam.map((team): [string, number, Record<string, string>] => [
          `overdue of ${team.label}`,
          team.overdue,
          { ...zone, group: 'overdue', ownerTeam: team.key },
        ]),
      ];
      const listed = [];
      for (const [name, , query] of shown) listed.push([name, await rows(query)]);
      expect(listed).toEqual(shown.map(([name, n]) => [name, n]));
      if (groupBy !== 'team') continue;
      expect(answer.overdueByTeam.map(({ label }) => label)).toEqual(['Alpha', 'Beta', null]);
      for (const n of [answer.overdue, answer.recurredAfterClosing.recurred, answer.leftOut.length])
        expect(n).toBeGreaterThan(0);
    }
  });

  it('follows the severity and the settings with the target, whoever writes them', async () => {
    const incident = await insertIncident(api.dataSource, { severity: 'SEV1' });
    await insert({ incidentId: incident, createdAt: '2026-09-01T00:00:00Z' });
    const target = async () =>
      (await api.dataSource.query(`select target_on from action_items`))[0].target_on as string | null;
    expect(await target()).toBe('2026-09-08');
    await api.dataSource.query(`update incidents set severity = 'SEV2'`);
    expect(await target()).toBe('2026-10-01');
    await api.dataSource.query(
      `insert into incident_severity_changes (incident_id, severity, at) values ($1, 'SEV2', '2026-09-10T00:00:00Z')`,
      [incident],
    );
    expect(await target()).toBe('2026-10-10');
    const days = { SEV1: 1, SEV2: 2, SEV3: 3, SEV4: 4 };
    await api.request.patch('/api/v1/settings').send({ actionItemTargetDays: days }).expect(200);
    expect(await target()).toBe('2026-09-12');
    await api.dataSource.query(`delete from settings where key = 'actionItemTargetDays'`);
    await api.dataSource.query(`delete from incident_severity_changes`);
    for (const [severity, expected] of Object.entries(ACTION_TARGET_DAYS)) {
      await api.dataSource.query(`update incidents set severity = $1`, [severity]);
      expect((Date.parse((await target()) ?? '') - Date.parse('2026-09-01')) / 86_400_000).toBe(expected);
    }
    await api.dataSource.query(`delete from incidents`);
    expect(await target()).toBeNull();
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
