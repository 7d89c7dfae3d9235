import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { PartitionService } from './partition.service.js';

const MONTH = 'deliveries_2020_03';

describe('months that are past their time', () => {
  let api: TestApp;
  let reader: pg.Client;
  beforeAll(async () => {
    api = await createTestApp();
    reader = new pg.Client({ connectionString: api.databaseUrl });
    await reader.connect();
    await api.dataSource.query(`select ensure_month_partitions('deliveries', '2020-03-01', '2020-03-01')`);
    await api.dataSource.query(
      `insert into deliveries (received_at, source_id, adapter, body, state)
       select '2020-03-05', 1, 'generic', '', 'done' from generate_series(1, 100)`,
    );
  });
  afterAll(async () => {
    await reader.end();
    await api.close();
  });

  const exists = async () =>
    (await api.dataSource.query(`select to_regclass($1) is not null as "isThere"`, [MONTH]))[0].isThere;

  it('wait for whoever reads them, and no delivery waits for either', async () => {
    const partitions = api.app.get(PartitionService);
    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from deliveries');

    let isDropping = true;
    const dropping = partitions.dropOld().finally(() => {
      isDropping = false;
    });
    let slowestMs = 0;
    let sent = 0;
    while (isDropping) {
      const startedMs = performance.now();
      const answer = await api.request
        .post('/api/v1/ingest/generic')
        .send({ rule: 'R', fingerprint: `f${sent}`, startsAt: '2026-11-20T00:00:00Z' });
      expect(answer.status).toBe(202);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
      sent += 1;
    }
    expect(await dropping).toEqual([]);
    expect(await exists()).toBe(true);
    // It waited for two seconds; a delivery behind it would have as well.
    expect(sent).toBeGreaterThan(10);
    expect(slowestMs).toBeLessThan(1500);

    // Half detached is no state that anybody sees, and it is finished when the reader has gone.
    expect((await api.request.get('/api/v1/deliveries')).status).toBe(200);
    await reader.query('commit');
    expect(await partitions.dropOld()).toEqual([MONTH]);
    expect(await exists()).toBe(false);
  });

  it('are dropped by one process at a time, also when one died between detaching and dropping', async () => {
    const partitions = api.app.get(PartitionService);
    await api.dataSource.query(`select ensure_month_partitions('deliveries', '2020-03-01', '2020-04-01')`);
    await api.dataSource.query('alter table deliveries detach partition deliveries_2020_04');
    const all = await Promise.all([partitions.dropOld(), partitions.dropOld(), partitions.dropOld()]);
    expect(all.flat().sort()).toEqual([MONTH, 'deliveries_2020_04']);
  });
});
