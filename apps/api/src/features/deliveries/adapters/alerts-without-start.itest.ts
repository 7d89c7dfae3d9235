import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../../http/test-app.js';

/** Senders to the drop-in receiver that leave `startsAt` out, as curl and small scripts do. */
describe('alerts without a start', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const send = async (alert: object): Promise<void> => {
    await api.request
      .post('/compat/alertmanager/api/v2/alerts')
      .send([{ labels: { alertname: 'Backup', host: 'db' }, ...alert }])
      .expect(200);
    await until(async () => {
      const [{ n }] = await api.dataSource.query(
        `select count(*)::integer as n from deliveries where state = 'pending'`,
      );
      return n === 0;
    });
  };
  const episodes = (): Promise<{ starts_at: Date; ends_at: Date | null }[]> =>
    api.dataSource.query(`select starts_at, ends_at from episodes order by starts_at`);

  it('are one episode until they end, and end one that was told with a start', async () => {
    await send({});
    await send({});
    const [first, ...others] = await episodes();
    expect(others).toEqual([]);
    expect(first!.ends_at).toBeNull();

    await send({ endsAt: new Date().toISOString() });
    expect(await episodes()).toEqual([{ starts_at: first!.starts_at, ends_at: expect.any(Date) }]);

    // it fires anew: another episode
    await send({});
    expect(await episodes()).toHaveLength(2);

    const labels = { alertname: 'Backup', host: 'web' };
    const [startsAt, endsAt] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 60_000)];
    await send({ labels, startsAt: startsAt.toISOString() });
    await send({ labels, endsAt: endsAt.toISOString() });
    const web = await api.dataSource.query(
      `select starts_at, ends_at from episodes where labels->>'host' = 'web'`,
    );
    expect(web).toEqual([{ starts_at: startsAt, ends_at: endsAt }]);
  });
});
