import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { browserOf, signInFirstAdmin, TEST_PASSWORD } from './test-people.js';

describe('throttled sign-in', () => {
  let api: TestApp;
  let now = new Date();
  beforeAll(async () => {
    api = await createTestApp();
    await signInFirstAdmin(api);
  });
  afterAll(() => api.close());
  afterEach(async () => {
    jest.restoreAllMocks();
    await api.dataSource.query('delete from sign_in_throttles');
  });

  const attempt = (email: string, password: string) =>
    browserOf(api).post('/api/v1/session').send({ email, password });
  const standStill = () => {
    now = new Date();
    jest.spyOn(api.app.get(Clock), 'now').mockImplementation(() => now);
  };
  const fail = async (email: string, times: number) => {
    for (let i = 0; i < times; i += 1) await attempt(email, 'wrong password 1').expect(401);
  };

  it.each(['admin@example.com', 'nobody@example.com'])(
    'blocks %s after ten failures for a minute, then for longer, and says how long',
    async (email) => {
      standStill();
      await fail(email, 10);
      const blocked = await attempt(email, TEST_PASSWORD);
      expect([blocked.status, blocked.body.code, blocked.headers['retry-after']]).toEqual([
        429,
        'too_many_attempts',
        '60',
      ]);
      now = new Date(now.getTime() + 61_000);
      await fail(email, 1);
      expect((await attempt(email, 'wrong password 1')).headers['retry-after']).toBe('120');
    },
  );

  it('starts afresh with the right password', async () => {
    await fail('admin@example.com', 9);
    await attempt('admin@example.com', TEST_PASSWORD).expect(201);
    await fail('admin@example.com', 9);
    await attempt('admin@example.com', TEST_PASSWORD).expect(201);
  });

  it('does not let a crowd of attempts at once through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => attempt('x@example.com', 'wrong password 1')),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('counts an address over all accounts', async () => {
    await api.dataSource.query(
      `insert into sign_in_throttles (key, failures, window_started_at) values ('address:127.0.0.1', 49, now())`,
    );
    await fail('one@example.com', 1);
    await attempt('two@example.com', 'wrong password 1').expect(429);
    const [entry] = await api.dataSource.query(`select * from audit_log where action = 'sign_in_blocked'`);
    expect(entry.subject_id).toBe('127.0.0.1');
  });
});
