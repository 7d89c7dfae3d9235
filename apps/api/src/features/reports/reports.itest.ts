import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ReportResponse,
  ReportRowsResponse,
  ReportsResponse,
  ReportTodayResponse,
} from '@tenken/shared/reports.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident, removeIncidents, type TestIncident } from '../durations/test-incidents.js';

const MINUTE = 60_000;
/** A Friday: the second fiscal quarter of 2026 (July to September) has ended. */
const NOW = new Date('2026-11-20T03:00:00Z');
const QUARTER = { bucket: 'fiscal_quarter', from: '2026-08-15', timeZone: 'Asia/Tokyo' };

/**
 * A quarter of eight incidents and one drill. Time to restore in minutes: 10, 20 … 80; the quarter before had six of 100
 * minutes. One incident recurs an earlier one whose fix is still open; one action item is done in time, one is overdue.
 */
describe('reports', () => {
  let api: TestApp;
  let now = NOW;
  let incidents: string[] = [];
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => now;
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now = NOW;
    await removeIncidents(api.dataSource);
    await api.dataSource.query('truncate reports, report_schedules restart identity cascade');
    incidents = [];
    for (let n = 1; n <= 8; n++)
      incidents.push(
        await lasting(`2026-0${7 + (n % 3)}-1${n}T00:00:00Z`, n * 10, { services: ['checkout'] }),
      );
    await lasting('2026-07-20T00:00:00Z', 500, { kind: 'drill' });
    for (let n = 1; n <= 6; n++) await lasting(`2026-05-1${n}T00:00:00Z`, 100);
    await api.dataSource.query(
      `insert into incident_recurrences (incident_id, earlier_incident_id, status) values ($1, $2, 'confirmed')`,
      [incidents[7], incidents[0]],
    );
    await item('fix the pool', incidents[0] as string, '2026-07-15', null);
    await item('add an alert', incidents[1] as string, '2026-12-31', '2026-08-20');
  });

  const lasting = (startedAt: string, minutes: number, rest: TestIncident = {}) =>
    insertIncident(api.dataSource, {
      severity: 'SEV2',
      detectionSource: 'alert',
      startedAt,
      resolvedAt: new Date(Date.parse(startedAt) + minutes * MINUTE).toISOString(),
      ...rest,
    });
  const item = (title: string, incidentId: string, dueOn: string, completedAt: string | null) =>
    api.dataSource.query(
      `insert into action_items (title, type, status, incident_id, due_on, created_at, completed_at)
       values ($1, 'prevent', case when $4::timestamptz is null then 'open' else 'done' end, $2, $3, '2026-07-12', $4)`,
      [title, incidentId, dueOn, completedAt],
    );
  async function make(body: Record<string, unknown> = QUARTER): Promise<string> {
    const answer = await api.request.post('/api/v1/reports').send(body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body.id;
  }
  const text = async (path: string) => (await api.request.get(`/api/v1/reports/${path}`).expect(200)).text;
  const get = async (id: string) => ReportResponse.parse(JSON.parse(await text(id)));
  const today = async (id: string) => ReportTodayResponse.parse(JSON.parse(await text(`${id}/today`)));
  const exportsOf = async (id: string) =>
    Promise.all(
      ['markdown', 'csv', 'json'].flatMap((format) =>
        ['en', 'ja'].map((language) => text(`${id}/export?format=${format}&language=${language}`)),
      ),
    );

  it('says what the pages say, with rows behind every figure', async () => {
    const id = await make();
    const { contents, intact } = await get(id);
    expect(intact).toBe(true);
    expect(contents).toMatchObject({
      contentVersion: 1,
      period: {
        from: '2026-06-30T15:00:00.000Z',
        to: '2026-09-30T15:00:00.000Z',
        ended: true,
        name: { ja: '2026年度 第2四半期（2026年7〜9月）' },
      },
      previous: { fromDay: '2026-04-01', toDay: '2026-07-01' },
      lastYear: { fromDay: '2025-07-01', toDay: '2025-10-01' },
      scope: { kind: 'all' },
      incidents: { n: 8, excluded: 1, comparisons: [{ previousN: 6 }, { previousN: 0 }] },
      recurrence: { incidents: 8, confirmed: 1, fixOpen: 1, confirmedIds: [incidents[7]] },
      actionItems: { created: 2, done: 1, overdue: 1, onTimeRate: { value: 0, n: 1 } },
      consistent: true,
      changes: null,
    });
    // 10 … 80 minutes: the median is 45; against six of 100 the ratio of geometric means is 0.376 (8!^(1/8) · 10 / 100).
    const ttr = contents.durations.find(({ metric }) => metric === 'ttr');
    expect(ttr).toMatchObject({ n: 8, excluded: 1, open: 0, medianSeconds: 45 * 60 });
    expect(ttr?.comparisons[0]).toMatchObject({ verdict: 'lower', previousN: 6 });
    expect(ttr?.comparisons[0]?.ratio).toBeCloseTo(0.3764, 3);
    expect(ttr?.months.map(({ n }) => n)).toEqual([2, 3, 3]);
    expect(ttr?.points).toHaveLength(8);
    expect(contents.findings.map(({ topic, tone }) => [topic, tone])).toEqual([
      ['time_to_restore', 'better'],
      ['recurrence', 'attention'],
      ['action_items', 'attention'],
    ]);
    expect(contents.findings[1]?.text.en).toBe(
      '1 of 8 incidents recur an earlier one; for 1 of them a fix promised earlier was not done yet.',
    );
    expect(contents.exclusions).toContainEqual({
      metric: 'ttr',
      state: 'excluded',
      reason: 'drill',
      n: 1,
    });
    // number shown = rows listed
    const rows = async (query: Record<string, string>) =>
      ReportRowsResponse.parse(
        (await api.request.get(`/api/v1/reports/${id}/rows`).query(query).expect(200)).body,
      );
    for (const duration of contents.durations)
      for (const [state, n] of Object.entries({
        used: duration.n,
        open: duration.open,
        missing: duration.missing,
        excluded: duration.excluded,
      }))
        expect((await rows({ list: 'incidents', metric: duration.metric, state })).total).toBe(n);
    const counted = await rows({ list: 'incidents', metric: 'incident_count', state: 'used', limit: '3' });
    expect(counted).toMatchObject({ total: contents.incidents.n, incidents: [{}, {}, {}] });
    expect((await rows({ list: 'incidents', metric: 'recurrence', state: 'confirmed' })).total).toBe(1);
    const overdue = await rows({ list: 'action_items', metric: 'completion_rate', state: 'overdue' });
    expect(overdue.actionItems).toMatchObject([{ title: 'fix the pool', onTime: 'late' }]);
    expect(
      (await rows({ list: 'incidents', groupBy: 'severity', group: 'SEV2', metric: 'ttr', state: 'used' }))
        .total,
    ).toBe(8);
  });

  it('reads the same for ever; today names every difference', async () => {
    const id = await make();
    const before = await text(id);
    const files = await exportsOf(id);
    expect(await today(id)).toMatchObject({ figures: [], rows: [], rowsIntact: true });
    await api.dataSource.query(`update incidents set deleted_at = now(), updated_at = now() where id = $1`, [
      incidents[2],
    ]);
    await api.dataSource.query(
      `update incidents set resolved_at = resolved_at + interval '1 hour', title = 'renamed' where id = $1`,
      [incidents[3]],
    );
    await api.dataSource.query(`update incidents set severity = 'SEV1' where id = $1`, [incidents[4]]);
    await api.dataSource.query(
      `update incidents set started_at = '2026-10-15', resolved_at = '2026-10-16' where id = $1`,
      [incidents[5]],
    );
    const late = await lasting('2026-09-01T00:00:00Z', 25, { title: 'late' });
    expect(await text(id)).toBe(before);
    expect(await exportsOf(id)).toEqual(files);
    const { contents, rows, rowsTotal, figures } = await today(id);
    expect(contents.incidents.n).toBe(7);
    expect(rowsTotal).toBe(5);
    const named = rows.map(({ kind, id: row, reason }) => [kind, row, reason]);
    expect(named[0]).toEqual(['late', late, null]);
    expect(named).toContainEqual(['gone', incidents[2], 'deleted']);
    expect(named).toContainEqual(['gone', incidents[5], 'moved_out_of_period']);
    expect(rows.find((row) => row.kind === 'corrected')).toMatchObject({
      id: incidents[3],
      title: 'renamed',
      changes: [{ field: 'resolvedAt' }],
    });
    expect(rows.find((row) => row.kind === 'reclassified')?.changes).toEqual([
      { field: 'severity', from: 'SEV2', to: 'SEV1' },
    ]);
    const count = figures.find(({ was }) => was?.figure === 'rate' && was.group === 'all');
    expect(count).toMatchObject({ was: { n: 8 }, now: { n: 7 } });
    expect(figures.find(({ now: figure }) => figure?.group === 'severity:SEV1')).toMatchObject({ was: null });
    // What the next report says of it.
    now = new Date('2026-11-21T03:00:00Z');
    const next = await get(await make());
    expect(next.contents.changes).toMatchObject({
      reportId: id,
      counts: { late: 1, gone: 2, corrected: 1, reclassified: 1, progressed: 0 },
      rowsTotal: 5,
    });
    expect(next.contents.changes?.figures.length).toBe(figures.length);
    const list = ReportsResponse.parse((await api.request.get('/api/v1/reports').expect(200)).body);
    expect(list.items.map(({ id: listed, incidents: n }) => [listed, n])).toEqual([
      [next.id, 7],
      [id, 8],
    ]);
  });

  it('tells when what is stored was changed behind its back', async () => {
    const id = await make();
    await api.dataSource.query(
      `update reports set contents = jsonb_set(contents, '{incidents,n}', '1') where id = $1`,
      [id],
    );
    expect(await get(id)).toMatchObject({ intact: false });
  });

  it('is about a service with its components, or a team, or a period that goes on', async () => {
    await api.dataSource.query(
      `insert into services (key, name, parent_id) select 'pay', 'pay', id from services where key = 'checkout'`,
    );
    await lasting('2026-08-01T00:00:00Z', 5, { services: ['pay'] });
    const service = await get(await make({ ...QUARTER, service: 'checkout' }));
    expect(service.contents).toMatchObject({
      scope: { kind: 'service', name: 'checkout', components: [{ name: 'pay' }] },
      incidents: { n: 9, byService: expect.any(Array) },
    });
    const running = await get(await make({ bucket: 'month', from: '2026-11-01', timeZone: 'UTC' }));
    expect(running.contents).toMatchObject({ period: { ended: false }, incidents: { n: 0 } });
    expect(running.contents.findings[0]).toMatchObject({
      topic: 'no_data',
      text: { en: 'No incident is recorded in November 2026.' },
    });
    const refused = async (body: object) => (await api.request.post('/api/v1/reports').send(body)).body.code;
    expect(await refused({ ...QUARTER, from: '2027-01-01' })).toBe('period_in_future');
    expect(await refused({ ...QUARTER, team: 'nobody' })).toBe('team_not_found');
    expect(await refused({ ...QUARTER, team: 'a', service: 'b' })).toBe('two_scopes');
  });

  it('is a file: Markdown, CSV with a BOM and raw seconds, JSON; one report of a scope at a time; a removal is told', async () => {
    await api.dataSource.query(`update services set name = '=evil|*x*' where key = 'checkout'`);
    const id = await make({ ...QUARTER, service: 'checkout' });
    const [markdown, , csv, csvJa, json] = await exportsOf(id);
    expect(markdown).toContain('# Incident report: FY2026 Q2 (Jul–Sep 2026)');
    expect(markdown).toContain('Service =evil\\|\\*x\\*');
    expect(markdown).toContain('| Time to restore (TTR) | 45 min |');
    expect(csv?.startsWith('\uFEFFsection,figure,group,unit,value')).toBe(true);
    expect(csv).toContain('durations,ttr_median,all,seconds,2700,');
    expect(csv).toContain(',45 min,');
    expect(csvJa).toContain(',45分,');
    expect(JSON.parse(json ?? '')).toMatchObject({ id, intact: true, contents: { contentVersion: 1 } });
    const [first, second] = await Promise.all([
      api.dataSource.transaction(async (db) => {
        await db.query(`select pg_advisory_xact_lock(hashtext('report'), hashtext('all'))`);
        return (await api.request.post('/api/v1/reports').send(QUARTER)).body.code;
      }),
      api.request.delete(`/api/v1/reports/${id}`).expect(204),
    ]);
    expect([first, second.status]).toEqual(['report_running', 204]);
    await api.request.get(`/api/v1/reports/${id}`).expect(404);
    const audit = await api.request.get('/api/v1/audit').query({ subjectType: 'report', limit: 2 });
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toEqual(['deleted', 'created']);
  });
});
