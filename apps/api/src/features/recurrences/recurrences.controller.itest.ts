import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecurrencesResponse } from '@tenken/shared/recurrences.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';

let api: TestApp;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await createTestApp();
  const make = async (name: string, startedAt: string, resolvedAt: string, more: object = {}) => {
    const body = {
      title: name,
      startedAt,
      resolvedAt,
      services: ['Shop'],
      causeCategory: 'software',
      ...more,
    };
    ids[name] = (await api.request.post('/api/v1/incidents').send(body)).body.id;
  };
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
    await api.dataSource.query(
      `update action_items set status = 'done', completed_at = '2026-09-01T00:00:00Z' where type = 'prevent'`,
    );
    expect((await read(ids.B!)).earlier[0]?.fix).toBe('fix_done');
  });

  it('is confirmed, rejected and taken back', async () => {
    expect((await decide(ids.B!, ids.A!, 'confirmed')).body).toMatchObject({ previous: 'suggested' });
    expect((await api.request.get(`/api/v1/incidents?recurrence=confirmed`)).body.items[0].title).toBe('B');
    expect((await decide(ids.B!, ids.A!, 'rejected')).body).toMatchObject({ previous: 'confirmed' });
    expect((await read(ids.B!)).earlier[0]?.status).toBe('rejected');
    await decide(ids.B!, ids.A!, 'suggested');
    expect((await read(ids.B!)).earlier[0]).toMatchObject({ status: 'suggested', id: null });
  });

  it('does not take what cannot be', async () => {
    expect((await decide(ids.A!, ids.B!, 'confirmed')).body.code).toBe('recurrence_order');
    expect((await decide(ids.A!, ids.A!, 'confirmed')).status).toBe(400);
    expect((await decide(ids.A!, '999999', 'confirmed')).status).toBe(400);
    expect((await decide('999999', ids.A!, 'confirmed')).status).toBe(404);
  });
});
