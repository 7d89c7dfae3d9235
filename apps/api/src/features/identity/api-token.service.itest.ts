import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApiTokenCreatedResponse, ApiTokensResponse } from '@tenken/shared/identity.contract';
import { Clock } from '../../clock/clock.js';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('API tokens', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const create = async (body: object) => {
    const answer = await api.request
      .post('/api/v1/tokens')
      .send({ name: 'A program', ...body })
      .expect(201);
    return ApiTokenCreatedResponse.parse(answer.body);
  };
  const use = (token: string) => api.anonymous.get('/api/v1/users').set('authorization', `Bearer ${token}`);
  const list = async () => ApiTokensResponse.parse((await api.request.get('/api/v1/tokens')).body).items;

  it('shows the secret once and stores its hash', async () => {
    const { token, item } = await create({ scopes: ['read', 'read'] });
    expect(token).toMatch(/^tnk_[\w-]{43}$/);
    expect(item).toMatchObject({ scopes: ['read'], prefix: token.slice(0, 10), lastUsedAt: null });
    const dump = JSON.stringify([
      await list(),
      await api.dataSource.query('select * from api_tokens'),
      await api.dataSource.query('select * from audit_log'),
    ]);
    expect(dump).not.toContain(token);
    await use(token).expect(200);
    await use(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`).expect(401);
  });

  it('works as the password of HTTP Basic, as webhook addresses carry it', async () => {
    const { token } = await create({ scopes: ['read'] });
    await api.anonymous.get('/api/v1/users').auth('any', token).expect(200);
  });

  it('notes the last use, at most once a minute', async () => {
    const { token, item } = await create({ scopes: ['read'] });
    await use(token).expect(200);
    const lastUsedAt = async () => (await list()).find((row) => row.id === item.id)?.lastUsedAt;
    const first = await until(lastUsedAt);
    await use(token).expect(200);
    expect(await lastUsedAt()).toBe(first);
  });

  it('is refused at once after it was revoked', async () => {
    const { token, item } = await create({ scopes: ['read'] });
    await use(token).expect(200);
    await api.request.delete(`/api/v1/tokens/${item.id}`).expect(204);
    await use(token).expect(401);
    await api.request.delete(`/api/v1/tokens/${item.id}`).expect(404);
  });

  it('is refused within 30 seconds where the revocation was not heard of', async () => {
    const { token, item } = await create({ scopes: ['read'] });
    await use(token).expect(200);
    await api.dataSource.query('update api_tokens set revoked_at = now() where id = $1', [item.id]);
    await use(token).expect(200);
    const later = new Date(Date.now() + 31_000);
    jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(later);
    await use(token).expect(401);
  });

  it('ends at its expiry, also while it is believed without asking', async () => {
    const expiresAt = new Date(Date.now() + 20_000);
    const { token } = await create({ scopes: ['read'], expiresAt: expiresAt.toISOString() });
    await use(token).expect(200);
    jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(expiresAt);
    await use(token).expect(401);
    const past = await api.request
      .post('/api/v1/tokens')
      .send({ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' });
    expect([past.status, past.body.errors[0].path]).toEqual([400, 'expiresAt']);
  });

  it('names a source that does not exist', async () => {
    const answer = await api.request
      .post('/api/v1/tokens')
      .send({ name: 'x', scopes: ['ingest'], sourceId: '999' });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'sourceId']);
  });
});
