import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReportSchedule, ReportSchedulesResponse, ReportsResponse } from '@tenken/shared/reports.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident } from '../durations/test-incidents.js';
import { signInInvited } from '../identity/test-people.js';
import { ReportFiguresService } from './report-figures.service.js';
import { ReportScheduleRunnerService } from './report-schedule-runner.service.js';

describe('schedules of reports', () => {
  let api: TestApp;
  let now = new Date('2026-08-20T00:00:00Z');
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => now;
    await insertIncident(api.dataSource, {
      startedAt: '2026-08-01T00:00:00Z',
      resolvedAt: '2026-08-01T01:00:00Z',
    });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now = new Date('2026-08-20T00:00:00Z');
    await api.dataSource.query('truncate reports, report_schedules restart identity cascade');
  });

  const runDue = () => api.app.get(ReportScheduleRunnerService).runDue();
  const list = async () =>
    ReportSchedulesResponse.parse((await api.request.get('/api/v1/report-schedules').expect(200)).body).items;
  const reports = async () =>
    ReportsResponse.parse((await api.request.get('/api/v1/reports').expect(200)).body).items;
  const create = async (body: Record<string, unknown> = {}) => {
    const monthly = { bucket: 'month', timeZone: 'Asia/Tokyo', businessDay: 3, at: '09:30', ...body };
    const answer = await api.request.post('/api/v1/report-schedules').send(monthly).expect(201);
    return ReportSchedule.parse(answer.body);
  };

  it('makes each period once, catches up after a stop, and follows a change', async () => {
    const schedule = await create();
    // August ends on a Monday: the third business day is Thursday, 3 September, 09:30 in Tokyo.
    expect(schedule).toMatchObject({
      nextPeriod: { fromDay: '2026-08-01' },
      nextRunAt: '2026-09-03T00:30:00.000Z',
      failure: null,
    });
    now = new Date('2026-09-03T00:29:59Z');
    await runDue();
    expect(await reports()).toEqual([]);
    // A stop of two months: August, September and October are made, oldest first, by several processes at once.
    now = new Date('2026-11-20T00:00:00Z');
    await Promise.all([runDue(), runDue(), runDue()]);
    await runDue();
    const made = await reports();
    expect(made.map(({ period, madeBy }) => [period.fromDay, madeBy.kind])).toEqual([
      ['2026-10-01', 'system'],
      ['2026-09-01', 'system'],
      ['2026-08-01', 'system'],
    ]);
    const [after] = await list();
    expect(after).toMatchObject({
      lastReportId: made[0]?.id,
      nextPeriod: { fromDay: '2026-11-01' },
      nextRunAt: '2026-12-03T00:30:00.000Z',
    });
    const patch = { rowVersion: after!.rowVersion, businessDay: 1, calendar: 'JP' };
    const changed = await api.request
      .patch(`/api/v1/report-schedules/${schedule.id}`)
      .send(patch)
      .expect(200);
    expect(changed.body).toMatchObject({ nextRunAt: '2026-12-01T00:30:00.000Z' });
    await api.request.patch(`/api/v1/report-schedules/${schedule.id}`).send(patch).expect(409);
    await api.request.delete(`/api/v1/report-schedules/${schedule.id}`).expect(204);
    expect(await reports()).toHaveLength(3);
  });

  it('keeps the reason of a failure and tries again', async () => {
    await create();
    const figures = api.app.get(ReportFiguresService);
    const { durations } = figures;
    figures.durations = () => Promise.reject(new Error('secret of the inside'));
    now = new Date('2026-09-03T01:00:00Z');
    await runDue();
    figures.durations = durations;
    expect(await list()).toMatchObject([
      {
        failure: { code: 'internal_error', message: expect.not.stringContaining('secret'), attempts: 1 },
        nextRunAt: '2026-09-03T01:05:00.000Z',
        nextPeriod: { fromDay: '2026-08-01' },
      },
    ]);
    await runDue();
    expect(await reports()).toEqual([]);
    now = new Date('2026-09-03T01:05:00Z');
    await runDue();
    expect(await reports()).toMatchObject([{ period: { fromDay: '2026-08-01' }, incidents: 1 }]);
    expect(await list()).toMatchObject([{ failure: null }]);
  });

  it('viewers read, members make, administrators schedule and delete', async () => {
    const { id } = await create();
    const quarter = { bucket: 'quarter', from: '2026-04-01' };
    const viewer = await signInInvited(api, 'viewer');
    const member = await signInInvited(api, 'member');
    await viewer.get('/api/v1/report-schedules').expect(200);
    await viewer.post('/api/v1/reports').send(quarter).expect(403);
    const made = await member.post('/api/v1/reports').send(quarter).expect(201);
    await viewer.get(`/api/v1/reports/${made.body.id}`).expect(200);
    await member.post('/api/v1/report-schedules').send({ bucket: 'month' }).expect(403);
    await member.delete(`/api/v1/report-schedules/${id}`).expect(403);
    await member.delete(`/api/v1/reports/${made.body.id}`).expect(403);
    await api.anonymous.get(`/api/v1/reports/${made.body.id}`).expect(401);
  });
});
