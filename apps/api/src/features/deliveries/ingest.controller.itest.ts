import { createHmac, createSign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DeliveryResponse } from '@tenken/shared/deliveries.contract';
import { SOURCE_KINDS } from '@tenken/shared/source-kinds';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { OutboundClient } from '../../outbound/outbound-client.js';
import { OutboundError } from '../../outbound/outbound-error.js';
import { makeCertificate } from './credentials/make-certificate.js';
import { canonicalSnsText, readSnsMessage } from './credentials/sns-message.js';
import { InboxService } from './inbox.service.js';

const hmac = (secret: string, message: string) => createHmac('sha256', secret).update(message).digest('hex');

describe('POST /api/v1/ingest/<kind>', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());
  afterEach(() => void jest.restoreAllMocks());

  const create = async (body: object) => {
    const made = await api.request.post('/api/v1/sources').send(body);
    expect(made.status).toBe(201);
    return made.body as { source: { id: string }; token: string | null; secret: string | null };
  };
  const post = (kind: string, body: string, headers: Record<string, string> = {}) =>
    api.anonymous.post(`/api/v1/ingest/${kind}`).set(headers).send(body);
  const stored = async (answer: { status: number; body: { deliveryId: string } }) => {
    expect([200, 202]).toContain(answer.status);
    expect(answer.body).toEqual({ deliveryId: expect.any(String) });
    const delivery = await api.request.get(`/api/v1/deliveries/${answer.body.deliveryId}`);
    return DeliveryResponse.parse(delivery.body);
  };
  const bearer = (token: string | null) => ({ authorization: `Bearer ${token}` });

  it.each(Object.keys(SOURCE_KINDS))(
    'takes %s with a token of no source, and refuses strangers',
    async (kind) => {
      const delivery = await stored(await post(kind, '{"x":1}', bearer(api.token)));
      expect(delivery).toMatchObject({ body: '{"x":1}', adapter: kind, signature: 'none' });
      for (const headers of [{}, bearer('tnk_wrong'), { authorization: 'Basic !!!' }]) {
        const refused = await post(kind, '{"x":1}', headers);
        expect([refused.status, refused.body.code]).toEqual([401, 'credentials_missing']);
      }
    },
  );

  it.each([
    ['pagerduty', 'x-pagerduty-signature', (hex: string) => `v1=${hmac('other', 'x')},v1=${hex}`],
    ['sentry', 'sentry-hook-signature', (hex: string) => hex],
    ['linear', 'linear-signature', (hex: string) => hex],
    ['github', 'x-hub-signature-256', (hex: string) => `sha256=${hex}`],
    ['jira', 'x-hub-signature', (hex: string) => `sha256=${hex}`],
    ['grafana', 'x-grafana-alerting-signature', (hex: string) => hex],
  ])('takes %s by its signature, through a change of secrets', async (kind, header, write) => {
    const body = `{"kind":"${kind}"}`;
    const signed = (secret: string) => post(kind, body, { [header]: write(hmac(secret, body)) });
    const early = await signed('a secret that nobody has told');
    expect([early.status, early.body.code]).toEqual([401, 'bad_signature']);

    // Anything but 200 is a failure to these two.
    const accepted = kind === 'linear' || kind === 'jira' ? 200 : 202;
    const made = await create({ kind, name: `Signed ${kind}` });
    const credentials = `/api/v1/sources/${made.source.id}/credentials`;
    let first = made.secret;
    if (first === null) {
      first = `the first secret of ${kind}`;
      const set = await api.request.post(credentials).send({ secret: first });
      expect([set.status, set.body.secret, set.body.source.hasSecret]).toEqual([201, null, true]);
    }
    const delivery = await stored(await signed(first));
    expect(delivery).toMatchObject({ signature: 'valid', sourceId: made.source.id });
    expect(JSON.stringify(delivery.headers)).not.toContain(hmac(first, body));
    // forged, cut and empty ones; and one over another body
    for (const value of [write(hmac('forged', body)), write(hmac(first, `${body} `)), 'x']) {
      const refused = await post(kind, body, { [header]: value });
      expect([refused.status, refused.body.code]).toEqual([401, 'bad_signature']);
    }

    const second = `the second secret of ${kind}`;
    const renewed = await api.request.post(credentials).send({ secret: second, overlapHours: 1 });
    expect(Date.parse(renewed.body.source.oldCredentialsUntil)).toBeGreaterThan(Date.now() + 3_500_000);
    expect((await signed(first)).status).toBe(accepted);
    expect((await signed(second)).status).toBe(accepted);
    await api.dataSource.query(`update sources set previous_secret_until = now() where id = $1`, [
      made.source.id,
    ]);
    expect((await signed(first)).status).toBe(401);
    expect((await signed(second)).status).toBe(accepted);

    const third = `the third secret of ${kind}`;
    await api.request.post(credentials).send({ secret: third });
    expect((await signed(second)).status).toBe(401);
    await api.request.patch(`/api/v1/sources/${made.source.id}`).send({ disabled: true });
    expect((await signed(third)).status).toBe(401);
  });

  it('lets a valid token in for a source with a secret, but no forged signature beside it', async () => {
    const { source, token } = await create({ kind: 'grafana', name: 'Both', secret: 'sixteen characters' });
    const header = 'x-grafana-alerting-signature';
    const unsigned = await stored(await post('grafana', '{}', bearer(token)));
    expect(unsigned).toMatchObject({ signature: 'none', sourceId: source.id });
    expect((await post('grafana', '{}')).status).toBe(401);
    const both = { ...bearer(token), [header]: hmac('sixteen characters', '{}') };
    expect(await stored(await post('grafana', '{}', both))).toMatchObject({ signature: 'valid' });
    expect((await post('grafana', '{}', { ...both, [header]: hmac('forged', '{}') })).status).toBe(401);
  });

  it('refuses recordings of Grafana by the signed time', async () => {
    const settings = { timestampHeader: 'X-Signed-At', signatureHeader: 'X-Signature' };
    await create({ kind: 'grafana', name: 'Timed', secret: 'a timed secret of grafana', settings });
    const at = (seconds: number) =>
      post('grafana', '{}', {
        'x-signed-at': String(seconds),
        'x-signature': hmac('a timed secret of grafana', `${seconds}:{}`),
      });
    const now = Math.floor(Date.now() / 1000);
    expect((await at(now - 200)).status).toBe(202);
    const old = await at(now - 400);
    expect([old.status, old.body.detail]).toEqual([401, expect.stringContaining('seconds ago')]);
  });

  it('renews a token with an overlap', async () => {
    const { source, token } = await create({ kind: 'mackerel', name: 'Mackerel' });
    const path = `/api/v1/sources/${source.id}/credentials`;
    const renewed = await api.request.post(path).send({ overlapHours: 24 });
    expect((await post('mackerel', '{}', bearer(token))).status).toBe(202);
    expect((await post('mackerel', '{}', bearer(renewed.body.token))).status).toBe(202);
    const last = await api.request.post(path).send();
    for (const old of [token, renewed.body.token]) {
      expect((await post('mackerel', '{}', bearer(old))).status).toBe(401);
    }
    expect((await post('mackerel', '{}', bearer(last.body.token))).status).toBe(202);
  });

  it('says which secret it cannot take', async () => {
    const { source } = await create({ kind: 'sentry', name: 'Sentry' });
    const path = `/api/v1/sources/${source.id}/credentials`;
    const missing = await api.request.post(path).send({});
    expect([missing.status, missing.body.errors[0].path]).toEqual([400, 'secret']);
    const wrong = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'zabbix', name: 'Z', secret: 'x'.repeat(20) });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'secret']);
  });

  it('reads the recorder of an Alertmanager into the source of that Alertmanager', async () => {
    const { source, token } = await create({ kind: 'alertmanager', name: 'AM' });
    const delivery = await stored(await post('alertmanager-events', '{}', bearer(token)));
    expect(delivery).toMatchObject({ sourceId: source.id, adapter: 'alertmanager-events' });
    const other = await post('generic', '{}', bearer(token));
    expect([other.status, other.body.code]).toEqual([403, 'wrong_source_kind']);
  });

  it('is tolerant of how bodies are announced, and takes PUT from Grafana', async () => {
    for (const type of [
      'text/plain; charset=UTF-8',
      'application/x-www-form-urlencoded',
      'what ever',
      ';;',
    ]) {
      const answer = await post('generic', '{}', { ...bearer(api.token), 'content-type': type });
      expect([type, answer.status]).toEqual([type, 202]);
    }
    const put = (kind: string) =>
      api.anonymous.put(`/api/v1/ingest/${kind}`).set(bearer(api.token)).send('{"a":1}');
    expect(await stored(await put('grafana'))).toMatchObject({ adapter: 'grafana', body: '{"a":1}' });
    expect((await put('alertmanager')).status).toBe(404);
  });

  it('answers people and probes, and the handshake of CloudEvents', async () => {
    const probe = await api.anonymous.get('/api/v1/ingest/pagerduty');
    expect([probe.status, probe.body]).toEqual([
      200,
      { kind: 'pagerduty', name: 'PagerDuty', method: 'POST' },
    ]);
    expect((await api.anonymous.head('/api/v1/ingest/pagerduty')).status).toBe(200);
    expect((await api.anonymous.get('/api/v1/ingest/nagios')).status).toBe(404);
    const shake = await api.anonymous
      .options('/api/v1/ingest/cloudevents')
      .set({ 'webhook-request-origin': 'events.example.com', 'webhook-request-rate': '120' });
    expect([
      shake.status,
      shake.headers['webhook-allowed-origin'],
      shake.headers['webhook-allowed-rate'],
    ]).toEqual([200, 'events.example.com', '*']);
    const { token } = await create({ kind: 'cloudevents', name: 'CE' });
    const inAddress = await post(`cloudevents?access_token=${token}`, '{}');
    expect(inAddress.status).toBe(202);
    expect((await post(`generic?access_token=${api.token}`, '{}')).status).toBe(401);
  });

  it('tells those senders 429 who come back after it, and the others 503', async () => {
    const inbox = api.app.get(InboxService) as unknown as { refusal(): unknown };
    const { DomainError } = await import('../../errors/domain-error.js');
    jest
      .spyOn(inbox, 'refusal')
      .mockReturnValue(
        new DomainError('unavailable', 'inbox_full_backlog', 'Later.', { retryAfterSeconds: 5 }),
      );
    for (const [kind, { overloadStatus }] of Object.entries(SOURCE_KINDS)) {
      const answer = await post(kind, '{}', bearer(api.token));
      expect([kind, answer.status, answer.headers['retry-after']]).toEqual([kind, overloadStatus, '5']);
    }
  });
});

