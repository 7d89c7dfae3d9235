import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TeamSchema, TeamsResponse } from '@tenken/shared/teams.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('teams', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const create = (body: object) => api.request.post('/api/v1/teams').send(body);
  const list = async (query = '') =>
    TeamsResponse.parse((await api.request.get(`/api/v1/teams${query}`)).body);

  it('makes a team of a name alone', async () => {
    const team = TeamSchema.parse((await create({ name: '決済 Team' }).expect(201)).body);
    expect(team).toMatchObject({
      key: '決済-team',
      timeZone: 'UTC',
      calendar: 'JP',
      workingDays: [1, 2, 3, 4, 5],
      workingFrom: '09:00',
      sleepTo: '08:00',
      fiscalYearStartsIn: 4,
      serviceCount: 0,
    });
    const again = await create({ name: '決済 team' });
    expect([again.status, again.body.errors[0].path]).toEqual([400, 'name']);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ workingFrom: '9:00' }, 'workingFrom'],
    [{ workingDays: [1, 1] }, 'workingDays'],
    [{ fiscalYearStartsIn: 13 }, 'fiscalYearStartsIn'],
    [{ colour: 'red' }, ''],
  ])('refuses %j', async (body, path) => {
    const answer = await create({ name: 'Wrong', ...body });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });

  it('changes only what is given', async () => {
    const { id } = (await create({ name: 'Search', timeZone: 'Asia/Tokyo' })).body;
    const answer = await api.request
      .patch(`/api/v1/teams/${id}`)
      .send({ workingDays: [7, 1, 2], sleepFrom: '23:30' });
    expect(answer.body).toMatchObject({
      name: 'Search',
      timeZone: 'Asia/Tokyo',
      workingDays: [1, 2, 7],
      sleepFrom: '23:30',
    });
  });

  it('archives a team that is used and deletes one that is not', async () => {
    const used = (await create({ name: 'Used' })).body;
    await api.request.post('/api/v1/services').send({ name: 'Of used', teamId: used.id }).expect(201);
    expect((await api.request.delete(`/api/v1/teams/${used.id}`)).body.code).toBe('still_used');
    await api.request.patch(`/api/v1/teams/${used.id}`).send({ archived: true }).expect(200);
    expect((await list()).items.map((team) => team.name)).not.toContain('Used');
    expect((await list('?archived=1')).items.find((team) => team.id === used.id)?.serviceCount).toBe(1);
    const unused = (await create({ name: 'Unused' })).body;
    await api.request.delete(`/api/v1/teams/${unused.id}`).expect(204);
    await api.request.get(`/api/v1/teams/${unused.id}`).expect(404);
  });

  it('pages in the order of names', async () => {
    for (const name of ['beta', 'Alpha', 'gamma']) await create({ name: `page ${name}` });
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: TeamsResponse = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      names.push(...page.items.map((team) => team.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual((await list()).items.map((team) => team.name));
    expect(names.filter((name) => name.startsWith('page'))).toEqual([
      'page Alpha',
      'page beta',
      'page gamma',
    ]);
    expect((await api.request.get('/api/v1/teams?cursor=nonsense')).body.code).toBe('bad_cursor');
  });
});
