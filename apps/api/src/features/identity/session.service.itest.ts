import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SessionResponse } from '@tenken/shared/identity.contract';
import supertest from 'supertest';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { browserOf, signInFirstAdmin, signInInvited, TEST_PASSWORD } from './test-people.js';

const HOUR_MS = 3_600_000;

describe('sessions', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp({ PUBLIC_URL: 'http://tenken.example.com', SESSION_DAYS: '14' });
    await signInFirstAdmin(api);
  });
  afterAll(() => api.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const signIn = (email = 'admin@example.com', password = TEST_PASSWORD) => {
    const browser = browserOf(api);
    return { browser, answer: browser.post('/api/v1/session').send({ email, password }) };
  };
  const tokenIn = (headers: Record<string, string>) =>
    /tenken_session=([^;]+)/.exec(String(headers['set-cookie'] ?? ''))?.[1] ?? null;
  const withToken = (token: string | null) =>
    supertest(api.app.getHttpServer()).get('/api/v1/session').set('cookie', `tenken_session=${token}`);

  it('signs in with a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await signIn('Admin@Example.com').answer.expect(201);
    expect(SessionResponse.parse(answer.body).user).toMatchObject({
      email: 'admin@example.com',
      role: 'admin',
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    const [row] = await api.dataSource.query('select * from sessions order by id desc limit 1');
    expect(JSON.stringify(row)).not.toContain(tokenIn(answer.headers));
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
  });

  it('says the same for a wrong password, an unknown account and a disabled one', async () => {
    await signInInvited(api, 'viewer', 'off@example.com');
    const users = await api.request.get('/api/v1/users');
    const off = users.body.items.find((user: { email: string }) => user.email === 'off@example.com');
    await api.request.patch(`/api/v1/users/${off.id}`).send({ disabled: true }).expect(200);
    const answers = await Promise.all([
      signIn('admin@example.com', 'wrong password 1').answer,
      signIn('nobody@example.com', 'wrong password 1').answer,
      signIn('off@example.com', TEST_PASSWORD).answer,
    ]);
    const seen = answers.map(({ status, body }) => [status, body.code, body.detail]);
    expect(new Set(seen.map(String)).size).toBe(1);
    expect(seen[0]?.slice(0, 2)).toEqual([401, 'wrong_credentials']);
  });

  it('ends with signing out', async () => {
    const { browser, answer } = signIn();
    const token = tokenIn((await answer).headers);
    await withToken(token).expect(200);
    await browser.delete('/api/v1/session').set('cookie', `tenken_session=${token}`).expect(204);
    await withToken(token).expect(401);
  });

  it('ends SESSION_DAYS after the last use, not after the first', async () => {
    const token = tokenIn((await signIn().answer).headers);
    let now = new Date();
    jest.spyOn(api.app.get(Clock), 'now').mockImplementation(() => now);
    const later = (days: number) => {
      now = new Date(now.getTime() + days * 24 * HOUR_MS);
    };
    later(13);
    const renewed = tokenIn((await withToken(token).expect(200)).headers);
    later(13);
    await withToken(renewed).expect(200);
    later(14.1);
    await withToken(renewed).expect(401);
  });

  it('replaces the token after a day; the old one serves requests on their way for a minute', async () => {
    const old = tokenIn((await signIn().answer).headers);
    let now = new Date();
    jest.spyOn(api.app.get(Clock), 'now').mockImplementation(() => now);
    expect(tokenIn((await withToken(old).expect(200)).headers)).toBeNull();

    now = new Date(now.getTime() + 25 * HOUR_MS);
    const answers = await Promise.all([1, 2, 3, 4].map(() => withToken(old)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    const handedOut = answers.map((answer) => tokenIn(answer.headers)).filter((token) => token !== null);
    expect(handedOut).toHaveLength(1);

    // The answer may have been lost: until the new token is seen, the old one stays good.
    now = new Date(now.getTime() + 2 * HOUR_MS);
    await withToken(old).expect(200);
    await withToken(handedOut[0]!).expect(200);
    now = new Date(now.getTime() + 30_000);
    await withToken(old).expect(200);
    now = new Date(now.getTime() + 31_000);
    await withToken(old).expect(401);
    await withToken(handedOut[0]!).expect(200);
  });

  it('refuses a change that a foreign page may have sent', async () => {
    const token = tokenIn((await signIn().answer).headers);
    const change = (headers: Record<string, string>) =>
      supertest(api.app.getHttpServer())
        .patch('/api/v1/session/user')
        .set({ cookie: `tenken_session=${token}`, ...headers })
        .send({ name: 'Changed' });
    expect((await change({})).body.code).toBe('foreign_page');
    await change({ 'sec-fetch-site': 'cross-site' }).expect(403);
    await change({ 'sec-fetch-site': 'same-site' }).expect(403);
    await change({ origin: 'https://evil.example.com' }).expect(403);
    await change({ origin: 'http://tenken.example.com' }).expect(200);
    await change({ 'sec-fetch-site': 'same-origin' }).expect(200);
    await change({ 'x-tenken-request': '1' }).expect(200);
  });

  it('changes the own password and ends the other sessions', async () => {
    const browser = await signInInvited(api, 'member', 'pw@example.com');
    const other = tokenIn((await signIn('pw@example.com').answer).headers);
    const change = (currentPassword: string) =>
      browser
        .post('/api/v1/session/password')
        .send({ currentPassword, newPassword: 'another long password' });
    const wrong = await change('not the password');
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'currentPassword']);
    await change(TEST_PASSWORD).expect(204);
    await withToken(other).expect(401);
    await browser.get('/api/v1/session').expect(200);
    await signIn('pw@example.com', 'another long password').answer.expect(201);
  });

  it('refuses a time zone that does not exist', async () => {
    const token = tokenIn((await signIn().answer).headers);
    const answer = await supertest(api.app.getHttpServer())
      .patch('/api/v1/session/user')
      .set({ cookie: `tenken_session=${token}`, 'x-tenken-request': '1' })
      .send({ timeZone: 'Mars/Olympus' });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'timeZone']);
  });
});
