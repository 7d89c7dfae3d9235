import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditResponse } from '@tenken/shared/audit.contract';
import { DEFAULT_SETTINGS } from '@tenken/shared/settings.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { SettingsService } from './settings.service.js';

describe('settings', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  it('has defaults until somebody changes them', async () => {
    expect((await api.request.get('/api/v1/settings')).body).toEqual(DEFAULT_SETTINGS);
    const answer = await api.request
      .patch('/api/v1/settings')
      .send({ recurrenceLookBackDays: 180 })
      .expect(200);
    expect(answer.body).toEqual({ ...DEFAULT_SETTINGS, recurrenceLookBackDays: 180 });
  });

  it('refuses what has no sense, and names it', async () => {
    const answer = await api.request
      .patch('/api/v1/settings')
      .send({ actionItemTargetDays: { SEV1: 0, SEV2: 30, SEV3: 60, SEV4: 90 } });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'actionItemTargetDays.SEV1']);
    await api.request.patch('/api/v1/settings').send({ unknown: 1 }).expect(400);
  });

  it('falls back to the default where a stored value is of an older shape', async () => {
    await api.dataSource.query(
      `insert into settings (key, value) values ('postmortemCriteria', '{"old": true}')`,
    );
    const settings = await api.app.get(SettingsService).read();
    expect(settings.postmortemCriteria).toEqual(DEFAULT_SETTINGS.postmortemCriteria);
  });

  it('is in the audit log, newest first, in pages', async () => {
    const change = await api.request
      .patch('/api/v1/settings')
      .send({ defaultLanguage: 'ja', recurrenceLookBackDays: 60 });
    const read = async (query: string) =>
      AuditResponse.parse((await api.request.get(`/api/v1/audit?subjectType=setting${query}`)).body);
    const first = await read('&limit=1');
    expect(first.items[0]).toMatchObject({
      action: 'changed',
      subjectId: 'recurrenceLookBackDays',
      before: 180,
      after: 60,
      actorName: 'BOOTSTRAP_TOKEN',
      requestId: change.headers['x-request-id'],
    });
    const second = await read(`&limit=1&cursor=${first.nextCursor}`);
    expect(second.items[0]?.subjectId).toBe('defaultLanguage');
    expect((await read('&actor=bootstrap')).items).toHaveLength(3);
    expect((await read('&actor=nobody')).items).toHaveLength(0);
    expect((await read('&to=2020-01-01T00:00:00Z')).items).toHaveLength(0);
  });
});
