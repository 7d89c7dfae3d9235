import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ChangeEventService } from '../change-events/change-event.service.js';
import { RollupDifferenceReadModel } from '../episodes/rollup-difference.read-model.js';
import { SilenceService } from '../silences/silence.service.js';
import { TruncationService } from '../truncations/truncation.service.js';
import { RetentionService } from './retention.service.js';

const MONTH = 'deliveries_2020_03';

describe('months that are past their time', () => {
  let api: TestApp;
  let reader: pg.Client;
  let retention: RetentionService;
  beforeAll(async () => {
    api = await createTestApp({ EPISODE_RETENTION_DAYS: '180' });
    retention = api.app.get(RetentionService);
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

  const exists = async (name: string) =>
    (await api.dataSource.query(`select to_regclass($1) is not null as "isThere"`, [name]))[0].isThere;
  const send = (fingerprint: string, startsAt: string) =>
    api.request
      .post('/api/v1/ingest/generic')
      .send({ rule: 'R', fingerprint, startsAt, endsAt: new Date(Date.parse(startsAt) + 60_000) });
  const untilRead = () =>
    until(async () => {
      const [row] = await api.dataSource.query(
        `select count(*)::integer as waiting from deliveries where state = 'pending'`,
      );
      return row.waiting === 0;
    });

  /** Drops while deliveries come in one after the other; none of them may wait for it. */
  async function dropWhileSending(startsAt: string) {
    let isDropping = true;
    const dropping = retention.dropOld().finally(() => {
      isDropping = false;
    });
    let slowestMs = 0;
    let sent = 0;
    while (isDropping) {
      const startedMs = performance.now();
      expect((await send(`${startsAt} ${sent}`, startsAt)).status).toBe(202);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
      sent += 1;
    }
    return { ...(await dropping), slowestMs, sent };
  }

  it('wait for whoever reads them, and no delivery waits for either', async () => {
    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from deliveries');
    const { months, isLeft, slowestMs, sent } = await dropWhileSending('2026-11-20T00:00:00Z');
    expect([months, isLeft]).toEqual([[], true]);
    expect(await exists(MONTH)).toBe(true);
    // It waited for two seconds; a delivery behind it would have as well.
    expect(sent).toBeGreaterThan(10);
    expect(slowestMs).toBeLessThan(1500);

    // Half detached is no state that anybody sees, and it is finished when the reader has gone.
    expect((await api.request.get('/api/v1/deliveries')).status).toBe(200);
    await reader.query('commit');
    expect(await retention.dropOld()).toEqual({ months: [MONTH], isLeft: false });
    expect(await exists(MONTH)).toBe(false);
  });

  it('are dropped by one process at a time, also when one died between detaching and dropping', async () => {
    await api.dataSource.query(`select ensure_month_partitions('deliveries', '2020-03-01', '2020-04-01')`);
    await api.dataSource.query('alter table deliveries detach partition deliveries_2020_04');
    const all = await Promise.all([retention.dropOld(), retention.dropOld(), retention.dropOld()]);
    expect(all.flatMap(({ months }) => months).sort()).toEqual([MONTH, 'deliveries_2020_04']);
  });

  it('take episodes, their history and their figures together, while a report reads them and others write them', async () => {
    for (const day of [3, 4, 5]) await send(`old ${day}`, `2021-03-0${day}T00:00:00Z`);
    await send('recent', '2026-11-19T00:00:00Z');
    await untilRead();
    await api.dataSource.query(
      `select ensure_month_partitions('episode_events', '2021-03-01', '2021-03-01')`,
    );
    await api.dataSource.query(
      `insert into episode_events (alert_rule_id, fingerprint, at, digest, kind, source_id, received_at)
       select id, 'old 3', '2021-03-03', 'x', 'note', source_id, now() from alert_rules`,
    );
    const counts = async () =>
      (
        await api.dataSource.query(
          `select (select count(*)::integer from episodes where starts_at < '2022-01-01') as old,
             (select count(*)::integer from episodes where fingerprint = 'recent') as recent,
             (select coalesce(sum(fired), 0)::integer from episode_daily_rollups where day < '2022-01-01') as fired,
             (select coalesce(sum(episodes), 0)::integer from episode_duration_histograms where month < '2022-01-01')
               as in_histogram`,
        )
      )[0];
    const differences = async () => {
      const rules: { id: string }[] = await api.dataSource.query('select id from alert_rules');
      return new RollupDifferenceReadModel().differences(
        api.dataSource.manager,
        rules.map(({ id }) => id),
      );
    };
    expect(await counts()).toEqual({ old: 3, recent: 1, fired: 3, in_histogram: 3 });

    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from episodes');
    const { months, isLeft, slowestMs } = await dropWhileSending('2026-11-18T00:00:00Z');
    expect([months, isLeft]).toEqual([['episode_events_2021_03'], true]);
    expect(slowestMs).toBeLessThan(1500);
    // Half detached: the report goes on, everybody else no longer has the month, rollups included.
    expect((await reader.query('select count(*)::integer as n from episodes')).rows[0].n).toBeGreaterThan(3);
    await untilRead();
    expect(await counts()).toEqual({ old: 0, recent: 1, fired: 0, in_histogram: 0 });
    expect(await differences()).toEqual([]);
    await reader.query('commit');
    expect(await retention.dropOld()).toEqual({ months: ['episodes_2021_03'], isLeft: false });

    // What comes late from that time is taken in as ever, and goes the next time.
    await send('late', '2021-03-09T00:00:00Z');
    await untilRead();
    expect(await counts()).toEqual({ old: 1, recent: 1, fired: 1, in_histogram: 1 });
    expect(await differences()).toEqual([]);
    expect((await retention.dropOld()).months).toEqual(['episodes_2021_03']);
    expect(await counts()).toEqual({ old: 0, recent: 1, fired: 0, in_histogram: 0 });
    expect(await differences()).toEqual([]);
  });

  it('are made once when several processes ask for them at the same time', async () => {
    const clients = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const client = new pg.Client({ connectionString: api.databaseUrl });
        await client.connect();
        // Each remembers that the months are not there.
        await client.query(`select to_regclass('episodes_2031_05'), to_regclass('episodes_2031_06')`);
        return client;
      }),
    );
    const made = await Promise.all(
      clients.map((client) =>
        client.query(`select ensure_month_partitions('episodes', '2031-05-01', '2031-06-01') as made`),
      ),
    );
    expect(made.map(({ rows }) => rows[0].made).reduce((sum, one) => sum + one, 0)).toBe(2);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('take what only says something about them: cut messages, changes, silences that are over', async () => {
    const [old, recent] = [new Date('2021-03-03T00:00:00Z'), new Date('2026-11-19T00:00:00Z')];
    const both = [old, recent];
    const db = api.dataSource.manager;
    await api.app.get(TruncationService, { strict: false }).apply(
      db,
      both.map((receivedAt) => ({ sourceId: '1', deliveryId: '1', receivedAt, alerts: 2 })),
    );
    await api.app.get(ChangeEventService, { strict: false }).apply(
      db,
      '1',
      both.map((at) => ({
        externalId: at.toISOString(),
        at,
        summary: 'deployed',
        service: null,
        url: null,
        detail: {},
      })),
    );
    await api.app.get(SilenceService, { strict: false }).apply(
      db,
      '1',
      [old, recent, null].map((endsAt) => ({
        externalId: String(endsAt?.getTime()),
        matchers: [],
        comment: null,
        createdBy: null,
        startsAt: old,
        endsAt,
        updatedAt: old,
      })),
    );
    await retention.dropOld();
    const [kept] = await api.dataSource.query(
      `select (select array_agg(received_at) from truncations) as truncations,
         (select array_agg(at) from change_events) as changes,
         (select array_agg(ends_at order by ends_at) from silences) as silences`,
    );
    expect(kept).toEqual({ truncations: [recent], changes: [recent], silences: [recent, null] });
  });
});
