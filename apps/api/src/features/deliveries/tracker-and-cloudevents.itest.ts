import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../../test/fixtures/payloads/${name}.json`, import.meta.url)).toString();

describe('trackers and CloudEvents, from the request to the data', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const create = async (body: object) =>
    (await api.request.post('/api/v1/sources').send(body)).body as {
      source: { id: string };
      token: string | null;
      secret: string | null;
    };
  const settled = (id: string) =>
    until(async () => {
      const { body } = await api.request.get(`/api/v1/deliveries/${id}`);
      return body.state === 'pending' ? null : body;
    });
  const items = (source: string) =>
    api.dataSource.query(
      `select external_id, status, decline_reason, completed_at, due_on, owner, title from action_items
       where source = $1 order by id`,
      [source],
    );

  it('follows an issue of Jira: made, done, moved, declined, deleted', async () => {
    const { secret } = await create({ kind: 'jira', name: 'Jira' });
    const done = JSON.parse(fixture('jira-issue-done'));
    const send = async (change: (body: typeof done) => void) => {
      const body = structuredClone(done);
      change(body);
      const text = JSON.stringify(body);
      const signature = createHmac('sha256', secret!).update(text).digest('hex');
      const answer = await api.anonymous
        .post('/api/v1/ingest/jira')
        .set('content-type', 'application/json')
        .set('x-hub-signature', `sha256=${signature}`)
        .send(text);
      expect(answer.status).toBe(200);
      return settled(answer.body.deliveryId);
    };
    expect(await send(() => {})).toMatchObject({ state: 'done', result: { actionItems: { created: 1 } } });
    expect(await items('jira')).toEqual([
      {
        external_id: 'OPS-42',
        status: 'done',
        decline_reason: null,
        completed_at: new Date('2026-11-20T09:00:04.880Z'),
        due_on: '2026-12-01',
        owner: 'Hanako Sato',
        title: '決済クライアントにタイムアウトを設定する',
      },
    ]);
    await send((body) => {
      body.timestamp += 60_000;
      body.issue.key = 'PAY-7';
      body.changelog.items = [{ field: 'Key', fromString: 'OPS-42', toString: 'PAY-7' }];
    });
    await send((body) => {
      body.timestamp += 120_000;
      body.issue.key = 'PAY-7';
      body.issue.fields.resolution.name = '対応しない';
      body.issue.fields.resolutiondate = '2026-11-20T18:02:00.000+0900';
    });
    expect(await items('jira')).toMatchObject([
      { external_id: 'PAY-7', status: 'declined', decline_reason: '対応しない', completed_at: null },
    ]);
    await send((body) => {
      body.timestamp += 180_000;
      body.webhookEvent = 'jira:issue_deleted';
      body.issue.key = 'PAY-7';
    });
    expect(await items('jira')).toMatchObject([{ status: 'deleted', completed_at: null }]);
  });

  it('follows an issue of Linear: done is not canceled, and what has no label of ours is left alone', async () => {
    const secret = 'a-secret-that-linear-has-shown';
    await create({ kind: 'linear', name: 'Linear', secret });
    const issue = JSON.parse(fixture('linear-issue-completed'));
    const send = async (data: object, more: object = {}) => {
      const text = JSON.stringify({
        ...issue,
        webhookTimestamp: Date.now(),
        ...more,
        data: { ...issue.data, ...data },
      });
      const answer = await api.anonymous
        .post('/api/v1/ingest/linear')
        .set('content-type', 'application/json')
        .set('linear-signature', createHmac('sha256', secret).update(text).digest('hex'))
        .send(text);
      expect(answer.status).toBe(200);
      return settled(answer.body.deliveryId);
    };
    expect(await send({ identifier: 'SRE-1', labels: [{ name: 'bug' }] })).toMatchObject({
      state: 'done',
      result: { actionItems: { created: 0, unchanged: 1 } },
    });
    await send({});
    expect(await items('linear')).toMatchObject([
      { external_id: 'SRE-42', status: 'done', completed_at: new Date('2026-11-20T09:00:04.900Z') },
    ]);
    await send({
      state: { type: 'canceled' },
      updatedAt: '2026-11-20T10:00:00Z',
      completedAt: null,
      canceledAt: '2026-11-20T10:00:00Z',
    });
    expect(await items('linear')).toMatchObject([
      { status: 'declined', decline_reason: 'canceled', completed_at: null },
    ]);
  });

  it('takes CloudEvents in batch and binary form, and makes episodes of what happened', async () => {
    const { source, token } = await create({ kind: 'cloudevents', name: 'Events' });
    const post = (headers: Record<string, string>, body: string) =>
      api.anonymous
        .post('/api/v1/ingest/cloudevents')
        .set('authorization', `Bearer ${token}`)
        .set(headers)
        .send(body);
    const batch = await post(
      { 'content-type': 'application/cloudevents-batch+json' },
      fixture('cloudevents-batch'),
    );
    expect(batch.status).toBe(202);
    expect(await settled(batch.body.deliveryId)).toMatchObject({
      state: 'quarantined',
      errorCode: 'partly_unreadable',
      errorDetail: expect.stringContaining('write one in its settings'),
    });
    const binary = await post(
      {
        'content-type': 'application/json',
        'ce-id': 'e-7',
        'ce-source': '/watch/osaka',
        'ce-specversion': '1.0',
        'ce-type': 'dev.tenken.episode',
      },
      JSON.stringify({ rule: 'By headers', startsAt: '2026-11-20T01:00:00Z' }),
    );
    expect(binary.status).toBe(202);
    expect(await settled(binary.body.deliveryId)).toMatchObject({ state: 'done' });
    const structured = await post(
      { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      JSON.stringify({
        specversion: '1.0',
        id: 'e-8',
        source: '/watch/osaka',
        type: 'dev.tenken.episode',
        data: { rule: 'In one object', startsAt: '2026-11-20T01:00:00Z' },
      }),
    );
    expect(structured.status).toBe(202);
    expect(await settled(structured.body.deliveryId)).toMatchObject({ state: 'done' });

    const mapping = { rule: 'what', startsAt: 'since', service: '$event.subject' };
    await api.request.patch(`/api/v1/sources/${source.id}`).send({ settings: { mapping } }).expect(200);
    await api.request.post(`/api/v1/deliveries/${batch.body.deliveryId}/replay`).expect(200);
    expect(await settled(batch.body.deliveryId)).toMatchObject({ state: 'done', errorCode: null });

    const rows = await api.dataSource.query(
      `select r.name, e.starts_at, e.ends_at from episodes e join alert_rules r on r.id = e.alert_rule_id
       where e.source_id = $1 order by e.starts_at, r.name`,
      [source.id],
    );
    const at = (clock: string) => new Date(`2026-11-20T${clock}Z`);
    expect(rows).toEqual([
      { name: 'By headers', starts_at: at('01:00:00'), ends_at: null },
      { name: 'In one object', starts_at: at('01:00:00'), ends_at: null },
      { name: 'Disk nearly full', starts_at: at('01:15:00'), ends_at: at('01:15:50') },
      { name: 'Replica is behind', starts_at: at('01:15:00'), ends_at: null },
      { name: 'Queue is stuck', starts_at: at('01:15:30.500'), ends_at: at('01:15:59') },
    ]);
  });
});
