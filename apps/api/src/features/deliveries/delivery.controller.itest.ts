import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveriesResponse, DeliveryResponse } from '@tenken/shared/deliveries.contract';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { IntakePressureService, MAX_PENDING } from './intake-pressure.service.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../test/fixtures/payloads/${name}.json`, import.meta.url));

describe('the way in', () => {
  let api: TestApp;
  let token: string;
  beforeAll(async () => {
    api = await createTestApp({ MAX_BODY_BYTES: '65536' });
    const made = await api.request.post('/api/v1/sources').send({ kind: 'alertmanager', name: 'Prod' });
    token = made.body.token;
  });
  afterAll(() => api.close());

  const send = (path: string, body: unknown, bearer = token) =>
    api.anonymous
      .post(path)
      .set('authorization', `Bearer ${bearer}`)
      .set('content-type', 'application/json')
      .send(Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body));
  const settled = (id: string) =>
    until(async () => {
      const answer = await api.request.get(`/api/v1/deliveries/${id}`);
      return answer.body.state !== 'pending' && DeliveryResponse.parse(answer.body);
    });
  const sendAndSettle = async (path: string, body: unknown) => {
    const answer = await send(path, body);
    expect(answer.status).toBe(202);
    return settled(answer.body.deliveryId);
  };
  const episodes = () =>
    api.dataSource.query(
      `select r.name, e.fingerprint, e.ends_at, e.notified_at, e.expected_end_at
       from episodes e join alert_rules r on r.id = e.alert_rule_id order by 1, 2`,
    );

  it('takes an Alertmanager webhook, answers when it is durable, and reads it', async () => {
    const delivery = await sendAndSettle('/api/v1/ingest/alertmanager', fixture('alertmanager-firing'));
    expect(delivery).toMatchObject({
      state: 'done',
      sourceName: 'Prod',
      result: { episodes: { created: 2, updated: 0, unchanged: 0 } },
      headers: { 'content-type': 'application/json' },
    });
    expect(delivery.body).toContain('tokyo-1');
    expect(JSON.stringify(delivery.headers)).not.toContain('earer');
    const again = await sendAndSettle('/api/v1/ingest/alertmanager', fixture('alertmanager-firing'));
    expect(again.result?.episodes).toEqual({ created: 0, updated: 0, unchanged: 2 });
    const [rollup] = await api.dataSource.query('select sum(fired) as fired from episode_daily_rollups');
    expect(rollup.fired).toBe('2');
    const list = await api.request.get('/api/v1/sources');
    expect(list.body.items[0]).toMatchObject({
      alertRules: 1,
      pending: 0,
      lastDeliveryAt: expect.any(String),
    });
  });

  it('meets the same alert by both ways in as one episode', async () => {
    const labels = { alertname: 'Both', zone: 'a' };
    const alert = { labels, startsAt: '2026-11-20T03:00:00.001Z' };
    const end = new Date(Date.now() + 240_000).toISOString();
    const received = await send('/compat/alertmanager/api/v2/alerts', [{ ...alert, endsAt: end }]);
    expect(received.status).toBe(200);
    await sendAndSettle('/api/v1/ingest/alertmanager', { alerts: [{ ...alert, status: 'firing' }] });
    const both = (await episodes()).filter((row: { name: string }) => row.name === 'Both');
    expect(both).toMatchObject([
      { ends_at: null, notified_at: expect.any(Date), expected_end_at: new Date(end) },
    ]);
  });

  it('keeps what it cannot read with the reason, and reads it again after a setting was corrected', async () => {
    const broken = await sendAndSettle('/api/v1/ingest/alertmanager', Buffer.from('{"alerts":[{]}'));
    expect(broken).toMatchObject({ state: 'quarantined', errorCode: 'not_json' });
    const partly = await sendAndSettle('/api/v1/ingest/alertmanager', {
      alerts: [
        { status: 'firing', labels: { alertname: 'Fine' }, startsAt: '2026-11-20T03:00:00Z' },
        { status: 'burning', labels: { alertname: 'Odd' }, startsAt: '2026-11-20T03:00:00Z' },
      ],
    });
    expect(partly).toMatchObject({
      state: 'quarantined',
      errorCode: 'partly_unreadable',
      errorDetail:
        '1 of 2 could not be read: alerts.1.status: expected one of firing, resolved, found "burning"',
      result: {
        episodes: { created: 1 },
        unread: {
          count: 1,
          of: 2,
          parts: [
            {
              field: 'alerts.1.status',
              code: 'one_of',
              params: { values: 'firing, resolved' },
              expected: 'one of firing, resolved',
              found: '"burning"',
              item: null,
            },
          ],
        },
      },
    });

    const page = await api.request.get('/api/v1/deliveries?state=quarantined&text=burning');
    expect(DeliveriesResponse.parse(page.body).items.map(({ id }) => id)).toEqual([partly.id]);

    const replayed = await api.request.post(`/api/v1/deliveries/${broken.id}/replay`);
    expect(replayed.body).toEqual({ changed: 1, ids: [broken.id], hasMore: false });
    expect(await settled(broken.id)).toMatchObject({ state: 'quarantined', errorCode: 'not_json' });

    const discarded = await api.request.post('/api/v1/deliveries/discard').send({ allQuarantined: true });
    expect(discarded.body.changed).toBe(2);
    const restored = await api.request.post('/api/v1/deliveries/restore').send({ ids: [broken.id] });
    expect(restored.body).toEqual({ changed: 1, ids: [broken.id], hasMore: false });
    const counts = (await api.request.get('/api/v1/deliveries')).body.counts;
    expect(counts).toMatchObject({ quarantined: 1, discarded: 1, pending: 0 });
  });

  it('pages through deliveries without gaps or repeats', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await api.request
        .get('/api/v1/deliveries')
        .query({ limit: 2, ...(cursor === null ? {} : { cursor }) });
      seen.push(...answer.body.items.map(({ id }: { id: string }) => id));
      cursor = answer.body.nextCursor;
    } while (cursor !== null);
    const [row] = await api.dataSource.query('select count(*) as n from deliveries');
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(b) - Number(a)));
    expect(seen).toHaveLength(Number(row.n));
  });

  it('refuses bad credentials, foreign kinds and bodies over the limit, and nothing else', async () => {
    expect((await send('/api/v1/ingest/alertmanager', {}, 'tnk_wrong')).status).toBe(401);
    expect((await api.anonymous.post('/api/v1/ingest/alertmanager').send('{}')).status).toBe(401);
    const foreign = await send('/api/v1/ingest/generic', {});
    expect([foreign.status, foreign.body.code]).toEqual([403, 'wrong_source_kind']);
    expect((await send('/api/v1/ingest/nothing', {}, api.token)).status).toBe(404);
    const large = await send('/api/v1/ingest/alertmanager', Buffer.alloc(70_000, 'x'));
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
    const basic = await api.anonymous.post('/api/v1/ingest/alertmanager').auth('any', token).send('{}');
    expect(basic.status).toBe(202);
    const generic = await send(
      '/api/v1/ingest/generic',
      { rule: 'R', startsAt: '2026-11-20T00:00:00Z' },
      api.token,
    );
    expect(await settled(generic.body.deliveryId)).toMatchObject({
      state: 'done',
      sourceName: 'Generic JSON',
    });
  });

  it('takes GitHub by its signature and makes an action item', async () => {
    const secret = (await api.request.post('/api/v1/sources').send({ kind: 'github', name: 'GitHub' })).body
      .secret;
    const body = fixture('github-issue-closed');
    const sign = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
    const post = (signature: string) =>
      api.anonymous
        .post('/api/v1/ingest/github')
        .set('content-type', 'application/json')
        .set('x-github-event', 'issues')
        .set('x-hub-signature-256', signature)
        .send(body.toString());
    expect((await post(sign('wrong'))).status).toBe(401);
    expect((await post('')).status).toBe(401);
    const taken = await post(sign(secret));
    expect(taken.status).toBe(202);
    expect(await settled(taken.body.deliveryId)).toMatchObject({
      state: 'done',
      signature: 'valid',
      result: { actionItems: { created: 1, updated: 0, unchanged: 0 } },
    });
    const again = await post(sign(secret));
    expect((await settled(again.body.deliveryId)).result?.actionItems.unchanged).toBe(1);
    const [item] = await api.dataSource.query('select title, status, external_id from action_items');
    expect(item).toEqual({
      title: 'Add a timeout to the payment client',
      status: 'done',
      external_id: 'example/shop#42',
    });
  });

  it('takes back no progress that was noted here when an open issue is edited', async () => {
    const made = await api.request.post('/api/v1/sources').send({ kind: 'github', name: 'GitHub 2' });
    const closed = JSON.parse(fixture('github-issue-closed').toString());
    const post = async (action: string, updatedAt: string) => {
      const issue = { ...closed.issue, number: 43, html_url: 'https://github.com/example/shop/issues/43' };
      Object.assign(issue, { state: 'open', state_reason: null, closed_at: null, updated_at: updatedAt });
      const body = JSON.stringify({ ...closed, action, issue });
      const signature = createHmac('sha256', made.body.secret).update(body).digest('hex');
      const answer = await api.anonymous
        .post('/api/v1/ingest/github')
        .set('content-type', 'application/json')
        .set('x-hub-signature-256', `sha256=${signature}`)
        .send(body);
      return settled(answer.body.deliveryId);
    };
    expect((await post('labeled', '2026-11-02T00:00:00Z')).result?.actionItems.created).toBe(1);
    await api.dataSource.query(
      `with item as (
         update action_items set status = 'in_progress', started_at = '2026-11-03'
         where external_id = 'example/shop#43' returning id
       )
       insert into action_item_status_changes (action_item_id, from_status, to_status, at, source)
       select id, 'open', 'in_progress', '2026-11-03', 'manual' from item`,
    );
    await post('edited', '2026-11-04T00:00:00Z');
    const [item] = await api.dataSource.query(
      `select status from action_items where external_id = 'example/shop#43'`,
    );
    expect(item.status).toBe('in_progress');
  });

  it('makes a hundred at once durable', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        send('/api/v1/ingest/alertmanager', {
          alerts: [
            {
              status: 'firing',
              labels: { alertname: 'Many', n: `${index}` },
              startsAt: '2026-11-20T04:00:00Z',
            },
          ],
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = answers.map(({ body }) => body.deliveryId as string);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect((await settled(id)).state).toBe('done');
    const many = (await episodes()).filter((row: { name: string }) => row.name === 'Many');
    expect(many).toHaveLength(100);
  });

  it('tells senders to come back when nothing can be made durable, or too much waits', async () => {
    const body = { alerts: [] };
    await api.dataSource.query('alter table deliveries rename to deliveries_away');
    const lost = await send('/api/v1/ingest/alertmanager', body);
    await api.dataSource.query('alter table deliveries_away rename to deliveries');
    expect([lost.status, lost.body.code, lost.headers['retry-after']]).toEqual([503, 'not_durable', '5']);
    expect(JSON.stringify(lost.body)).not.toContain('relation');

    const pressure = api.app.get(IntakePressureService);
    pressure.noteBacklog(MAX_PENDING, 1);
    const full = await send('/api/v1/ingest/alertmanager', body);
    pressure.noteBacklog(0, 0);
    expect([full.status, full.body.code, full.headers['retry-after']]).toEqual([
      503,
      'inbox_full_backlog',
      '5',
    ]);
    expect((await send('/api/v1/ingest/alertmanager', body)).status).toBe(202);
  });

  it('answers a status for people who look', async () => {
    expect((await api.anonymous.get('/compat/alertmanager/api/v2/status')).status).toBe(200);
  });
});
