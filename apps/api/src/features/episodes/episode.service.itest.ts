import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../database/test-database.js';
import { rebuildRollups } from './episode-rebuild.rollup.js';
import type { EpisodeTransition } from './episode-transition.js';
import { newEpisodeServices } from './test-episode-services.js';

const newService = () => newEpisodeServices().episodes;

const EPOCH = Date.parse('2026-10-31T22:30:00Z');
const at = (minutes: number) => new Date(EPOCH + minutes * 60_000);

const transition: fc.Arbitrary<EpisodeTransition> = fc
  .record({
    rule: fc.constantFrom('HighLatency', 'DiskFull'),
    fingerprint: fc.constantFrom('a', 'b'),
    // over midnight and over the end of a month
    start: fc.constantFrom(0, 100, 200),
    end: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
    endReason: fc.constantFrom('resolved' as const, 'expired' as const, 'closed' as const),
    expected: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
    acknowledged: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
    acknowledgedBy: fc.constantFrom('ann', 'ben', null),
    notified: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
    severity: fc.constantFrom('page', 'ticket', null),
    service: fc.constantFrom('checkout', 'search', null),
  })
  .map((some) => ({
    ruleUid: some.rule,
    ruleName: some.rule,
    fingerprint: some.fingerprint,
    service: some.service,
    severity: some.severity,
    startsAt: at(some.start),
    endsAt: some.end === null ? null : at(some.start + some.end),
    endReason: some.endReason,
    expectedEndAt: some.expected === null ? null : at(some.start + some.expected),
    acknowledgedAt: some.acknowledged === null ? null : at(some.start + some.acknowledged),
    acknowledgedBy: some.acknowledgedBy,
    notifiedAt: some.notified === null ? null : at(some.start + some.notified),
    labels: { team: some.severity ?? '' },
    annotations: {},
    receivedAt: at(0),
  }));

// Each message has its own time of receipt, as the inbox gives them.
const messages = fc
  .array(transition, { minLength: 1, maxLength: 14 })
  .map((list) => list.map((one, index) => ({ ...one, receivedAt: new Date(EPOCH + 3_600_000 + index) })));

describe('EpisodeService', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.dataSource.query(`insert into sources (kind, key, name) values ('generic', 'one', 'One')`);
  });
  afterAll(() => database.drop());
  beforeEach(() =>
    database.dataSource.query(
      'truncate episodes, episode_daily_rollups, episode_weekly_rollups, episode_duration_histograms, counted_episode_days, uncounted_episode_days',
    ),
  );

  const apply = (batch: EpisodeTransition[], service = newService()) =>
    database.dataSource.transaction((db) => service.applyTransitions(db, '1', batch));
  const rows = async () =>
    database.dataSource.query(
      `select r.uid, e.fingerprint, e.starts_at, s.key as service, e.severity, e.ends_at, e.end_reason, e.expected_end_at,
         e.acknowledged_at, e.acknowledged_by, e.notified_at, e.received_at, e.described_at, e.labels
       from episodes e join alert_rules r on r.id = e.alert_rule_id left join services s on s.id = e.service_id
       order by 1, 2, 3`,
    );
  const rollups = async () => ({
    daily: await database.dataSource.query(
      `select alert_rule_id, day, fired, pages, ended, acknowledged, self_resolved, fleeting,
         round(duration_seconds::numeric, 3) as duration_seconds, fired_by_hour, pages_by_hour
       from episode_daily_rollups order by 1, 2`,
    ),
    histogram: await database.dataSource.query(
      `select * from episode_duration_histograms where episodes <> 0 order by 1, 2, 3`,
    ),
  });
  const ruleIds = async () =>
    (await database.dataSource.query(`select id from alert_rules`)).map((row: { id: string }) => row.id);

  it('ends in the same rows and rollups in every order, grouping and repetition, and the rollups are those of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        messages,
        fc.infiniteStream(fc.nat({ max: 1000 })),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 14, maxLength: 14 }),
        async (list, keys, sizes) => {
          await database.dataSource.query(
            'truncate episodes, episode_daily_rollups, episode_weekly_rollups, episode_duration_histograms, counted_episode_days, uncounted_episode_days',
          );
          await apply(list);
          const expected = { rows: await rows(), ...(await rollups()) };
          await database.dataSource.query(
            'truncate episodes, episode_daily_rollups, episode_weekly_rollups, episode_duration_histograms, counted_episode_days, uncounted_episode_days',
          );

          const shuffled = [...list, ...list.slice(0, 3)]
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const service = newService();
          for (const size of sizes) await apply(shuffled.splice(0, size), service);
          await apply(shuffled, service);
          expect({ rows: await rows(), ...(await rollups()) }).toEqual(expected);

          const ids = await ruleIds();
          await database.dataSource.transaction((db) => rebuildRollups(db, ids));
          expect(await rollups()).toEqual({ daily: expected.daily, histogram: expected.histogram });
        },
      ),
      { numRuns: 60 },
    );
  }, 600_000);

  const one: EpisodeTransition = {
    ruleUid: 'HighLatency',
    ruleName: 'HighLatency',
    fingerprint: 'f',
    service: 'checkout',
    severity: 'page',
    startsAt: at(0),
    labels: { alertname: 'HighLatency' },
    annotations: {},
    receivedAt: at(1),
  };

  it('counts what it did, and the same again changes nothing', async () => {
    expect(await apply([one, one])).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await apply([{ ...one, receivedAt: at(5) }])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await apply([{ ...one, endsAt: at(2), receivedAt: at(6) }])).toEqual({
      created: 0,
      updated: 1,
      unchanged: 0,
    });
    expect((await rollups()).daily).toMatchObject([
      { fired: 1, ended: 1, fleeting: 1, duration_seconds: '120.000' },
    ]);
  });

  it('finds its rules again after a transaction that discovered them was rolled back', async () => {
    const service = newService();
    const fresh = { ...one, ruleUid: 'Fresh', ruleName: 'Fresh', service: 'fresh service' };
    await expect(
      database.dataSource.transaction(async (db) => {
        await service.applyTransitions(db, '1', [fresh]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await apply([fresh], service)).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await rows()).toMatchObject([{ uid: 'Fresh', service: 'fresh-service' }]);
  });

  it('counts every episode once when many write the same rules at the same time', async () => {
    const services = [newService(), newService(), newService()];
    const batches = Array.from({ length: 12 }, (_, batch) =>
      Array.from({ length: 40 }, (_, index) => ({
        ...one,
        ruleUid: `Rule${(index * 7 + batch) % 10}`,
        ruleName: 'Rule',
        fingerprint: `f${index % 20}`,
        startsAt: at(index % 3),
        endsAt: at((index % 3) + (batch % 5)),
        receivedAt: at(100 + batch),
      })),
    );
    await Promise.all(batches.map((batch, index) => apply(batch, services[index % 3])));
    const before = await rollups();
    const ids = await ruleIds();
    await database.dataSource.transaction((db) => rebuildRollups(db, ids));
    expect(await rollups()).toEqual(before);
    const fired = before.daily.reduce((sum: number, row: { fired: number }) => sum + row.fired, 0);
    expect(fired).toBe((await rows()).length);
  });

  it('refuses an end before its start', async () => {
    await expect(apply([{ ...one, endsAt: at(-1) }])).rejects.toMatchObject({ code: 'invalid_field' });
  });
});
