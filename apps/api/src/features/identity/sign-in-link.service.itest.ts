import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvitesResponse, SignInLinkResponse } from '@tenken/shared/identity.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { SignInLinkService } from './sign-in-link.service.js';
import { browserOf, signInInvited, TEST_PASSWORD, tokenOfLink } from './test-people.js';

const account = { name: 'Ann', email: 'ann@example.com', password: TEST_PASSWORD };

describe('one-time links', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const read = (url: string) => api.anonymous.get(`/api/v1/sign-in-links/${tokenOfLink(url)}`);
  const accept = (url: string, body: object) =>
    browserOf(api)
      .post(`/api/v1/sign-in-links/${tokenOfLink(url)}/accept`)
      .send(body);
  const invite = async (email: string, role = 'member') =>
    (await api.request.post('/api/v1/users/invites').send({ email, role }).expect(201)).body.url as string;

  it('makes the first administrator once; a new start ends the link before', async () => {
    const links = api.app.get(SignInLinkService);
    const first = await links.ensureFirstAdminLink();
    const second = await links.ensureFirstAdminLink();
    expect((await read(first!)).body.code).toBe('link_not_valid');
    expect(SignInLinkResponse.parse((await read(second!)).body)).toMatchObject({
      kind: 'first_admin',
      email: null,
      role: 'admin',
    });
    const answers = await Promise.all([
      accept(second!, account),
      accept(second!, { ...account, email: 'b@x.org' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410]);
    expect(await links.ensureFirstAdminLink()).toBeNull();
    const stored = await api.dataSource.query('select * from sign_in_links');
    expect(JSON.stringify(stored)).not.toContain(tokenOfLink(second!));
  });

  it('invites one address with one role', async () => {
    const url = await invite('carol@example.com', 'viewer');
    expect(new URL(url).pathname).toBe('/invite');
    const stolen = await accept(url, { ...account, email: 'mallory@example.com' });
    expect([stolen.status, stolen.body.errors[0].path]).toEqual([400, 'email']);
    const answer = await accept(url, { ...account, email: 'Carol@example.com' }).expect(201);
    expect(answer.body.user).toMatchObject({ email: 'Carol@example.com', role: 'viewer' });
    await accept(url, { ...account, email: 'carol@example.com' }).expect(410);
    const again = await api.request
      .post('/api/v1/users/invites')
      .send({ email: 'CAROL@example.com', role: 'admin' });
    expect([again.status, again.body.code]).toEqual([409, 'user_exists']);
  });

  it('replaces an open invitation, and can be taken back', async () => {
    const old = await invite('dan@example.com');
    const url = await invite('dan@example.com');
    await read(old).expect(410);
    await read(url).expect(200);
    const list = InvitesResponse.parse((await api.request.get('/api/v1/users/invites')).body);
    const open = list.items.find((item) => item.email === 'dan@example.com');
    await api.request.delete(`/api/v1/users/invites/${open?.id}`).expect(204);
    await accept(url, { ...account, email: 'dan@example.com' }).expect(410);
    await api.request.delete(`/api/v1/users/invites/${open?.id}`).expect(404);
  });

  it('refuses a short password or no name before it uses the link up', async () => {
    const url = await invite('eve@example.com');
    const answer = await accept(url, { name: 'Eve', email: 'eve@example.com', password: 'short' });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'password']);
    const nameless = await accept(url, { email: 'eve@example.com', password: TEST_PASSWORD });
    expect([nameless.status, nameless.body.errors[0].path]).toEqual([400, 'name']);
    await read(url).expect(200);
  });

  it('sets a new password, keeps the name, and ends every session', async () => {
    const browser = await signInInvited(api, 'member', 'fay@example.com');
    const { user } = (await browser.get('/api/v1/session')).body;
    const link = await api.request.post(`/api/v1/users/${user.id}/reset-link`).expect(201);
    expect((await read(link.body.url)).body).toMatchObject({ kind: 'reset', email: 'fay@example.com' });
    await browser.get('/api/v1/session').expect(200);
    const answer = await accept(link.body.url, {
      email: 'fay@example.com',
      password: 'a new long password',
    }).expect(201);
    expect(answer.body.user.name).toBe(user.name);
    await browser.get('/api/v1/session').expect(401);
    await browser
      .post('/api/v1/session')
      .send({ email: 'fay@example.com', password: TEST_PASSWORD })
      .expect(401);
  });

  it('ends with time', async () => {
    const url = await invite('gus@example.com');
    await api.dataSource.query(`update sign_in_links set expires_at = now() where email = 'gus@example.com'`);
    await read(url).expect(410);
    await accept(url, { ...account, email: 'gus@example.com' }).expect(410);
  });
});
