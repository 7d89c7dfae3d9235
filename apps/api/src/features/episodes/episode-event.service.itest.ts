import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../database/test-database.js';
import type { EpisodeEvent, EpisodeEventKind } from './episode-event.js';
import { rebuildRollups } from './episode-rebuild.rollup.js';
import type { EpisodeTransition } from './episode-transition.js';
import { newEpisodeServices } from './test-episode-services.js';

const EPOCH = Date.parse('2026-10-31T23:50:00Z');
const at = (minutes: number) => new Date(EPOCH + minutes * 60_000);

type Message = { event: EpisodeEvent } | { transition: EpisodeTransition };

const said = fc.record({
  rule: fc.constantFrom('Mixed', 'Told'),
  fingerprint: fc.constantFrom('a', 'b'),
  // over midnight and over the end of a month
  minute: fc.integer({ min: 0, max: 20 }),
  severity: fc.constantFrom('page', 'ticket', null),
  service: fc.constantFrom('checkout', null),
  length: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
  notified: fc.boolean(),
});
const kinds: EpisodeEventKind[] = [
  'firing',
  'firing',
  'ok',
  'reopened',
  'acknowledged',
  'silenced',
  'severity_changed',
  'no_data',
];
const event: fc.Arbitrary<Message> = fc
  .tuple(said, fc.constantFrom(...kinds), fc.boolean())
  .map(([one, kind, isKeyed]) => ({
    event: {
      // some senders do not name the rule after the beginning
      ruleUid: isKeyed && kind !== 'firing' && kind !== 'reopened' ? '' : one.rule,
      ruleName: one.rule,
      fingerprint: one.fingerprint,
      startsAt: null,
      kind,
      at: at(one.minute),
      by: one.severity,
      notifiedAt: one.notified ? at(one.minute) : null,
      expectedEndAt: one.length === null ? null : at(one.minute + one.length),
      service: one.service,
      severity: one.severity,
      labels: {},
      annotations: {},
      receivedAt: at(0),
    },
  }));
const transition: fc.Arbitrary<Message> = said.map((one) => ({
  transition: {
    ruleUid: 'Mixed',
    ruleName: 'Mixed',
    fingerprint: one.fingerprint,
    startsAt: at(one.minute - (one.minute % 5)),
    endsAt: one.length === null ? null : at(one.minute + one.length),
    notifiedAt: one.notified ? at(one.minute) : null,
    severity: one.severity,
    service: one.service,
    labels: {},
    annotations: {},
    receivedAt: at(0),
  },
}));
const messages = fc
  .array(fc.oneof({ arbitrary: event, weight: 4 }, { arbitrary: transition, weight: 1 }), {
    minLength: 1,
    maxLength: 16,
  })
  .map((list) =>
    list.map((message, index): Message => {
      const receivedAt = new Date(EPOCH + 3_600_000 + index);
      return 'event' in message
        ? { event: { ...message.event, receivedAt } }
        : { transition: { ...message.transition, receivedAt } };
    }),
  );

