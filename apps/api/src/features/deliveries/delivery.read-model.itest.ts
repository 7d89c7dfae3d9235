import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveriesResponse, DeliveryResponse } from '@tenken/shared/deliveries.contract';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('the inbox', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp({ RETENTION_DAYS: '30' });
  });
  afterAll(() => api.close());

  const post = async (kind: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await api.request
      .post(`/api/v1/ingest/${kind}`)
      .set(headers)
      .send(Buffer.from(JSON.stringify(body)).toString());
    expect(answer.status).toBe(202);
    return answer.body.deliveryId as string;
  };
  const settled = (id: string) =>
    until(async () => {
      const answer = await api.request.get(`/api/v1/deliveries/${id}`);
      expect(answer.status).toBe(200);
      return answer.body.state !== 'pending' && DeliveryResponse.parse(answer.body);
    });
  const list = async (query: object) => {
    const answer = await api.request.get('/api/v1/deliveries').query(query);
    expect(answer.status).toBe(200);
    return DeliveriesResponse.parse(answer.body);
  };
  const ids = async (query: object) => (await list(query)).items.map(({ id }) => id);
  const act = async (action: string, body: object) =>
    (await api.request.post(`/api/v1/deliveries/${action}`).send(body)).body;

  const issue = (number: number) => ({
    action: 'closed',
    issue: {
      number,
      title: `Issue ${number}`,
      html_url: `https://github.com/example/shop/issues/${number}`,
      state: 'closed',
      state_reason: 'completed',
      labels: [{ name: 'postmortem' }],
      created_at: '2026-11-01T00:00:00Z',
      updated_at: '2026-11-02T00:00:00Z',
      closed_at: '2026-11-02T00:00:00Z',
    },
    repository: { full_name: 'example/shop' },
  });
  const github = (number: number, delivery: string) =>
    post('github', issue(number), { 'x-github-event': 'issues', 'x-github-delivery': delivery });
  const itemCount = async () =>
    Number((await api.dataSource.query('select count(*) as n from action_items'))[0].n);

  it('keeps what a sender sends again, marks it and gives it no effect', async () => {
    const first = await settled(await github(1, 'delivery-1'));
    expect(first).toMatchObject({ state: 'done', senderDeliveryId: 'delivery-1', duplicateOf: null });
    expect(first.result?.actionItems.created).toBe(1);
    await api.dataSource.query('delete from action_items');

    const again = await settled(await github(1, 'delivery-1'));
    expect(again).toMatchObject({ state: 'duplicate', duplicateOf: first.id, result: null, attempts: 1 });
    expect(await itemCount()).toBe(0);
    expect((await settled(first.id)).duplicates).toEqual([{ id: again.id, receivedAt: again.receivedAt }]);

    // the same id of another source is another delivery
    const other = await post('sentry', {}, { 'request-id': 'delivery-1' });
    expect((await settled(other)).duplicateOf).toBeNull();

    // a person who wants it read gets it read
    expect(await act('replay', { ids: [again.id] })).toMatchObject({ changed: 1 });
    expect(await settled(again.id)).toMatchObject({
      state: 'done',
      duplicateOf: null,
      replayedAt: expect.any(String),
    });
    expect(await itemCount()).toBe(1);
  });

  it('reads exactly one of many that come at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => github(2, 'delivery-2')));
    const states = await Promise.all(all.map(async (id) => (await settled(id)).state));
    expect(states.filter((state) => state === 'done')).toHaveLength(1);
    expect(states.filter((state) => state === 'duplicate')).toHaveLength(19);
  });

  it('reads what is sent again after it could not be read', async () => {
    const broken = { 'x-github-event': 'issues', 'x-github-delivery': 'delivery-3' };
    const first = await settled(await post('github', { action: 'closed', issue: 5 }, broken));
    expect(first.state).toBe('quarantined');
    expect(await settled(await github(3, 'delivery-3'))).toMatchObject({ state: 'done', duplicateOf: null });
  });

  it('is searched by state, source, time, id of the sender and text', async () => {
    const [{ id: source }] = await api.dataSource.query(`select id from sources where kind = 'github'`);
    const all = await list({ source });
    expect(all.counts).toEqual({ pending: 0, done: 4, duplicate: 19, quarantined: 1, discarded: 0 });
    expect(all.retention).toEqual({ days: 30, oldestAt: expect.any(String) });
    expect((await list({ source, state: 'duplicate', limit: 100 })).items).toHaveLength(19);
    expect((await list({ source, state: 'done' })).items.map(({ duplicateOf }) => duplicateOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect((await list({ source, state: 'done,duplicate', limit: 100 })).items).toHaveLength(23);
    expect(await ids({ senderId: 'delivery-3', state: 'quarantined' })).toHaveLength(1);
    expect(await ids({ senderId: 'delivery-3' })).toHaveLength(2);
    expect(await ids({ senderId: 'delivery' })).toEqual([]);
    expect(await ids({ text: '"issue":5' })).toEqual(await ids({ state: 'quarantined', source }));
    expect(await ids({ from: '2099-01-01', timeZone: 'Asia/Tokyo' })).toEqual([]);
  });

  it('replays by filter, and says in the audit log which', async () => {
    const [{ id: source }] = await api.dataSource.query(`select id from sources where kind = 'github'`);
    const filter = { source: [source], state: ['duplicate'] };
    expect(await act('replay', { filter })).toMatchObject({ changed: 19, hasMore: false });
    const [entry] = await api.dataSource.query(
      `select after from audit_log where action = 'replayed' order by id desc limit 1`,
    );
    expect(entry.after).toMatchObject({ count: 19, filter });
    const discarded = await act('discard', { filter: { text: '"issue":5', senderId: 'delivery-3' } });
    expect(discarded.changed).toBe(1);
    expect(await ids({ state: 'discarded' })).toEqual(discarded.ids);
    expect((await act('restore', { filter: { state: ['discarded'] } })).changed).toBe(1);
    const bad = await api.request.post('/api/v1/deliveries/replay').send({ filter: { state: ['odd'] } });
    expect(bad.status).toBe(400);
  });
});
