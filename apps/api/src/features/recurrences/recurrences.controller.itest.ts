import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  RecurrenceListResponse,
  RecurrencePairResponse,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { RecurrenceSuggestionService } from './recurrence-suggestions.service.js';

let api: TestApp;
const ids: Record<string, string> = {};

async function make(name: string, startedAt: string, resolvedAt: string, more: object = {}): Promise<void> {
  const body = { title: name, startedAt, resolvedAt, services: ['Shop'], causeCategory: 'software', ...more };
  ids[name] = (await api.request.post('/api/v1/incidents').send(body)).body.id;
}

beforeAll(async () => {
  api = await createTestApp();
  await make('A', '2026-08-01T00:00:00Z', '2026-08-01T01:00:00Z');
  await make('B', '2026-10-30T01:00:00Z', '2026-10-30T02:00:00Z');
  await make('long ago', '2026-07-01T00:00:00Z', '2026-07-31T23:59:59Z');
  await make('elsewhere', '2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z', { services: ['Search'] });
  const item = (title: string, type: string) =>
    api.request.post('/api/v1/action-items').send({ title, type, incidentId: ids.A });
  await item('Add a limit', 'prevent');
  await item('Tell support', 'process');
});
afterAll(() => api.close());

const read = async (id: string) => {
  const answer = await api.request.get(`/api/v1/incidents/${id}/recurrences`);
  return RecurrencesResponse.parse(answer.body);
};
const decide = (id: string, earlierIncidentId: string, status: string) =>
  api.request.post(`/api/v1/incidents/${id}/recurrences`).send({ earlierIncidentId, status });
/** Of the day on which B began. */
const OF_B = { from: '2026-10-30', to: '2026-10-31' };
const list = async (query: object = OF_B) =>
  RecurrenceListResponse.parse((await api.request.get('/api/v1/recurrences').query(query).expect(200)).body);
const pairsOf = async () =>
  (
    await api.dataSource.query(
      `select incident_id, earlier_incident_id, status, strength, reasons from incident_recurrences order by 1, 2`,
    )
  ).map((row: object) => JSON.stringify(row));
const work = () => api.app.get(RecurrenceSuggestionService).work();

describe('recurrences', () => {
  it('suggests within 90 days after the resolution, on the same service, both ways', async () => {
    const { earlier } = await read(ids.B!);
    expect(earlier.map(({ other, status, daysAfter }) => [other.title, status, daysAfter])).toEqual([
      ['A', 'suggested', 90],
    ]);
    const { later } = await read(ids.A!);
    expect(later.map(({ other }) => other.title)).toEqual(['B']);
    expect(later[0]?.reasons.map(({ code }) => code)).toEqual(['same_cause', 'same_service']);
  });

  it('shows the fix that was still open', async () => {
    const { earlier } = await read(ids.B!);
    expect([earlier[0]?.fix, earlier[0]?.fixItems.map(({ title }) => title)]).toEqual([
      'fix_open',
      ['Add a limit'],
    ]);
    expect((await list()).items[0]).toMatchObject({
      fix: 'fix_open',
      fixes: { done: 0, open: 1, declined: 0 },
    });
    await api.dataSource.query(
      `update action_items set status = 'done', completed_at = '2026-09-01T00:00:00Z' where type = 'prevent'`,
    );
    expect((await read(ids.B!)).earlier[0]?.fix).toBe('fix_done');
    expect((await list()).items[0]).toMatchObject({
      fix: 'fix_done',
      fixes: { done: 1, open: 0, declined: 0 },
    });
  });

  it('shows a pair side by side, whether it is linked or not', async () => {
    const answer = await api.request.get(`/api/v1/recurrences/${ids.B}/${ids.A}`).expect(200);
    const pair = RecurrencePairResponse.parse(answer.body);
    expect(pair).toMatchObject({
      status: 'suggested',
      daysAfter: 90,
      fix: 'fix_done',
      text: { available: true, reason: null },
    });
    expect(
      pair.items.map(({ title, isFix, statusThen, addedAfter }) => [title, isFix, statusThen, addedAfter]),
    ).toEqual([
      ['Add a limit', true, 'done', expect.any(Boolean)],
      ['Tell support', false, 'open', expect.any(Boolean)],
    ]);
    const other = await api.request.get(`/api/v1/recurrences/${ids.B}/${ids.elsewhere}`).expect(200);
    expect(RecurrencePairResponse.parse(other.body)).toMatchObject({
      status: null,
      reasons: [],
      fix: 'no_items',
    });
    await api.request.get(`/api/v1/recurrences/${ids.B}/999999`).expect(404);
  });

  it('is confirmed, rejected and taken back; what remains to be decided is the list of suggestions', async () => {
    expect((await list({})).incidents).toBe(2);
    expect((await list()).total).toBe(1);
    expect((await decide(ids.B!, ids.A!, 'confirmed')).body).toMatchObject({ previous: 'suggested' });
    expect((await api.request.get(`/api/v1/incidents?recurrence=confirmed`)).body.items[0].title).toBe('B');
    expect(await list()).toMatchObject({ total: 0, incidents: 0 });
    expect((await list({ ...OF_B, status: 'confirmed', fix: 'fix_done' })).items[0]?.incident.title).toBe(
      'B',
    );
    expect((await list({ ...OF_B, status: 'confirmed', fix: 'fix_open,no_items' })).total).toBe(0);
    expect((await decide(ids.B!, ids.A!, 'rejected')).body).toMatchObject({ previous: 'confirmed' });
    expect((await read(ids.B!)).earlier[0]?.status).toBe('rejected');
    await decide(ids.B!, ids.A!, 'suggested');
    expect((await read(ids.B!)).earlier[0]).toMatchObject({ status: 'suggested', decidedAt: null });
    // a pair that nothing but a person spoke for is gone with their word
    await decide(ids.elsewhere!, ids.A!, 'confirmed');
    await decide(ids.elsewhere!, ids.A!, 'suggested');
    expect((await read(ids.elsewhere!)).earlier).toEqual([]);
  });

  it('does not take what cannot be', async () => {
    expect((await decide(ids.A!, ids.B!, 'confirmed')).body.code).toBe('recurrence_order');
    expect((await decide(ids.A!, ids.A!, 'confirmed')).status).toBe(400);
    expect((await decide(ids.A!, '999999', 'confirmed')).status).toBe(400);
    expect((await decide('999999', ids.A!, 'confirmed')).status).toBe(404);
  });

  it('follows what is written: causes, times, services and removal; a rejected pair does not come back', async () => {
    await decide(ids.B!, ids.A!, 'rejected');
    await make('C', '2026-10-31T00:00:00Z', '2026-10-31T01:00:00Z');
    await work();
    expect((await read(ids.C!)).earlier.map(({ other }) => other.title)).toEqual(['B']);
    expect((await read(ids.B!)).earlier.map(({ status }) => status)).toEqual(['rejected']);
    const { body } = await api.request.get(`/api/v1/incidents/${ids.B}`);
    await api.request
      .patch(`/api/v1/incidents/${ids.B}`)
      .send({ rowVersion: body.rowVersion, causeCategory: 'network' })
      .expect(200);
    await work();
    expect((await read(ids.C!)).earlier).toEqual([]);
    await api.request
      .patch(`/api/v1/incidents/${ids.B}`)
      .send({ rowVersion: body.rowVersion + 1, causeCategory: 'software' })
      .expect(200);
    await work();
    expect((await read(ids.C!)).earlier).toHaveLength(1);
    expect((await read(ids.B!)).earlier.map(({ status }) => status)).toEqual(['rejected']);
    await api.request.delete(`/api/v1/incidents/${ids.B}`).expect(200);
    await work();
    expect((await read(ids.C!)).earlier).toEqual([]);
    await api.request.post(`/api/v1/incidents/${ids.B}/restore`);
    await work();
    expect((await read(ids.C!)).earlier).toHaveLength(1);
  });
});