describe('EpisodeEventService', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.dataSource.query(
      `insert into sources (kind, key, name) values ('pagerduty-events', 'one', 'One'), ('generic', 'two', 'Two')`,
    );
    await database.dataSource.query(`insert into incidents (title) values ('Down')`);
  });
  afterAll(() => database.drop());
  const clear = () =>
    database.dataSource.query(
      `truncate episodes, episode_events, episode_daily_rollups, episode_weekly_rollups, episode_duration_histograms, counted_episode_days, uncounted_episode_days;
       delete from alert_rules`,
    );
  beforeEach(clear);

  const apply = (batch: readonly Message[], services = newEpisodeServices(), sourceId = '1') =>
    database.dataSource.transaction(async (db) => {
      const transitions = batch.flatMap((one) => ('transition' in one ? [one.transition] : []));
      const events = batch.flatMap((one) => ('event' in one ? [one.event] : []));
      await services.episodes.applyTransitions(db, sourceId, transitions);
      return (await services.events.applyEvents(db, sourceId, [events]))[0]!;
    });
  const rows = () =>
    database.dataSource.query(
      `select r.uid, e.fingerprint, e.starts_at, e.ends_at, e.end_reason, e.expected_end_at, e.acknowledged_at,
         e.acknowledged_by, e.notified_at, e.suppressed_at, e.suppressed_by, e.severity, s.key as service,
         e.received_at, e.described_at, e.is_folded, e.stated is not null as is_changed
       from episodes e join alert_rules r on r.id = e.alert_rule_id left join services s on s.id = e.service_id
       order by 1, 2, 3`,
    );
  const rollups = async () => ({
    daily: await database.dataSource.query(
      `select r.uid, d.day, fired, pages, ended, acknowledged, self_resolved, fleeting,
         round(duration_seconds::numeric, 3) as duration_seconds, fired_by_hour, pages_by_hour
       from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id
       where fired <> 0 or duration_seconds > 0.001 order by 1, 2`,
    ),
    histogram: await database.dataSource.query(
      `select r.uid, month, bucket, episodes from episode_duration_histograms h
       join alert_rules r on r.id = h.alert_rule_id where episodes <> 0 order by 1, 2, 3`,
    ),
  });
  const ledger = () =>
    database.dataSource.query(
      `select r.uid, e.fingerprint, e.at, e.kind, e.received_at from episode_events e
       left join alert_rules r on r.id = e.alert_rule_id order by 1, 2, 3, 4, 5`,
    );
  const everything = async () => ({ rows: await rows(), ledger: await ledger(), ...(await rollups()) });

  it('ends in the same episodes, rollups and histograms in every order, repetition and grouping of late, repeated, contradicting transitions and events', async () => {
    await fc.assert(
      fc.asyncProperty(
        messages,
        fc.infiniteStream(fc.nat({ max: 1000 })),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 16, maxLength: 16 }),
        async (list, keys, sizes) => {
          await clear();
          await apply(list);
          const expected = await everything();
          await clear();
          const services = newEpisodeServices();
          const shuffled = [...list, ...list.slice(0, 5)]
            .map((message) => ({ message, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ message }) => message);
          for (let from = 0, batch = 0; from < shuffled.length; batch += 1) {
            const size = sizes[batch % sizes.length]!;
            await apply(shuffled.slice(from, from + size), services);
            from += size;
          }
          expect(await everything()).toEqual(expected);
          const ids = (await database.dataSource.query(`select id from alert_rules`)).map(
            ({ id }: { id: string }) => id,
          );
          const kept = await rollups();
          await database.dataSource.transaction((db) => rebuildRollups(db, ids));
          expect(await rollups()).toEqual(kept);
        },
      ),
      { numRuns: 100 },
    );
  }, 600_000);

  const base = {
    ruleUid: 'R',
    ruleName: 'R',
    fingerprint: 'f',
    startsAt: null,
    labels: {},
    annotations: {},
  };
  const tell = (kind: EpisodeEventKind, minute: number, more: Partial<EpisodeEvent> = {}): Message => ({
    event: { ...base, kind, at: at(minute), receivedAt: at(minute + 1), ...more },
  });
  const state = (start: number, end: number | null, more: Partial<EpisodeTransition> = {}): Message => ({
    transition: {
      ...base,
      startsAt: at(start),
      endsAt: end === null ? null : at(end),
      receivedAt: at(30),
      ...more,
    },
  });
  const spans = async () =>
    (await rows()).map((row: { starts_at: Date; ends_at: Date | null }) => [
      (row.starts_at.getTime() - EPOCH) / 60_000,
      row.ends_at === null ? null : (row.ends_at.getTime() - EPOCH) / 60_000,
    ]);

  it('moves a start, splits and merges episodes when an event comes late, with what people attached to them', async () => {
    await apply([tell('firing', 10), tell('ok', 15)]);
    const [{ id: ruleId }] = await database.dataSource.query(`select id from alert_rules where uid = 'R'`);
    await database.dataSource.query(
      `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict) values ($1, 'f', $2, 'no_action')`,
      [ruleId, at(10)],
    );
    await database.dataSource.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
       values (1, $1, 'f', $2, 'confirmed')`,
      [ruleId, at(10)],
    );
    await database.dataSource.query(`insert into services (key, name) values ('gap', 'Gap')`);
    await database.dataSource.query(
      `insert into coverage_gaps (service_id, signal, closing_alert_rule_id, proven_fingerprint, proven_at)
       select id, 'errors', $1, 'f', $2 from services where key = 'gap'`,
      [ruleId, at(10)],
    );
    const attached = async () =>
      (
        await database.dataSource.query(
          `select (select starts_at from verdicts where is_current) as verdict,
             (select starts_at from episode_incident_links) as link, (select proven_at from coverage_gaps) as proof`,
        )
      )[0];

    const moved = await apply([tell('firing', 6)]);
    expect(moved).toEqual({ created: 1, unchanged: 0, episodes: { created: 1, updated: 1 } });
    expect(await spans()).toEqual([[6, 15]]);
    expect(await attached()).toEqual({ verdict: at(6), link: at(6), proof: at(6) });

    await apply([tell('ok', 8)]);
    expect(await spans()).toEqual([
      [6, 8],
      [10, 15],
    ]);
    expect(await attached()).toEqual({ verdict: at(6), link: at(6), proof: at(6) });
    expect(
      (await rollups()).daily.reduce((sum: number, { fired }: { fired: number }) => sum + fired, 0),
    ).toBe(2);

    // both have a verdict; then the earlier beginning shows that they are one: the later verdict counts
    await database.dataSource.query(
      `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict, decided_at)
       values ($1, 'f', $2, 'actionable', now() + interval '1 minute')`,
      [ruleId, at(10)],
    );
    await apply([tell('firing', 8)]);
    expect(await spans()).toEqual([
      [6, 8],
      [8, 15],
    ]);
    const verdicts = await database.dataSource.query(
      `select starts_at, verdict from verdicts where is_current order by starts_at`,
    );
    expect(verdicts).toEqual([
      { starts_at: at(6), verdict: 'no_action' },
      { starts_at: at(8), verdict: 'actionable' },
    ]);
    await database.dataSource.query(`delete from verdicts; delete from coverage_gaps;
      delete from episode_incident_links`);
  });

  it('keeps one current verdict, and the decided link, when two episodes turn out to be one', async () => {
    await apply([tell('firing', 2, { expectedEndAt: at(4) }), tell('firing', 8)]);
    expect(await spans()).toEqual([
      [2, 4],
      [8, null],
    ]);
    const [{ id: ruleId }] = await database.dataSource.query(`select id from alert_rules where uid = 'R'`);
    for (const [minute, verdict, status] of [
      [2, 'no_action', 'suggested'],
      [8, 'actionable', 'confirmed'],
    ] as const) {
      await database.dataSource.query(
        `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict, decided_at)
         values ($1, 'f', $2, $3, $2)`,
        [ruleId, at(minute), verdict],
      );
      await database.dataSource.query(
        `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
         values (1, $1, 'f', $2, $3)`,
        [ruleId, at(minute), status],
      );
    }
    await apply([tell('firing', 3, { expectedEndAt: at(9) })]);
    expect(await spans()).toEqual([[2, null]]);
    const found = await database.dataSource.query(
      `select v.starts_at, v.verdict, l.starts_at as linked, l.status from verdicts v, episode_incident_links l
       where v.is_current`,
    );
    expect(found).toEqual([{ starts_at: at(2), verdict: 'actionable', linked: at(2), status: 'confirmed' }]);
    await database.dataSource.query(`delete from verdicts; delete from episode_incident_links`);
  });

  it('finds the rule of an event by its fingerprint, whichever comes first, and only in its source', async () => {
    await apply([tell('acknowledged', 3, { ruleUid: '', by: 'ann' })]);
    expect(await rows()).toEqual([]);
    await apply([tell('firing', 1)], newEpisodeServices(), '2');
    await apply([tell('firing', 1)]);
    await apply([tell('ok', 5, { ruleUid: '' })]);
    const found: { acknowledged_by: string | null }[] = await rows();
    expect(found.map((row) => row.acknowledged_by).sort()).toEqual(['ann', null]);
    expect((await spans()).sort()).toEqual([
      [1, null],
      [1, 5],
    ]);
  });

  it('lets two senders of one alert overlap: one ends it while the other still fires', async () => {
    // two Alertmanagers of one source: same fingerprint and start, the later end stands in either order
    for (const order of [
      [state(1, 4), state(1, 9)],
      [state(1, 9), state(1, 4)],
    ]) {
      await clear();
      for (const one of order) await apply([one]);
      expect(await spans()).toEqual([[1, 9]]);
    }
    // two sources have rules of their own: neither ends the other's
    await clear();
    await apply([state(1, 4)]);
    await apply([state(1, null)], newEpisodeServices(), '2');
    expect(await spans()).toEqual([
      [1, 4],
      [1, null],
    ]);
    // two senders whose clocks differ, without a start: one ends it, the other's next word begins anew
    await clear();
    await apply([tell('firing', 1), tell('firing', 2), tell('ok', 5), tell('firing', 6), tell('ok', 8)]);
    expect(await spans()).toEqual([
      [1, 5],
      [6, 8],
    ]);
  });

  it('refreshes and ends an open episode that a transition stated, and takes an expiry back', async () => {
    await apply([state(1, null, { expectedEndAt: at(6) })]);
    await database.dataSource.transaction((db) => newEpisodeServices().episodes.expireOverdue(db, at(10)));
    expect(await spans()).toEqual([[1, 6]]);
    await apply([tell('firing', 4, { expectedEndAt: at(9) })]);
    expect(await spans()).toEqual([[1, null]]);
    await apply([tell('ok', 8)]);
    expect(await spans()).toEqual([[1, 8]]);
  });

  it('stores history of episodes that transitions state, once, and changes nothing else by it', async () => {
    const note: Message = tell('note', 3, { startsAt: at(1), by: 'ann', detail: { text: 'looking' } });
    await apply([state(1, null)]);
    expect(await apply([note, note])).toMatchObject({
      created: 1,
      unchanged: 1,
      episodes: { created: 0, updated: 0 },
    });
    expect(await apply([note])).toMatchObject({ created: 0, unchanged: 1 });
    expect(await ledger()).toHaveLength(1);
    const [rule] = await database.dataSource.query(`select is_folded from alert_rules`);
    expect(rule).toEqual({ is_folded: false });
  });

  it('gives the same episodes when many say things of the same alerts at the same time', async () => {
    const list = Array.from({ length: 120 }, (_, index) =>
      tell(index % 3 === 2 ? 'ok' : 'firing', index % 17, {
        ruleUid: `R${index % 4}`,
        fingerprint: `f${index % 5}`,
      }),
    );
    await apply(list);
    const expected = await everything();
    await clear();
    const services = [newEpisodeServices(), newEpisodeServices(), newEpisodeServices()];
    await Promise.all(
      Array.from({ length: 12 }, (_, part) =>
        apply(
          list.filter((_message, index) => index % 12 === part),
          services[part % 3],
        ),
      ),
    );
    expect(await everything()).toEqual(expected);
  });
});
