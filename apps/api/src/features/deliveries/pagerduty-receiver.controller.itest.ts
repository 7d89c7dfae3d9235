import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '../../errors/domain-error.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { InboxService } from './inbox.service.js';

const PATH = '/compat/pagerduty/v2/enqueue';

describe('what looks like the Events API of PagerDuty', () => {
  let api: TestApp;
  let key: string;
  let sourceId: string;
  beforeAll(async () => {
    api = await createTestApp();
    const made = await api.request.post('/api/v1/sources').send({ kind: 'pagerduty-events', name: 'PD' });
    key = made.body.token;
    sourceId = made.body.source.id;
    expect(made.body.source).toMatchObject({
      ingestUrl: null,
      receiverUrl: expect.stringMatching(/\/compat\/pagerduty$/),
    });
  });
  afterAll(() => api.close());
  afterEach(() => void jest.restoreAllMocks());

  const send = (body: object | string, path = PATH) =>
    api.anonymous
      .post(path)
      .set('content-type', 'application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const trigger = (more: object = {}) => ({
    routing_key: key,
    event_action: 'trigger',
    payload: { summary: 'Disk is full', source: 'db-1', severity: 'critical' },
    ...more,
  });
  const newest = async () => {
    const list = await api.request.get(`/api/v1/deliveries?limit=1&source=${sourceId}`);
    return (await api.request.get(`/api/v1/deliveries/${list.body.items[0].id}`)).body;
  };

  it('gives out keys of 32 characters, and keeps only their hash', async () => {
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    const rows = await api.dataSource.query('select t::text as row from api_tokens t');
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('takes a trigger, answers as PagerDuty does, and blacks the key out', async () => {
    const answer = await send(trigger({ dedup_key: 'disk-db-1' }));
    expect([answer.status, answer.body]).toEqual([
      202,
      { status: 'success', message: 'Event processed', dedup_key: 'disk-db-1' },
    ]);
    const delivery = await newest();
    expect(delivery).toMatchObject({ adapter: 'pagerduty-events', sourceId });
    expect(delivery.body).toContain('Disk is full');
    expect(JSON.stringify(delivery)).not.toContain(key);
  });

  it('makes a key where the sender has none, and keeps it', async () => {
    const answer = await send(trigger());
    expect(answer.body.dedup_key).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse((await newest()).body).dedup_key).toBe(answer.body.dedup_key);
    expect((await send(trigger())).body.dedup_key).not.toBe(answer.body.dedup_key);
  });

  it('takes changes', async () => {
    const change = { routing_key: key, payload: { summary: 'Deployed 1.2', source: 'ci' } };
    const answer = await send(change, '/compat/pagerduty/v2/change/enqueue');
    expect([answer.status, answer.body]).toEqual([
      202,
      { status: 'success', message: 'Change event processed' },
    ]);
  });

  it('says what is wrong as PagerDuty does, and keeps nothing of it', async () => {
    const count = async () => (await api.dataSource.query('select count(*) as n from deliveries'))[0].n;
    const before = await count();
    const cases: [object | string, string][] = [
      ['{"routing_key"', 'JSON is invalid'],
      [trigger({ routing_key: undefined }), "'routing_key' is missing or blank"],
      [trigger({ routing_key: 'f'.repeat(32) }), 'Invalid routing key'],
      [trigger({ payload: { source: 'x', severity: 'info' } }), "'payload.summary' is missing or blank"],
      [{ routing_key: key, event_action: 'resolve' }, "'dedup_key' is missing or blank"],
    ];
    for (const [body, error] of cases) {
      const answer = await send(body);
      expect([answer.status, answer.body]).toEqual([
        400,
        { status: 'invalid event', message: 'Event object is invalid', errors: [error] },
      ]);
    }
    const large = trigger({ payload: { summary: 'x'.repeat(524_288), source: 'x', severity: 'info' } });
    expect((await send(large)).status).toBe(413);
    expect(await count()).toBe(before);
  });

  it('tells senders 429 when too much waits', async () => {
    const inbox = api.app.get(InboxService) as unknown as { refusal(): unknown };
    jest
      .spyOn(inbox, 'refusal')
      .mockReturnValue(
        new DomainError('unavailable', 'inbox_full_backlog', 'Later.', { retryAfterSeconds: 5 }),
      );
    const answer = await send(trigger());
    expect([answer.status, answer.headers['retry-after'], answer.body.status]).toEqual([
      429,
      '5',
      'throttle exceeded',
    ]);
  });

  it('takes over a routing key that senders have already, once', async () => {
    const secret = 'R0123456789abcdefghijklmnopqrstu';
    const create = (name: string) =>
      api.request.post('/api/v1/sources').send({ kind: 'pagerduty-events', name, secret });
    const made = await create('Moved');
    expect([made.status, made.body.token, made.body.secret]).toEqual([201, null, null]);
    expect((await send(trigger({ routing_key: secret }))).status).toBe(202);
    const twice = await create('Twice');
    expect([twice.status, twice.body.code]).toEqual([409, 'routing_key_taken']);
    const short = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'pagerduty-events', name: 'Short', secret: 'too short for a key' });
    expect([short.status, short.body.errors[0].path]).toEqual([400, 'secret']);
  });

  it('changes the key over with an overlap', async () => {
    const path = `/api/v1/sources/${sourceId}/credentials`;
    const renewed = await api.request.post(path).send({ overlapHours: 1 });
    expect(renewed.body.token).toMatch(/^[0-9a-f]{32}$/);
    expect((await send(trigger())).status).toBe(202);
    expect((await send(trigger({ routing_key: renewed.body.token }))).status).toBe(202);
    const last = await api.request.post(path).send({});
    expect((await send(trigger())).status).toBe(400);
    expect((await send(trigger({ routing_key: last.body.token }))).status).toBe(202);
  });
});