describe('text', () => {
  const TEXTS = [
    ['メール配信が遅延', 'Mail'],
    ['メールの配信が遅れている', 'Mail'],
    ['検索の証明書が切れた', 'Mail'],
    ['Queue backlog delays delivery', 'Queue'],
    ['Delivery delayed by queue backlog', 'Bus'],
    ['名前解決の失敗（DNS設定ミス）', 'DNS'],
    ['DNSの設定ミスで名前解決に失敗', 'Gateway'],
  ] as const;
  beforeAll(async () => {
    for (const [index, [title, service]] of TEXTS.entries()) {
      await make(title, `2027-01-0${index + 1}T00:00:00Z`, `2027-01-0${index + 1}T01:00:00Z`, {
        services: [service],
        causeCategory: null,
      });
    }
    await work();
  });
  const found = async () =>
    (await list({ from: '2027-01-01', to: '2027-02-01', sort: '-beganAt' })).items.map(
      ({ incident, earlier }) => [incident.title, earlier.title],
    );
  const PAIRS = [
    ['DNSの設定ミスで名前解決に失敗', '名前解決の失敗（DNS設定ミス）'],
    ['Delivery delayed by queue backlog', 'Queue backlog delays delivery'],
    ['メールの配信が遅れている', 'メール配信が遅延'],
  ];

  it('is compared in Japanese and English, on a server whose ctype is C', async () => {
    const [server] = await api.dataSource.query(
      `select datctype, similarity('障害', '障害') as blind from pg_database where datname = current_database()`,
    );
    if (server.datctype === 'C') expect(server.blind).toBe(0);
    expect(await found()).toEqual(PAIRS);
  });

  it('working all out anew ends with the same pairs, and keeps every decision', async () => {
    const before = await pairsOf();
    expect((await api.request.post('/api/v1/recurrences/rebuild').expect(202)).body.queued).toBeGreaterThan(
      9,
    );
    await work();
    expect(await pairsOf()).toEqual(before);
    expect(before.some((row: string) => row.includes('"rejected"'))).toBe(true);
  });

  it('is left out, and said so, where pg_trgm is missing; and comes back with it', async () => {
    await api.dataSource.query('drop extension pg_trgm cascade');
    await work();
    expect(await found()).toEqual([]);
    expect((await list()).text).toEqual({ available: false, reason: 'not_installed' });
    // by cause and service it goes on
    expect((await read(ids.C!)).earlier).toHaveLength(1);
    // somebody may have put it into a schema of its own
    await api.dataSource.query('create schema extensions; create extension pg_trgm schema extensions');
    await work();
    expect((await list()).text).toEqual({ available: true, reason: null });
    expect(await found()).toEqual(PAIRS);
    const [index] = await api.dataSource.query(
      `select to_regclass('recurrence_texts_words_idx') is not null as has`,
    );
    expect(index.has).toBe(true);
  });
});
