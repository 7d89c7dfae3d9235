import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SourceCreatedResponse, SourceRow, SourcesResponse } from '@tenken/shared/sources.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { SourceService } from './source.service.js';

describe('/api/v1/sources', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp({ PUBLIC_URL: 'https://tenken.example.com' });
  });
  afterAll(() => api.close());

  const create = async (body: object) => {
    const answer = await api.request.post('/api/v1/sources').send(body);
    expect(answer.status).toBe(201);
    return SourceCreatedResponse.parse(answer.body);
  };

  it('adds an Alertmanager with a token that may only send', async () => {
    const { source, token, secret } = await create({ kind: 'alertmanager', name: 'Prod 東京' });
    expect(secret).toBeNull();
    expect(source).toMatchObject({
      key: 'prod',
      ingestUrl: 'https://tenken.example.com/api/v1/ingest/alertmanager',
      receiverUrl: 'https://tenken.example.com/compat/alertmanager',
      lastDeliveryAt: null,
      pending: 0,
    });
    const reading = await api.anonymous.get('/api/v1/sources').set('authorization', `Bearer ${token}`);
    expect(reading.status).toBe(403);
    expect((await create({ kind: 'alertmanager', name: 'Prod' })).source.key).toBe('prod-2');
  });

  it('adds a GitHub with a secret, which no later answer holds', async () => {
    const { source, token, secret } = await create({ kind: 'github', name: 'GitHub' });
    expect([token, typeof secret, source.hasSecret]).toEqual([null, 'string', true]);
    const list = await api.request.get('/api/v1/sources');
    expect(SourcesResponse.parse(list.body).items).toHaveLength(3);
    expect(JSON.stringify(list.body)).not.toContain(secret);
  });

  it('says which field is wrong, and that a key is taken', async () => {
    const bad = await api.request.post('/api/v1/sources').send({ kind: 'nagios', name: 'x' });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'kind']);
    const taken = await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'x', key: 'prod' });
    expect([taken.status, taken.body.code]).toEqual([409, 'source_key_taken']);
  });

  it('renames, disables, enables; new credentials end the old ones', async () => {
    const { source, token } = await create({ kind: 'generic', name: 'Batch' });
    const path = `/api/v1/sources/${source.id}`;
    const disabled = await api.request.patch(path).send({ name: 'Batch jobs', disabled: true });
    expect(SourceRow.parse(disabled.body)).toMatchObject({
      name: 'Batch jobs',
      disabledAt: expect.any(String),
    });
    const enabled = await api.request.patch(path).send({ disabled: false });
    expect(enabled.body.disabledAt).toBeNull();

    const renewed = await api.request.post(`${path}/credentials`);
    expect(renewed.body.token).not.toBe(token);
    const old = await api.anonymous
      .post('/api/v1/ingest/generic')
      .set('authorization', `Bearer ${token}`)
      .send('{}');
    expect(old.status).toBe(401);
    expect((await api.request.patch('/api/v1/sources/999').send({})).status).toBe(404);
  });

  it('makes the source of a kind once, however many ask for it', async () => {
    const service = api.app.get(SourceService);
    const made = await Promise.all(
      Array.from({ length: 5 }, () => service.ensure(api.dataSource.manager, 'pagerduty')),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });
});
