import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostmortemResponse, PostmortemsResponse } from '@tenken/shared/postmortems.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

let api: TestApp;
let id: string;
let minor: string;
beforeAll(async () => {
  api = await createTestApp();
  api.app.get(Clock, { strict: false }).now = () => new Date('2026-11-21T03:00:00Z');
  const create = async (body: object) => (await api.request.post('/api/v1/incidents').send(body)).body.id;
  id = await create({
    title: '決済が遅い',
    severity: 'SEV1',
    detectionSource: 'customer',
    startedAt: '2026-11-12T01:00:00Z',
    resolvedAt: '2026-11-12T03:00:00Z',
    services: ['決済'],
  });
  minor = await create({
    title: 'Minor',
    severity: 'SEV4',
    detectionSource: 'alert',
    startedAt: '2026-11-12T01:00:00Z',
    resolvedAt: '2026-11-12T01:10:00Z',
  });
});
afterAll(() => api.close());

const get = async (incident: string) =>
  PostmortemResponse.parse((await api.request.get(`/api/v1/incidents/${incident}/postmortem`)).body);
const put = (incident: string, body: object) =>
  api.request.put(`/api/v1/incidents/${incident}/postmortem`).send(body);
const queue = async (state: string) =>
  PostmortemsResponse.parse((await api.request.get(`/api/v1/postmortems?state=${state}`)).body).items;

describe('postmortems', () => {
  it('says why one is needed and until when, before there is one', async () => {
    const none = await get(id);
    expect(none).toMatchObject({
      id: null,
      status: null,
      requiredBy: ['severity', 'detected_by_person', 'ttr_over_threshold'],
      deadline: { businessDays: 3, reviewBy: '2026-11-17', overdue: true },
    });
    expect((await get(minor)).requiredBy).toEqual([]);
    const [row, ...others] = await queue('unreviewed');
    expect([row?.incidentTitle, row?.ageBusinessDays, others]).toEqual(['決済が遅い', 6, []]);
    expect(await queue('missing')).toHaveLength(1);
  });

  it('goes from draft to reviewed only with content, a date and every answer', async () => {
    const first = await put(id, { rowVersion: 0, owner: 'Mori' });
    expect(first.body).toMatchObject({ status: 'draft', rowVersion: 2, owner: 'Mori' });
    expect((await put(id, { rowVersion: 0, owner: 'Ito' })).body.code).toBe('stale');
    expect((await put(id, { rowVersion: 2, status: 'in_review' })).body.code).toBe('postmortem_empty');
    const { body } = await put(id, {
      rowVersion: 2,
      status: 'in_review',
      bodyMarkdown: '# x\n\n## 原因\n設定の変更',
    });
    expect(body.draftedAt).toBe('2026-11-21T03:00:00.000Z');
    expect((await put(id, { rowVersion: body.rowVersion, status: 'reviewed' })).body.code).toBe(
      'review_date_required',
    );
    const tomorrow = { status: 'reviewed', reviewedAt: '2026-11-22T04:00:00Z' };
    expect((await put(id, { rowVersion: body.rowVersion, ...tomorrow })).body.code).toBe('review_in_future');
    const reviewedAt = '2026-11-20T04:00:00Z';
    const incomplete = await put(id, {
      rowVersion: body.rowVersion,
      status: 'reviewed',
      reviewedAt,
      checklist: { keyDataCollected: 'yes', shared: 'na' },
    });
    expect(incomplete.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'checklist.impactComplete',
      'checklist.rootCausesDeep',
      'checklist.actionPlanRight',
    ]);
    const checklist = {
      keyDataCollected: 'yes',
      impactComplete: 'yes',
      rootCausesDeep: 'no',
      actionPlanRight: 'yes',
      shared: 'na',
    };
    const reviewed = await put(id, {
      rowVersion: body.rowVersion,
      status: 'reviewed',
      reviewedAt,
      checklist,
    });
    expect(reviewed.body).toMatchObject({ status: 'reviewed', checklist, deadline: { overdue: false } });
    expect(await queue('unreviewed')).toEqual([]);
  });

  it('lets an import stand whose review has no grounds, and going back', async () => {
    await api.dataSource.query(
      `insert into incidents (id, title) overriding system value values (777, 'Imported')`,
    );
    await api.dataSource.query(`insert into postmortems (incident_id, status) values (777, 'closed')`);
    const edited = await put('777', { rowVersion: 1, bodyMarkdown: 'more' });
    expect([edited.status, edited.body.status]).toEqual([200, 'closed']);
    const back = await put('777', { rowVersion: 2, status: 'in_review' });
    expect([back.status, back.body.closedAt]).toEqual([200, null]);
    expect((await put('777', { rowVersion: 3, status: 'reviewed' })).status).toBe(400);
    await api.dataSource.query(`delete from incidents where id = 777`);
  });

  it('can be waived with a reason, and asked for by a person', async () => {
    const { body } = await put(minor, { rowVersion: 0, requiredBy: ['data_loss'] });
    expect(body.requiredBy).toEqual(['data_loss']);
    expect((await queue('unreviewed')).map(({ incidentTitle }) => incidentTitle)).toEqual(['Minor']);
    await put(minor, { rowVersion: body.rowVersion, waivedReason: 'known and accepted' });
    expect(await queue('unreviewed')).toEqual([]);
  });

  it('gives a template and the whole document in both languages', async () => {
    const template = await api.request.get(`/api/v1/incidents/${id}/postmortem/template?language=ja`);
    expect(template.body.markdown).toContain('## 再発防止策');
    await api.request
      .post('/api/v1/action-items')
      .send({ title: '上限を設ける', incidentId: id, owner: '森' });
    const file = await api.request.get(
      `/api/v1/incidents/${id}/postmortem/export?language=ja&timeZone=Asia/Tokyo`,
    );
    expect(file.headers['content-disposition']).toContain('.md');
    expect(file.text).toContain('| 影響開始 | 2026-11-12 10:00 |');
    expect(file.text).toContain('## 原因\n設定の変更');
    expect(file.text).toContain('- [ ] 上限を設ける — 森');
    expect((await api.request.get('/api/v1/incidents/99999/postmortem')).status).toBe(404);
  });
});
