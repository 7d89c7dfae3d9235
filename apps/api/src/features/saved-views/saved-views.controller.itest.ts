import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SavedViewsResponse } from '@tenken/shared/saved-views.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { signInFirstAdmin, signInInvited } from '../identity/test-people.js';

describe('saved views', () => {
  let api: TestApp;
  let member: Awaited<ReturnType<typeof signInInvited>>;
  let viewer: typeof member;
  let teamId: string;
  const URL = '/api/v1/saved-views';

  beforeAll(async () => {
    api = await createTestApp();
    await signInFirstAdmin(api);
    member = await signInInvited(api, 'member');
    viewer = await signInInvited(api, 'viewer');
    const [team] = await api.dataSource.query(
      `insert into teams (key, name) values ('t', 'Core') returning id`,
    );
    teamId = team.id;
  });
  afterAll(() => api.close());

  const namesOf = async (who: typeof member, page = 'incidents') =>
    SavedViewsResponse.parse((await who.get(`${URL}?page=${page}`).expect(200)).body).items.map(
      ({ name, owner, isDefault }) => [name, owner, isDefault],
    );

  it('keeps a person’s own to themself and shows a team’s to everybody', async () => {
    const own = { page: 'incidents', name: 'Sev 1', search: 'severity=SEV1', isDefault: true };
    await viewer.post(URL).send(own).expect(201);
    const mine = (await member.post(URL).send({ ...own, isDefault: false })).body;
    expect(await namesOf(viewer)).toEqual([['Sev 1', 'me', true]]);
    expect(await namesOf(member)).toEqual([['Sev 1', 'me', false]]);

    const shared = await member.patch(`${URL}/${mine.id}`).send({ teamId, rowVersion: mine.rowVersion });
    expect(shared.body).toMatchObject({ owner: 'team', teamId, teamName: 'Core', isMine: true });
    expect(await namesOf(viewer)).toEqual([
      ['Sev 1', 'me', true],
      ['Sev 1', 'team', false],
    ]);
    // a viewer reads it, may open their page with it, and changes nothing of it
    await viewer.patch(`${URL}/${mine.id}`).send({ isDefault: true }).expect(200);
    expect((await namesOf(viewer)).map(([, , isDefault]) => isDefault)).toEqual([false, true]);
    expect((await namesOf(member)).map(([, , isDefault]) => isDefault)).toEqual([false]);
    await viewer.patch(`${URL}/${mine.id}`).send({ name: 'x', rowVersion: 2 }).expect(403);
    await viewer.delete(`${URL}/${mine.id}`).expect(403);
    await viewer.post(URL).send({ page: 'rules', name: 'x', search: '', teamId }).expect(403);
  });

  it('hides another person’s own view altogether', async () => {
    const { id, rowVersion } = (await viewer.post(URL).send({ page: 'rules', name: 'Mine', search: 'q=a' }))
      .body;
    await member.patch(`${URL}/${id}`).send({ name: 'x', rowVersion }).expect(404);
    await member.delete(`${URL}/${id}`).expect(404);
    await member.post(`${URL}/${id}/restore`).expect(404);
    expect(await namesOf(member, 'rules')).toEqual([]);
    const [{ n }] = await api.dataSource.query(
      `select count(*)::int as n from audit_log where subject_type = 'saved_view' and subject_id = $1`,
      [id],
    );
    expect(n).toBe(0);
  });

  it('comes back after it was deleted, unless its name was taken meanwhile', async () => {
    const body = { page: 'actions', name: 'Late', search: 'group=overdue', isDefault: true };
    const { id } = (await member.post(URL).send(body).expect(201)).body;
    await member.delete(`${URL}/${id}`).expect(204);
    expect(await namesOf(member, 'actions')).toEqual([]);
    await member.delete(`${URL}/${id}`).expect(404);
    await member.post(`${URL}/${id}/restore`).expect(200);
    expect(await namesOf(member, 'actions')).toEqual([['Late', 'me', true]]);
    await member.delete(`${URL}/${id}`).expect(204);
    await member
      .post(URL)
      .send({ ...body, name: 'LATE' })
      .expect(201);
    expect((await member.post(`${URL}/${id}/restore`)).body.code).toBe('saved_view_name_taken');
  });

  it('refuses what has no sense', async () => {
    const view = { page: 'trends', name: 'T', search: 'metric=ttd' };
    const { id, rowVersion } = (await member.post(URL).send(view).expect(201)).body;
    expect((await member.post(URL).send({ ...view, name: 't' })).body.code).toBe('saved_view_name_taken');
    await member.patch(`${URL}/${id}`).send({ name: 'U' }).expect(400);
    await member
      .patch(`${URL}/${id}`)
      .send({ name: 'U', rowVersion: rowVersion + 1 })
      .expect(409);
    await member
      .post(URL)
      .send({ ...view, name: 'U', search: '?a=1' })
      .expect(400);
    await member
      .post(URL)
      .send({ ...view, name: 'U', page: 'settings' })
      .expect(400);
    expect((await member.post(URL).send({ ...view, name: 'U', teamId: '999' })).body.code).toBe(
      'team_not_found',
    );
    // a token is nobody: it keeps views of teams only
    expect((await api.request.post(URL).send(view)).body.code).toBe('team_required');
    const ofTeam = (
      await api.request
        .post(URL)
        .send({ ...view, teamId })
        .expect(201)
    ).body;
    const taken = await member.patch(`${URL}/${ofTeam.id}`).send({ teamId: null, rowVersion: 1 });
    expect(taken.body.code).toBe('saved_view_not_yours');
  });
});