describe('Amazon SNS', () => {
  const TOPIC = 'arn:aws:sns:ap-northeast-1:123456789012:alarms';
  const HOST = 'https://sns.ap-northeast-1.amazonaws.com';
  const { pem, privateKey } = makeCertificate(
    new Date(Date.now() - 86_400_000),
    new Date(Date.now() + 86_400_000),
  );
  let api: TestApp;
  let sourceId: string;
  beforeAll(async () => {
    api = await createTestApp();
    const settings = { allowedTopics: [TOPIC] };
    const made = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'cloudwatch', name: 'AWS', settings });
    expect([made.body.token, made.body.secret]).toEqual([null, null]);
    sourceId = made.body.source.id;
  });
  afterAll(() => api.close());
  afterEach(() => void jest.restoreAllMocks());

  /** What SNS would answer; addresses that were asked. */
  function answering(answer: (url: string) => { status: number; body: string } | Error): string[] {
    const asked: string[] = [];
    jest.spyOn(api.app.get(OutboundClient), 'request').mockImplementation(async ({ url }) => {
      asked.push(url);
      const given = answer(url);
      if (given instanceof Error) throw given;
      return { ...given, body: Buffer.from(given.body), headers: {}, url };
    });
    return asked;
  }
  let count = 0;
  function message(more: object = {}): object {
    count += 1;
    const text = {
      Type: 'Notification',
      MessageId: `message-${count}`,
      TopicArn: TOPIC,
      Message: '{"AlarmName":"cpu"}',
      Timestamp: new Date().toISOString(),
      SignatureVersion: '1',
      Signature: '-',
      SigningCertURL: `${HOST}/cert-${count}.pem`,
      ...more,
    };
    const algorithm = text.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const canonical = canonicalSnsText(readSnsMessage(Buffer.from(JSON.stringify(text)))!);
    return { ...text, Signature: createSign(algorithm).update(canonical).sign(privateKey, 'base64') };
  }
  const confirmation = (more: object = {}) =>
    message({
      Type: 'SubscriptionConfirmation',
      Token: 'tok',
      SubscribeURL: `${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=tok`,
      ...more,
    });
  const post = (body: object) =>
    api.anonymous
      .post('/api/v1/ingest/cloudwatch')
      .set('content-type', 'text/plain')
      .send(JSON.stringify(body));
  const audited = async () =>
    (
      await api.dataSource.query(
        `select action from audit_log where subject_type = 'source' and subject_id = $1 order by id`,
        [sourceId],
      )
    ).map(({ action }: { action: string }) => action);

  it.each(['1', '2'])(
    'takes messages with signature version %s, and asks for a certificate once',
    async (version) => {
      const asked = answering(() => ({ status: 200, body: pem }));
      const SigningCertURL = `${HOST}/version-${version}.pem`;
      for (let n = 0; n < 3; n += 1) {
        const answer = await post(message({ SignatureVersion: version, SigningCertURL }));
        expect(answer.status).toBe(202);
      }
      expect(asked).toEqual([SigningCertURL]);
      const list = await api.request.get(`/api/v1/deliveries?source=${sourceId}`);
      expect(list.body.items[0]).toMatchObject({ signature: 'valid' });
    },
  );

  it('refuses forged messages, foreign certificates and topics that nobody allowed', async () => {
    const asked = answering(() => ({ status: 200, body: pem }));
    const forged = await post({ ...message(), Message: '{"AlarmName":"other"}' });
    expect([forged.status, forged.body.code]).toEqual([401, 'bad_signature']);
    const own = await post(message({ SigningCertURL: 'https://evil.example/cert.pem' }));
    expect([own.status, own.body.code]).toEqual([401, 'bad_signature']);
    const foreign = await post(message({ TopicArn: `${TOPIC}-2` }));
    expect([foreign.status, foreign.body.code]).toEqual([403, 'topic_not_allowed']);
    const raw = await post({ AlarmName: 'raw delivery' });
    expect([raw.status, raw.body.detail]).toEqual([
      401,
      expect.stringContaining('switch raw message delivery off'),
    ]);
    expect(asked).toEqual([expect.stringContaining(`${HOST}/cert-`)]);
  });

  it('lets SNS come back when its certificate cannot be had', async () => {
    const body = message();
    answering(() => new OutboundError('timed_out', 'sns did not answer in time.'));
    const later = await post(body);
    expect([later.status, later.headers['retry-after']]).toEqual([503, '20']);
    answering(() => ({ status: 200, body: pem }));
    expect((await post(body)).status).toBe(202);
  });

  it('confirms a subscription for an allowed topic, and notes its end', async () => {
    const asked = answering((url) => ({ status: 200, body: url.endsWith('.pem') ? pem : '<ok/>' }));
    expect((await post(confirmation())).status).toBe(202);
    expect(asked.at(-1)).toBe(`${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=tok`);
    expect(await audited()).toEqual(['created', 'subscription_confirmed']);
    expect((await post(confirmation({ Type: 'UnsubscribeConfirmation' }))).status).toBe(202);
    expect(await audited()).toEqual(['created', 'subscription_confirmed', 'subscription_ended']);
  });

  it('follows no confirmation that leads elsewhere, is of another topic or was not signed', async () => {
    const asked = answering((url) => ({ status: 200, body: url.endsWith('.pem') ? pem : '<ok/>' }));
    const before = await audited();
    for (const SubscribeURL of [
      'https://evil.example/?Action=ConfirmSubscription',
      'http://169.254.169.254/latest/meta-data/',
      `${HOST}/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:123456789012:other`,
    ]) {
      expect((await post(confirmation({ SubscribeURL }))).status).toBe(202);
    }
    // with a token anything is kept, but nothing is followed
    const other = confirmation({ TopicArn: `${TOPIC}-2` });
    const unsigned = { ...confirmation(), Signature: 'AA==' };
    for (const body of [other, unsigned]) {
      const answer = await api.request.post('/api/v1/ingest/cloudwatch').send(JSON.stringify(body));
      expect(answer.status).toBe(202);
    }
    expect(asked.filter((url) => !url.endsWith('.pem'))).toEqual([]);
    expect(await audited()).toEqual(before);
  });

  it('asks SNS to come back when the confirmation was not taken', async () => {
    answering((url) => (url.endsWith('.pem') ? { status: 200, body: pem } : { status: 500, body: '' }));
    const answer = await post(confirmation());
    expect([answer.status, answer.body.code]).toEqual([503, 'subscription_not_confirmed']);
  });
});
