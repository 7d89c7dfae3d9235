import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { IntakePressureService, MAX_PENDING } from './intake-pressure.service.js';

const URL = '/api/v1/ingest/alertmanager';
const BODY = { version: '4', groupKey: 'g', status: 'firing', receiver: 'r', alerts: [] };

describe('the short way in', () => {
  let api: TestApp;
  let token: string;
  let tokenId: string;
  beforeAll(async () => {
    api = await createTestApp();
    const made = await api.request.post('/api/v1/tokens').send({ name: 'sender', scopes: ['ingest'] });
    expect(made.status).toBe(201);
    token = made.body.token;
    tokenId = made.body.item.id;
  });
  afterAll(() => api.close());

  const send = (url = URL, headers: Record<string, string> = {}) =>
    api.anonymous
      .post(url)
      .set({ authorization: `Bearer ${token}`, ...headers })
      .send(BODY);
  /** Only the ordinary way adds what browsers need. */
  const wasShort = (answer: { headers: Record<string, string> }) =>
    answer.headers['content-security-policy'] === undefined;

  it('is open to those who were let in a moment ago, keeps the same and answers the same', async () => {
    const first = await send();
    const second = await send();
    expect([first.status, second.status]).toEqual([202, 202]);
    expect([wasShort(first), wasShort(second)]).toEqual([false, true]);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(second.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.headers['cache-control']).toBe('no-store');
    const rows = await api.dataSource.query(
      `select source_id, adapter, headers, signature, convert_from(body, 'UTF8') as body from deliveries
       where id = any($1::bigint[])`,
      [[first.body.deliveryId, second.body.deliveryId]],
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual(rows[0]);
    expect(JSON.parse(rows[0].body)).toEqual(BODY);
    const metrics = await api.request.get('/api/metrics');
    expect(metrics.text).toContain(
      'tenken_http_request_duration_seconds_count{method="POST",route="/api/v1/ingest/:kind",status="202"} 2',
    );
  });

  it('answers the drop-in receiver in its own words', async () => {
    const url = '/compat/alertmanager/api/v2/alerts';
    const send = () => api.request.post(url).send([{ labels: { alertname: 'A' } }]);
    await send();
    const answer = await send();
    expect([answer.status, answer.body, wasShort(answer)]).toEqual([200, {}, true]);
  });

  it('is closed to whatever is unusual', async () => {
    await send();
    expect(wasShort(await send())).toBe(true);
    expect(wasShort(await send(URL, { cookie: 'tenken_session=x' }))).toBe(false);
    expect(wasShort(await send(`${URL}?access_token=x`))).toBe(false);
    expect((await send(URL, { 'content-encoding': 'gzip' })).status).toBe(415);
    const other = await api.anonymous.post(URL).set({ authorization: 'Bearer wrong' }).send(BODY);
    expect(other.status).toBe(401);
    const big = await api.anonymous
      .post(URL)
      .set({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
      .send(`"${'x'.repeat(9 * 1_048_576)}"`);
    expect(big.status).toBe(413);
    // A token of one kind of source is not one of another.
    expect(wasShort(await send('/api/v1/ingest/generic'))).toBe(false);
  });

  it('says when to come back while nothing can be taken in', async () => {
    await send();
    const pressure = api.app.get(IntakePressureService);
    pressure.noteBacklog(MAX_PENDING, 1);
    const full = await send();
    pressure.noteBacklog(0, 0);
    expect([full.status, full.body.code, full.headers['retry-after']]).toEqual([
      503,
      'inbox_full_backlog',
      '5',
    ]);
    expect(full.headers['content-type']).toContain('application/problem+json');
    expect(full.body.requestId).toBe(full.headers['x-request-id']);
  });

  it('is closed by a revocation, and soon after its source is switched off', async () => {
    const made = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'generic', name: 'Off', settings: {} });
    expect(made.status).toBe(201);
    const own = () =>
      api.anonymous
        .post('/api/v1/ingest/generic')
        .set({ authorization: `Bearer ${made.body.token}` })
        .send({ rule: 'R', startsAt: '2026-11-20T00:00:00Z' });
    await own();
    expect(wasShort(await own())).toBe(true);
    const off = await api.request.patch(`/api/v1/sources/${made.body.source.id}`).send({ disabled: true });
    expect(off.status).toBe(200);

    await send();
    expect(wasShort(await send())).toBe(true);
    expect((await api.request.delete(`/api/v1/tokens/${tokenId}`)).status).toBeLessThan(300);
    const refused = async (answer: () => Promise<{ status: number }>) => {
      const { status } = await answer();
      return status === 202 ? null : status;
    };
    // The live channel tells this process as it tells the others; that takes milliseconds, not none.
    expect(await until(() => refused(send))).toBe(401);
    // The source was looked up within the last ten seconds, then this process asks again.
    expect(await until(() => refused(own), { pauseMs: 250 })).toBe(403);
  }, 120_000);
});
