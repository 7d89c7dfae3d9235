import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectorsResponse, TestConnectorResponse } from '@tenken/shared/connectors.contract';
import { type ConnectorBench, createConnectorBench } from './test-connectors.js';
import type { StandInAnswer } from './test-stand-in.js';

/* What senders do wrong, what people do wrong, and that a token is never shown. */
const TOKEN = 'very-secret-token-0815';
let bench: ConnectorBench;
let sourceId: string;
beforeAll(async () => {
  bench = await createConnectorBench();
  sourceId = (await bench.addSource('alertmanager')).id;
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.api.dataSource.query('delete from connectors');
});

const test = async (body: object) => {
  const answer = await bench.api.request
    .post('/api/v1/connectors/test')
    .send({ kind: 'alertmanager-silences', sourceId, url: bench.standIn.url, token: TOKEN, ...body });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.body)).not.toContain(TOKEN);
  return TestConnectorResponse.parse(answer.body);
};

describe('the test of a connection', () => {
  it.each<[string, StandInAnswer, string, RegExp]>([
    ['a wrong token', { status: 401, body: {} }, 'unauthorized', /does not accept the token/],
    ['a token that may not', { status: 403, body: {} }, 'forbidden', /may not read/],
    ['a wrong path', { status: 404, body: 'no' }, 'not_found', /nothing at .*\/api\/v2\/silences/],
    ['a failing sender', { status: 500, body: 'stack trace' }, 'sender_failed', /status 500/],
    ['a web page', { body: '<!doctype html><title>Sign in</title>' }, 'answer_unreadable', /a web page/],
    ['broken JSON', { body: '{"a":' }, 'answer_unreadable', /expected JSON/],
    ['another shape', { body: { data: [] } }, 'answer_unreadable', /silences/],
    ['too many requests', { status: 429, headers: { 'retry-after': '17' } }, 'rate_limited', /17 s/],
  ])('says what is wrong: %s', async (_name, answer, code, detail) => {
    bench.standIn.handle = () => answer;
    const said = await test({});
    expect([said.ok, said.code, said.records]).toEqual([false, code, null]);
    expect(said.detail).toMatch(detail);
  });

  it.each([
    ['http://169.254.169.254', 'address_refused'],
    ['http://10.0.0.1:9093', 'address_refused'],
    ['http://[::1]:9093', 'address_refused'],
    // too long for a name: the system says so without asking a name server, which this machine may not have
    [`http://${'x'.repeat(64)}.invalid`, 'name_not_resolved'],
    ['http://127.0.0.1:1', 'connection_failed'],
  ])('says why it does not reach %s', async (url, code) => {
    expect(await test({ url })).toMatchObject({ ok: false, code });
  });

  it('says that it works, and keeps nothing', async () => {
    bench.standIn.handle = () => ({ body: [] });
    expect(await test({})).toEqual({ ok: true, code: null, detail: null, records: 0 });
    const list = ConnectorsResponse.parse((await bench.api.request.get('/api/v1/connectors')).body);
    expect(list.items).toEqual([]);
  });
});

