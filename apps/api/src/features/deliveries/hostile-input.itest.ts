import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryResponse } from '@tenken/shared/deliveries.contract';
import { SOURCE_KINDS } from '@tenken/shared/source-kinds';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

const MIB = 1_048_576;
const STARTS_AT = '2026-11-20T03:00:00Z';

const REAL = 'the secret that the sender has';
/** The sender makes their secret; the others get one from us. */
const SECRET_AT_CREATION = new Set(['pagerduty', 'grafana', 'sentry', 'linear']);

/** What somebody may send who means harm, or whose program is broken: through HTTP, to the database, and out again. */
describe('hostile input', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp({ MAX_BODY_BYTES: String(10 * MIB + 1000) });
  });
  afterAll(() => api.close());

  const send = (kind: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    api.anonymous
      .post(`/api/v1/ingest/${kind}`)
      .set({ authorization: `Bearer ${api.token}`, 'content-type': 'application/json', ...headers })
      .serialize((given: unknown) => given as string)
      .send(body);
  const settled = (id: string) =>
    until(async () => {
      const answer = await api.request.get(`/api/v1/deliveries/${id}`);
      expect(answer.status).toBe(200);
      if (answer.body.state !== 'pending') return DeliveryResponse.parse(answer.body);
      expect(answer.body.attempts).toBe(0);
      return null;
    });
  /** Sent, accepted, kept byte by byte, and read or put into quarantine at the first attempt. */
  const taken = async (kind: string, body: string | Buffer): Promise<DeliveryResponse> => {
    const answer = await send(kind, body);
    const accepted = kind === 'linear' || kind === 'jira' ? 200 : 202;
    expect([kind, answer.status]).toEqual([kind, accepted]);
    const [row] = await api.dataSource.query('select body from deliveries where id = $1', [
      answer.body.deliveryId,
    ]);
    expect(Buffer.compare(row.body, Buffer.from(body))).toBe(0);
    const delivery = await settled(answer.body.deliveryId);
    expect([delivery.attempts, delivery.errorCode]).not.toEqual([1, 'adapter_failed']);
    return delivery;
  };
  const firing = (more: object = {}) => ({
    status: 'firing',
    labels: { alertname: 'Hostile' },
    startsAt: STARTS_AT,
    ...more,
  });
  const alertmanager = (alert: object) => taken('alertmanager', JSON.stringify({ alerts: [alert] }));

  it('takes a body of 10 MB and refuses what is over the limit', async () => {
    const large = JSON.stringify({ alerts: [firing({ annotations: { note: 'x'.repeat(10 * MIB - 500) } })] });
    expect(await taken('alertmanager', large)).toMatchObject({
      sizeBytes: Buffer.byteLength(large),
      isBodyTruncated: true,
    });
    for (const kind of Object.keys(SOURCE_KINDS)) {
      const over = await send(kind, Buffer.alloc(10 * MIB + 1001, 0x20));
      expect([kind, over.status, over.body.code]).toEqual([kind, 413, 'body_too_large']);
    }
  });

  it.each(Object.keys(SOURCE_KINDS))('keeps what %s cannot have meant, with the reason', async (kind) => {
    const deep = 10_000;
    const bodies: (string | Buffer)[] = [
      '',
      '{',
      '{"alerts":[{]}',
      'null',
      '[]',
      '{}',
      '"text"',
      '[null]',
      `${'['.repeat(deep)}${']'.repeat(deep)}`,
      `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
      `{"alerts":${'['.repeat(deep)}`,
      Buffer.from('{"alerts":"日本"}', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0x00, 0x00, 0xc0, 0x80]),
      Buffer.from([0x83, 0x41, 0x83, 0x89, 0x81, 0x5b, 0x83, 0x67]),
      `\ufeff{"alerts":[]}`,
      '\0',
      '{"a":"\\u0000","\\u0000":"\\ud800"}',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      '{"alerts":[{"labels":{"__proto__":{"polluted":"yes"}}}],"event":{"__proto__":[]}}',
    ];
    for (const body of bodies) {
      const delivery = await taken(kind, body);
      expect(['done', 'quarantined']).toContain(delivery.state);
      if (delivery.state === 'quarantined') expect(delivery.errorDetail).toEqual(expect.stringMatching(/\S/));
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('takes 5,000 labels, and NUL and halves of characters among them', async () => {
    const labels = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`label_${n}`, `value ${n}`]));
    const many = await alertmanager(firing({ labels: { alertname: 'Many labels', ...labels } }));
    expect(many).toMatchObject({ state: 'done', result: { episodes: { created: 1 } } });
    const [kept] = await api.dataSource.query(
      `select (select count(*)::integer from jsonb_object_keys(e.labels::jsonb)) as n from episodes e
       join alert_rules r on r.id = e.alert_rule_id where r.name = 'Many labels'`,
    );
    expect(kept.n).toBe(5001);
    const odd = { alertname: 'Odd', 'a\0b': '\0', '\ud800': '\udfff', '': 'empty', __proto__x: 'y' };
    expect(await alertmanager(firing({ labels: odd }))).toMatchObject({ state: 'done', errorCode: null });
    const [{ labels: stored }] = await api.dataSource.query(
      `select e.labels from episodes e join alert_rules r on r.id = e.alert_rule_id where r.name = 'Odd'`,
    );
    expect(stored).toMatchObject({ 'a\ufffdb': '\ufffd', '\ufffd': '\ufffd', __proto__x: 'y' });
  });

  it('has no episode that ends before it starts, whatever order single messages claim', async () => {
    const cloudwatch = (NewStateValue: string, StateChangeTime: string) =>
      taken(
        'cloudwatch',
        JSON.stringify({
          AlarmName: 'Backwards',
          NewStateValue,
          StateChangeTime,
          Region: 'x',
          AWSAccountId: '1',
        }),
      );
    expect(await cloudwatch('ALARM', STARTS_AT)).toMatchObject({ state: 'done' });
    expect(await cloudwatch('OK', '2026-11-20T02:00:00Z')).toMatchObject({ state: 'done' });
    const rows = await api.dataSource.query(
      `select e.starts_at, e.ends_at from episodes e join alert_rules r on r.id = e.alert_rule_id
       where r.name = 'Backwards'`,
    );
    expect(rows).toEqual([{ starts_at: new Date(STARTS_AT), ends_at: null }]);
  });

  it('refuses forged signatures of every kind that signs, and keeps nothing of them', async () => {
    const count = async () => (await api.dataSource.query('select count(*) as n from deliveries'))[0].n;
    const before = await count();
    const hex = createHmac('sha256', 'a secret that the sender has not').update('{}').digest('hex');
    const forged: [string, string, string][] = [
      ['pagerduty', 'x-pagerduty-signature', `v1=${hex}`],
      ['grafana', 'x-grafana-alerting-signature', hex],
      ['sentry', 'sentry-hook-signature', hex],
      ['github', 'x-hub-signature-256', `sha256=${hex}`],
      ['jira', 'x-hub-signature', `sha256=${hex}`],
      ['linear', 'linear-signature', hex],
    ];
    for (const [kind, header, value] of forged) {
      const settings = {
        kind,
        name: `Forged ${kind}`,
        ...(SECRET_AT_CREATION.has(kind) ? { secret: REAL } : {}),
      };
      expect((await api.request.post('/api/v1/sources').send(settings)).status).toBe(201);
      const answer = await api.anonymous
        .post(`/api/v1/ingest/${kind}`)
        .set({ [header]: value })
        .send('{}');
      expect([kind, answer.status, answer.body.code]).toEqual([kind, 401, 'bad_signature']);
    }
    expect(await count()).toBe(before);
  });

  it.each([
    ['the year 22025', { startsAt: '22025-01-01T00:00:00Z' }, /startsAt/],
    ['the year 22025 in full', { startsAt: '+022025-01-01T00:00:00.000Z' }, /startsAt/],
    ['the year 1', { startsAt: '0001-01-01T00:00:00Z' }, /startsAt/],
    ['a day that is none', { startsAt: '2026-02-30T00:00:00Z' }, /startsAt/],
    ['an end before the start', { status: 'resolved', endsAt: '2026-11-20T02:59:59Z' }, /endsAt|before/],
    ['a number for a time', { startsAt: 1e300 }, /startsAt/],
  ])('puts %s into quarantine, in words', async (_, more, reason) => {
    const delivery = await alertmanager(firing(more));
    expect(delivery).toMatchObject({
      state: 'quarantined',
      attempts: 1,
      errorDetail: expect.stringMatching(reason),
    });
    const [row] = await api.dataSource.query('select count(*) as n from episodes where duration_seconds < 0');
    expect(row.n).toBe('0');
  });

  it('refuses packed bodies, so that none can unpack to gigabytes', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MIB));
    expect(bomb.length).toBeLessThan(100_000);
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip']) {
      const answer = await send('alertmanager', bomb, { 'content-encoding': encoding });
      expect([answer.status, answer.body.code, answer.headers['accept-encoding']]).toEqual([
        415,
        'compressed_body',
        'identity',
      ]);
    }
    const receiver = await api.anonymous
      .post('/compat/alertmanager/api/v2/alerts')
      .set({ authorization: `Bearer ${api.token}`, 'content-encoding': 'gzip' })
      .send('[]');
    expect(receiver.status).toBe(415);
    // unannounced, it is bytes that are no text
    expect(await taken('alertmanager', bomb)).toMatchObject({ state: 'quarantined', errorCode: 'not_utf8' });
  });

  it('gives old signed deliveries that are sent again no effect', async () => {
    const secret = 'a secret for recordings';
    const made = await api.request.post('/api/v1/sources').send({ kind: 'pagerduty', name: 'PD', secret });
    const body = JSON.stringify({
      event: {
        id: '01OLD',
        event_type: 'incident.triggered',
        resource_type: 'incident',
        occurred_at: '2026-10-01T00:00:00Z',
        data: {
          id: 'P1',
          type: 'incident',
          status: 'triggered',
          incident_key: 'k',
          created_at: '2026-10-01T00:00:00Z',
          title: 'Recorded',
          service: { id: 'S1', summary: 'shop', type: 'service_reference' },
          urgency: 'high',
        },
      },
    });
    const record = (webhookId: string) =>
      api.anonymous
        .post('/api/v1/ingest/pagerduty')
        .set({
          'x-webhook-id': webhookId,
          'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
        })
        .send(body);
    const first = await settled((await record('1')).body.deliveryId);
    expect(first).toMatchObject({ state: 'done', signature: 'valid', sourceId: made.body.source.id });
    // the header is not signed, so changing it makes nothing new of it
    const again = await settled((await record('2')).body.deliveryId);
    expect(again).toMatchObject({ state: 'duplicate', duplicateOf: first.id });
  });

  it('is not confused by its addresses and headers', async () => {
    for (const path of ['__proto__', 'constructor', '..%2f..%2fetc', 'a'.repeat(2000), '%00', '%ff']) {
      const answer = await api.request.post(`/api/v1/ingest/${path}`).send('{}');
      expect([path, Math.floor(answer.status / 100)]).toEqual([path, 4]);
    }
    const long = await send('github', '{}', {
      'x-github-delivery': 'd'.repeat(7000),
      'user-agent': 'u'.repeat(3000),
    });
    expect(long.status).toBe(202);
    expect((await settled(long.body.deliveryId)).headers['user-agent']).toHaveLength(500);
  });

  it('lost nothing of all that, and still takes what is right', async () => {
    const [row] = await api.dataSource.query(
      `select count(*) filter (where state = 'pending') as pending, count(*) filter (where error_code in
         ('adapter_failed', 'processing_failed')) as failed from deliveries`,
    );
    expect(row).toEqual({ pending: '0', failed: '0' });
    expect(await alertmanager(firing({ labels: { alertname: 'Fine' } }))).toMatchObject({
      state: 'done',
      result: { episodes: { created: 1 } },
    });
  });
});
