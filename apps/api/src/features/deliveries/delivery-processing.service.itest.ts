import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { PartitionService } from './partition.service.js';
import { RetentionService } from './retention.service.js';

describe('working off deliveries', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    await api.dataSource.query(`
      create function refuse_poison() returns trigger language plpgsql as $$
      begin
        if new.fingerprint = 'poison' then raise exception 'no room for poison'; end if;
        return new;
      end $$`);
    await api.dataSource.query(
      `create trigger refuse_poison before insert on episodes for each row execute function refuse_poison()`,
    );
  });
  afterAll(() => api.close());

  const send = async (fingerprint: string): Promise<string> => {
    const answer = await api.request
      .post('/api/v1/ingest/generic')
      .send({ rule: 'R', fingerprint, startsAt: '2026-11-20T00:00:00Z' });
    expect(answer.status).toBe(202);
    return answer.body.deliveryId;
  };
  const row = async (id: string) => (await api.request.get(`/api/v1/deliveries/${id}`)).body;
  const delivered = (id: string, holds: (delivery: { state: string; attempts: number }) => boolean) =>
    until(
      async () => {
        const delivery = await row(id);
        return holds(delivery) ? delivery : null;
      },
      { missing: () => row(id) },
    );

  it('lets one that fails stop no other, tries it again, gives up with the reason, and replays it once mended', async () => {
    const ids = await Promise.all(['a', 'poison', 'b'].map(send));
    const [a, poison, b] = ids as [string, string, string];
    await delivered(a, ({ state }) => state === 'done');
    await delivered(b, ({ state }) => state === 'done');
    const failed = await delivered(poison, ({ attempts }) => attempts === 1);
    expect(failed).toMatchObject({
      state: 'pending',
      errorCode: 'processing_failed',
      errorDetail: 'Applying it failed: no room for poison',
    });
    expect(Date.parse(failed.nextAttemptAt)).toBeGreaterThan(Date.now() - 500);
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await api.dataSource.query(`update deliveries set next_attempt_at = now() where id = $1`, [poison]);
      await delivered(poison, ({ attempts }) => attempts === attempt);
    }
    expect(await row(poison)).toMatchObject({ state: 'quarantined', attempts: 5 });

    await api.dataSource.query('drop trigger refuse_poison on episodes');
    await api.request.post(`/api/v1/deliveries/${poison}/replay`).expect(200);
    expect(await delivered(poison, ({ state }) => state === 'done')).toMatchObject({
      attempts: 1,
      errorCode: null,
      result: { episodes: { created: 1 } },
    });
  });

  it('takes what another process left pending', async () => {
    const [{ id: sourceId }] = await api.dataSource.query(`select id from sources limit 1`);
    const [{ id }] = await api.dataSource.query(
      `insert into deliveries (source_id, adapter, body) values ($1, 'generic', $2) returning id`,
      [sourceId, Buffer.from('{"rule": "Left", "startsAt": "2026-11-20T00:00:00Z"}')],
    );
    expect(await delivered(id, ({ state }) => state === 'done')).toMatchObject({
      result: { episodes: { created: 1 } },
    });
  });

  it('ends what was not refreshed, and takes it back when a refresh comes late', async () => {
    const episodes = api.app.get(EpisodeService);
    const [{ id: sourceId }] = await api.dataSource.query(`select id from sources limit 1`);
    const startsAt = new Date('2026-11-20T00:00:00Z');
    const promised = new Date('2026-11-20T00:05:00Z');
    const base = { ruleUid: 'E', ruleName: 'E', fingerprint: 'e', labels: {}, annotations: {}, startsAt };
    const apply = (expectedEndAt: Date) =>
      api.dataSource.transaction((db) =>
        episodes.applyTransitions(db, sourceId, [{ ...base, expectedEndAt, receivedAt: startsAt }]),
      );
    const sweep = (now: string) =>
      api.dataSource.transaction((db) => episodes.expireOverdue(db, new Date(now)));
    const state = async () =>
      (await api.dataSource.query(`select ends_at, end_reason from episodes where fingerprint = 'e'`))[0];

    await apply(promised);
    expect(await sweep('2026-11-20T00:05:09Z')).toBe(0);
    expect(await sweep('2026-11-20T00:05:11Z')).toBe(1);
    expect(await state()).toEqual({ ends_at: promised, end_reason: 'expired' });
    expect(await sweep('2026-11-20T00:06:00Z')).toBe(0);
    await apply(new Date('2026-11-20T00:09:00Z'));
    expect(await state()).toEqual({ ends_at: null, end_reason: null });
    const [rollup] = await api.dataSource.query(
      `select d.fired, d.ended, d.fleeting, (select sum(episodes)::integer from episode_duration_histograms h
         where h.alert_rule_id = d.alert_rule_id) as in_histogram
       from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id where r.uid = 'E'`,
    );
    expect(rollup).toEqual({ fired: 1, ended: 0, fleeting: 0, in_histogram: 0 });
  });

  it('makes partitions ahead, and drops raw bodies that are past their time, never episodes', async () => {
    const partitions = api.app.get(PartitionService);
    await api.dataSource.query(
      `select ensure_month_partitions('deliveries', '2020-01-15', '2020-02-01'),
         ensure_month_partitions('episodes', '2020-01-01', '2020-01-01')`,
    );
    await api.dataSource.query(
      `insert into deliveries (received_at, source_id, adapter, body, state) values ('2020-01-31', 1, 'generic', '', 'done')`,
    );
    const retention = api.app.get(RetentionService);
    expect((await retention.dropOld()).months).toEqual(['deliveries_2020_01', 'deliveries_2020_02']);
    expect((await retention.dropOld()).months).toEqual([]);
    await partitions.ensure();
    const names: { name: string }[] = await api.dataSource.query(
      `select relname as name from pg_class where relname in ('episodes_2020_01', 'deliveries_2020_01')`,
    );
    expect(names).toEqual([{ name: 'episodes_2020_01' }]);
  });
});
