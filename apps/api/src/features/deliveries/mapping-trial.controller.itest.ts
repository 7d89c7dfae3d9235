import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryResponse } from '@tenken/shared/deliveries.contract';
import { MappingTrialResponse, type SourceMapping } from '@tenken/shared/source-mapping.contract';
import { SourceRow } from '@tenken/shared/sources.contract';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('the mapping of a source', () => {
  let api: TestApp;
  let sourceId: string;
  let token: string;
  beforeAll(async () => {
    api = await createTestApp();
    const created = await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'Watchman' });
    sourceId = created.body.source.id;
    token = created.body.token;
  });
  afterAll(() => api.close());

  const MAPPING: SourceMapping = {
    list: 'findings',
    rule: 'check',
    startsAt: 'since',
    endsAt: 'until',
    labels: '{host: host}',
  };
  const finding = (host: string, since: unknown = 1795137300) => ({
    check: 'Disk',
    host,
    since,
    until: null,
  });
  const send = async (body: unknown): Promise<string> => {
    const answer = await api.anonymous
      .post('/api/v1/ingest/generic')
      .set('authorization', `Bearer ${token}`)
      .send(body as object);
    expect(answer.status).toBe(202);
    return answer.body.deliveryId;
  };
  const settled = (id: string) =>
    until(async () => {
      const delivery = DeliveryResponse.parse((await api.request.get(`/api/v1/deliveries/${id}`)).body);
      return delivery.state !== 'pending' && delivery;
    });
  const attempt = (body: object) => api.request.post(`/api/v1/sources/${sourceId}/mapping/try`).send(body);
  const episodes = () =>
    api.dataSource.query(
      `select labels->>'host' as host, ends_at from episodes where source_id = $1 order by 1`,
      [sourceId],
    );

  it('is tried on what is in quarantine, which changes nothing; then saved, and all of it read again', async () => {
    const first = await send({ findings: [finding('db-1'), finding('db-2', 'soon')] });
    const second = await send({ findings: [finding('db-3'), { ...finding('db-1'), until: 1795137900 }] });
    expect((await settled(first)).state).toBe('quarantined');
    expect((await settled(second)).state).toBe('quarantined');

    const tried = await attempt({ mapping: MAPPING, from: 'quarantined' });
    expect(tried.status).toBe(200);
    const { trials, quarantined } = MappingTrialResponse.parse(tried.body);
    expect(quarantined).toBe(2);
    expect(trials).toMatchObject([
      {
        deliveryId: second,
        total: 2,
        problems: [],
        episodes: [
          { rule: 'Disk', startsAt: '2026-11-20T01:15:00.000Z', endsAt: null, labels: { host: 'db-3' } },
          { endsAt: '2026-11-20T01:25:00.000Z' },
        ],
      },
      {
        deliveryId: first,
        total: 1,
        problems: [{ field: 'startsAt', message: expect.stringContaining('found "soon" (item 2)') }],
      },
    ]);
    expect(await episodes()).toEqual([]);
    expect((await settled(first)).state).toBe('quarantined');

    const saved = await api.request
      .patch(`/api/v1/sources/${sourceId}`)
      .send({ settings: { mapping: MAPPING } });
    expect(SourceRow.parse(saved.body).settings.mapping).toEqual(MAPPING);
    const replayed = await api.request
      .post('/api/v1/deliveries/replay')
      .send({ allQuarantined: true, sourceId });
    expect(replayed.body.changed).toBe(2);
    expect(await settled(second)).toMatchObject({ state: 'done', errorCode: null });
    expect(await settled(first)).toMatchObject({ state: 'quarantined', errorCode: 'partly_unreadable' });
    // db-1 came twice: one episode, ended by the second delivery
    expect(await episodes()).toEqual([
      { host: 'db-1', ends_at: new Date('2026-11-20T01:25:00Z') },
      { host: 'db-3', ends_at: null },
    ]);
  });

  it('is tried on a body that is pasted, and says what is wrong with that', async () => {
    const pasted = await attempt({ mapping: MAPPING, from: 'body', body: '{"findings": [' });
    expect(pasted.body.trials).toMatchObject([
      { deliveryId: null, problems: [{ field: null, message: expect.stringContaining('not JSON') }] },
    ]);
    const missing = await attempt({ mapping: MAPPING, from: 'body' });
    expect([missing.status, missing.body.errors[0].path]).toEqual([400, 'body']);
  });

  it('is refused with the field and the position when it cannot be parsed, tried or saved', async () => {
    const mapping = { ...MAPPING, labels: '{host host}' };
    const tried = await attempt({ mapping, from: 'recent' });
    expect([tried.status, tried.body.errors]).toEqual([
      400,
      [{ path: 'mapping.labels', message: '"host" does not fit here (position 7)' }],
    ]);
    const saved = await api.request.patch(`/api/v1/sources/${sourceId}`).send({ settings: { mapping } });
    expect([saved.status, saved.body.errors[0].path]).toEqual([400, 'settings.mapping.labels']);
    const both = await attempt({ mapping: { rule: 'a' }, from: 'recent' });
    expect([both.status, both.body.errors[0].path]).toEqual([400, 'mapping.startsAt']);
  });

  it('is for sources that have one, and for those who may change them', async () => {
    const github = await api.request.post('/api/v1/sources').send({ kind: 'github', name: 'GitHub' });
    const none = await api.request
      .post(`/api/v1/sources/${github.body.source.id}/mapping/try`)
      .send({ mapping: MAPPING, from: 'recent' });
    expect([none.status, none.body.errors[0].path]).toEqual([400, 'mapping']);
    const unknown = await api.request.post('/api/v1/sources/999999/mapping/try').send({
      mapping: MAPPING,
      from: 'recent',
    });
    expect(unknown.status).toBe(404);
    const sender = await api.anonymous
      .post(`/api/v1/sources/${sourceId}/mapping/try`)
      .set('authorization', `Bearer ${token}`)
      .send({ mapping: MAPPING, from: 'recent' });
    expect(sender.status).toBe(403);
  });
});