describe('a connector', () => {
  it('waits as long as its sender asks, then longer each time it fails, and recovers', async () => {
    let answer: StandInAnswer = { status: 429, headers: { 'retry-after': '90' } };
    bench.standIn.handle = () => answer;
    const paused = await bench.connect({ sourceId, kind: 'alertmanager-silences', token: TOKEN });
    const waits = (detail: typeof paused) =>
      Math.round((Date.parse(detail.connector.nextRunAt!) - Date.parse(detail.runs[0]!.finishedAt!)) / 1000);
    expect([paused.runs[0]!.stage, paused.connector.failures, waits(paused)]).toEqual(['paused', 0, 90]);
    expect(paused.connector.lastError).toBeNull();

    answer = { status: 502, body: 'Bad gateway' };
    const waited: number[] = [];
    for (let failure = 1; failure <= 3; failure += 1) {
      const failed = await bench.run(paused.connector.id);
      expect(failed.connector).toMatchObject({ failures: failure, lastError: { code: 'sender_failed' } });
      waited.push(waits(failed));
    }
    expect(waited).toEqual([60, 120, 240]);

    answer = { body: [] };
    const well = await bench.run(paused.connector.id);
    expect(well.connector).toMatchObject({ failures: 0, lastError: null, isRunning: false });
    expect(well.connector.lagSeconds).toBeLessThan(30);
    expect(waits(well)).toBe(60);
  });

  it('never shows its token: not in answers, not in the audit log, not in errors', async () => {
    bench.standIn.handle = () => ({ status: 401, body: { message: `bad token ${TOKEN}` } });
    const { connector } = await bench.connect({ sourceId, kind: 'alertmanager-silences', token: TOKEN });
    await bench.api.request.patch(`/api/v1/connectors/${connector.id}`).send({ token: `${TOKEN}-2` });
    const list = await bench.api.request.get('/api/v1/connectors');
    const detail = await bench.api.request.get(`/api/v1/connectors/${connector.id}`);
    const audit = await bench.api.dataSource.query('select * from audit_log');
    expect(JSON.stringify([list.body, detail.body, audit])).not.toContain(TOKEN);
    expect(detail.body.connector).toMatchObject({ hasToken: true });
  });

  it('does not send the stored token to a new address', async () => {
    bench.standIn.handle = () => ({ body: [] });
    const { connector } = await bench.connect({ sourceId, kind: 'alertmanager-silences', token: TOKEN });
    const path = `/api/v1/connectors/${connector.id}`;
    const moved = await bench.api.request.patch(path).send({ url: 'https://evil.example.com' });
    expect([moved.status, moved.body.code]).toEqual([400, 'connector_token_needed']);
    // It is due at once at its new address; that is refused without a name server and a network.
    const url = 'https://127.0.0.2:1';
    expect((await bench.api.request.patch(path).send({ url, token: 'n' })).status).toBe(200);
  });

  it('does not go round in a circle with a sender that names the same page again', async () => {
    const tracker = await bench.addSource('github');
    bench.standIn.handle = ({ path }) => ({
      headers: { link: `<${bench.standIn.url}${path}?page=2>; rel="next"` },
      body: [],
    });
    const { connector, runs } = await bench.connect({
      sourceId: tracker.id,
      kind: 'github-issues',
      token: 'gh',
      settings: { repositories: ['acme/shop'] },
    });
    expect([connector.lastError?.code, runs[0]!.requests]).toEqual(['answer_unreadable', 2]);
  });

  it('rests while it or its source is disabled', async () => {
    bench.standIn.handle = () => ({ body: [] });
    const { connector } = await bench.connect({ sourceId, kind: 'alertmanager-silences' });
    const path = `/api/v1/connectors/${connector.id}`;
    await bench.api.request.patch(path).send({ disabled: true });
    expect((await bench.api.request.post(`${path}/run`)).body.code).toBe('connector_disabled');
    await bench.api.request.patch(path).send({ disabled: false });
    await bench.api.request.patch(`/api/v1/sources/${sourceId}`).send({ disabled: true });
    const before = bench.standIn.requests.length;
    expect((await bench.api.request.post(`${path}/run`)).status).toBe(409);
    await bench.api.dataSource.query('update connectors set next_run_at = now()');
    expect(bench.standIn.requests.length).toBe(before);
    expect((await bench.detail(connector.id)).connector.isSourceDisabled).toBe(true);
    await bench.api.request.patch(`/api/v1/sources/${sourceId}`).send({ disabled: false });
  });

  it('goes with what it had found when it is deleted', async () => {
    bench.standIn.handle = () => ({ body: [] });
    const { connector } = await bench.connect({ sourceId, kind: 'alertmanager-silences' });
    expect((await bench.api.request.delete(`/api/v1/connectors/${connector.id}`)).status).toBe(204);
    expect((await bench.api.request.get(`/api/v1/connectors/${connector.id}`)).status).toBe(404);
  });

  it.each([
    [{ url: 'ftp://x.example.com' }, 'url'],
    [{ url: 'https://a:b@x.example.com' }, 'url'],
    [{ kind: 'pagerduty' }, 'kind'],
    [{ sourceId: '999999' }, 'sourceId'],
    [{ intervalSeconds: 1 }, 'intervalSeconds'],
    [{ settings: { nonsense: 1 } }, 'settings'],
  ])('says what is wrong with %j', async (change, path) => {
    const body = { sourceId, kind: 'alertmanager-silences', url: 'https://am.example.com', ...change };
    const answer = await bench.api.request.post('/api/v1/connectors').send(body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });

  it('is for administrators to add, for members to run, and for nobody else', async () => {
    const { body: reader } = await bench.api.request
      .post('/api/v1/tokens')
      .send({ name: 'reader', scopes: ['read'] });
    const headers = { authorization: `Bearer ${reader.token}` };
    const body = { sourceId, kind: 'alertmanager-silences', url: 'https://am.example.com' };
    expect((await bench.api.anonymous.get('/api/v1/connectors').set(headers)).status).toBe(200);
    expect((await bench.api.anonymous.post('/api/v1/connectors').set(headers).send(body)).status).toBe(403);
    expect((await bench.api.anonymous.post('/api/v1/connectors/test').set(headers).send(body)).status).toBe(
      403,
    );
    expect((await bench.api.anonymous.get('/api/v1/connectors')).status).toBe(401);
  });
});
