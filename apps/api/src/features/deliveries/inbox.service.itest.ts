import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pause, until } from '../../clock/test-until.js';
import { readEnv } from '../../config/env.js';
import { createApp } from '../../create-app.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DeliveryWorkerService } from './delivery-worker.service.js';

const MIB = 1_048_576;

describe('the inbox', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => api.close());

  const send = (body: object) => api.request.post('/api/v1/ingest/generic').send(body);
  const count = async (state: string): Promise<number> =>
    (await api.dataSource.query(`select count(*)::integer as n from deliveries where state = $1`, [state]))[0]
      .n;

  it('refuses what it would have to hold in memory while the database is slow, and keeps what it took', async () => {
    const repository = api.app.get(DeliveryRepository);
    const insert = repository.insert.bind(repository);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const inserts = jest.spyOn(repository, 'insert').mockImplementation(async (...args) => {
      await held;
      return insert(...args);
    });
    const big = { rule: 'Big', note: 'x'.repeat(7 * MIB) };
    // Two inserts are on their way; what follows waits for one of them.
    const first = [send(big).then()];
    await until(async () => inserts.mock.calls.length === 1);
    first.push(send(big).then());
    await until(async () => inserts.mock.calls.length === 2);
    const answers = await Promise.all([
      ...Array.from({ length: 14 }, async () => {
        const answer = await send(big);
        // Only a refusal comes while nothing can be written.
        if (answer.status === 503) release();
        return answer;
      }),
      ...first,
    ]);
    const taken = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status === 503);
    expect(taken.length + refused.length).toBe(16);
    // 64 MiB may wait: nine of these, beside those that are being written.
    expect(taken.length).toBeGreaterThanOrEqual(9);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const { body, headers } of refused)
      expect([body.code, headers['retry-after']]).toEqual(['inbox_full_memory', '5']);
    await until(async () => (await count('pending')) === 0);
    const [row] = await api.dataSource.query(`select count(*)::integer as n from deliveries`);
    expect(row.n).toBe(taken.length);
    expect((await send({ rule: 'After' })).status).toBe(202);
  }, 240_000);

  it('wakes the worker of another process, which need not wait for its clock', async () => {
    let other: NestFastifyApplication | null = null;
    try {
      const env = readEnv({ LOG_LEVEL: 'error', DATABASE_POOL_SIZE: '5' });
      other = await createApp(env, api.databaseUrl, ['error', 'fatal']);
      await other.init();
      const worker = other.get(DeliveryWorkerService);
      // Its clock is stopped: it looks when it is told to, or not at all.
      const sleeper = worker as unknown as { pause(ms: number): Promise<void> };
      const wait = sleeper.pause.bind(worker);
      const sleeping = jest.spyOn(sleeper, 'pause').mockImplementation(() => wait(120_000));
      await until(async () => sleeping.mock.calls.length >= 2);
      // Nobody reads where the delivery comes in.
      await api.app.get(DeliveryWorkerService).beforeApplicationShutdown();
      const before = worker.processed;
      for (let sent = 1; sent <= 5; sent += 1) {
        // Others are told five times a second at most.
        await pause(250);
        const startsAt = '2026-11-20T00:00:00Z';
        expect((await send({ rule: 'Woken', fingerprint: `f${sent}`, startsAt })).status).toBe(202);
        await until(async () => worker.processed === before + sent);
      }
      expect(await count('pending')).toBe(0);
    } finally {
      await other?.close();
    }
  }, 240_000);
});
