import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('health', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  it('is ready for anyone once migrations are applied', async () => {
    const answer = await api.anonymous.get('/api/health/ready');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ready' }]);
  });

  it('answers an unknown address as a problem with a request id', async () => {
    const answer = await api.request.get('/api/v1/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'no_such_route', requestId: answer.headers['x-request-id'] });
  });

  it('refuses a text that cannot be stored, wherever it comes in', async () => {
    const searched = await api.request.get('/api/v1/incidents?q=%00');
    expect([searched.status, searched.body.code]).toEqual([400, 'invalid_text']);
    const reported = await api.request.post('/api/v1/incidents').send({ title: 'a\u0000b' });
    expect([reported.status, reported.body.code]).toEqual([400, 'invalid_text']);
  });

  it('is not ready while a migration is missing', async () => {
    await api.dataSource.query('delete from migrations where id = (select max(id) from migrations)');
    const answer = await api.anonymous.get('/api/health/ready');
    expect([answer.status, answer.body.code]).toEqual([503, 'migrations_pending']);
  });
});
