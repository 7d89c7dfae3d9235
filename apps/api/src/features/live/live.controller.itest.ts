import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { browserOf, signInFirstAdmin, signInInvited, TEST_PASSWORD } from '../identity/test-people.js';

// shorter than a heartbeat, which would end it as well
const TOO_LONG_MS = 15_000;

describe('GET /api/v1/live', () => {
  let api: TestApp;
  let admin: Awaited<ReturnType<typeof signInFirstAdmin>>;
  beforeAll(async () => {
    api = await createTestApp();
    admin = await signInFirstAdmin(api);
  });
  afterAll(() => api.close());

  /** Opens a stream; `text()` is what came so far, `ended` resolves when the server ends it. */
  async function open(headers: Record<string, string>) {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const parts: string[] = [];
    const request = get({ port, path: '/api/v1/live', headers: { accept: 'text/event-stream', ...headers } });
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
      request.on('response', resolve).on('error', reject),
    );
    expect(response.statusCode).toBe(200);
    response.on('data', (part: Buffer) => parts.push(part.toString()));
    const ended = new Promise<string>((resolve) => {
      const timer = setTimeout(() => resolve('still open'), TOO_LONG_MS).unref();
      response.on('end', () => {
        clearTimeout(timer);
        resolve('ended');
      });
    });
    return { text: () => parts.join(''), ended, close: () => request.destroy() };
  }
  const cookieOf = (browser: typeof admin) => ({
    cookie: browser.jar
      .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
      .toValueString(),
  });
  it('ends the open stream of an account when that is disabled, and no other', async () => {
    const leaver = await signInInvited(api, 'member', 'leaver@example.com');
    const stream = await open(cookieOf(leaver));
    const other = await open(cookieOf(admin));
    const users = await api.request.get('/api/v1/users');
    const { id } = users.body.items.find(({ email }: { email: string }) => email === 'leaver@example.com');
    await api.request.patch(`/api/v1/users/${id}`).send({ disabled: true }).expect(200);
    expect(await stream.ended).toBe('ended');
    await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'After' }).expect(201);
    await until(() => other.text().includes('"topic":"sources"'));
    other.close();
  });

  it('says that anything may have changed when its own connection was lost, and goes on', async () => {
    const stream = await open(cookieOf(admin));
    await api.dataSource.query(`select pg_notify('tenken_live', 'no event of ours')`);
    await api.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'tenken-live'`,
    );
    await until(() => stream.text().includes('"topic":"*"'));
    await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'Again' }).expect(201);
    await until(() => stream.text().includes('"topic":"sources"'));
    stream.close();
  });

  it('ends the streams of a browser that signs out or whose session a new password ends, and no other', async () => {
    const person = await signInInvited(api, 'member', 'out@example.com');
    const elsewhere = browserOf(api);
    const credentials = { email: 'out@example.com', password: TEST_PASSWORD };
    await elsewhere.post('/api/v1/session').send(credentials).expect(201);
    const [here, there, other] = await Promise.all([person, elsewhere, admin].map((b) => open(cookieOf(b))));
    await person.delete('/api/v1/session').expect(204);
    expect(await here!.ended).toBe('ended');
    await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'Meanwhile' }).expect(201);
    await until(() => there!.text().includes('"topic":"sources"'));

    const third = browserOf(api);
    await third.post('/api/v1/session').send(credentials).expect(201);
    const passwords = { currentPassword: TEST_PASSWORD, newPassword: 'battery staple horse' };
    await third.post('/api/v1/session/password').send(passwords).expect(204);
    expect(await there!.ended).toBe('ended');
    await until(() => other!.text().includes('"topic":"sources"'));
    // what is between the processes is for no browser
    expect(other!.text()).not.toContain('"topic":"access"');
    other!.close();
  });

  it('ends the stream of a token that is revoked, not that of another one', async () => {
    const make = async () =>
      (await api.request.post('/api/v1/tokens').send({ name: 'Reader', scopes: ['read'] })).body;
    const [revoked, kept] = [await make(), await make()];
    const stream = await open({ authorization: `Bearer ${revoked.token}` });
    const other = await open({ authorization: `Bearer ${kept.token}` });
    await api.request.delete(`/api/v1/tokens/${revoked.item.id}`).expect(204);
    expect(await stream.ended).toBe('ended');
    await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'Later' }).expect(201);
    await until(() => other.text().includes('"topic":"sources"'));
    other.close();
  });
});
