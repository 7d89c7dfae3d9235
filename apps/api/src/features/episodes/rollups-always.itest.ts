import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import fc from 'fast-check';
import type { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { AlertRuleCatalogService } from '../alert-rules/alert-rule-catalog.service.js';
import { PartitionService } from '../deliveries/partition.service.js';
import { RetentionService } from '../deliveries/retention.service.js';
import { CountedDayDifferenceReadModel } from './counted-day-difference.read-model.js';
import { EpisodeService } from './episode.service.js';
import { EpisodeDayCountRepository } from './episode-day-count.repository.js';
import { EpisodeDayCountService } from './episode-day-count.service.js';
import type { EpisodeEventKind } from './episode-event.js';
import { EpisodeEventService } from './episode-event.service.js';
import { RollupDifferenceReadModel } from './rollup-difference.read-model.js';
import { ServiceDurationRepository } from './service-durations.repository.js';

// Over midnight and over the end of a month: in what is kept, and in what retention drops.
const EPOCHS = [Date.parse('2026-10-31T23:50:00Z'), Date.parse('2021-03-31T23:50:00Z')] as const;
const KINDS: EpisodeEventKind[] = ['firing', 'firing', 'ok', 'reopened', 'acknowledged', 'notified'];

const said = fc.record({
  rule: fc.constantFrom('A', 'B'),
  fingerprint: fc.constantFrom('a', 'b'),
  epoch: fc.constantFrom(...EPOCHS),
  minute: fc.integer({ min: 0, max: 20 }),
  length: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
  notified: fc.boolean(),
  acknowledged: fc.boolean(),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('state' as const), said }) },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('tell' as const),
      said,
      kind: fc.constantFrom(...KINDS),
      /** some senders do not name the rule after the beginning: the event is attached to it later */
      isKeyed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('import' as const), said }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('expire' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('define' as const), name: fc.constantFrom('A', 'B', 'C') }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('retain' as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('count' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Five firings of one alert within half an hour over midnight: chattering, which chance does not always come by. */
const chattering: Step[] = [
  ...[0, 5, 10, 15, 20].map((minute): Step => {
    const shared = { epoch: EPOCHS[0], notified: false, acknowledged: false };
    return { what: 'import', said: { ...shared, rule: 'A', fingerprint: 'a', minute, length: 2 } };
  }),
  { what: 'count' },
];

describe('the rollups', () => {
  let api: TestApp;
  let counting: EpisodeDayCountService;
  beforeAll(async () => {
    api = await createTestApp({ EPISODE_RETENTION_DAYS: '180' });
    const december = { now: () => new Date('2026-12-01T00:00:00Z') } as Clock;
    counting = new EpisodeDayCountService(
      api.dataSource,
      new EpisodeDayCountRepository(),
      new ServiceDurationRepository(),
      december,
    );
    // The walk itself says when months are dropped; a minute after its start a process would do it beside a step.
    api.app.get(PartitionService, { strict: false }).onModuleDestroy();
    await api.dataSource.query(
      `insert into sources (kind, key, name) values ('pagerduty-events', 'walk', 'Walk')`,
    );
  });
  afterAll(() => api.close());

  let received = 0;
  const times = ({ epoch, minute, length, notified, acknowledged }: Said) => {
    const at = (minutes: number) => new Date(epoch + minutes * 60_000);
    return {
      at: at(minute),
      startsAt: at(minute - (minute % 5)),
      endsAt: length === null ? null : at(minute + length),
      expectedEndAt: length === null ? null : at(minute + length),
      notifiedAt: notified ? at(minute) : null,
      acknowledgedAt: acknowledged ? at(minute) : null,
      receivedAt: new Date(EPOCHS[0] + 3_600_000 + received++),
    };
  };
  const take = async (sourceId: string, one: Step): Promise<unknown> => {
    const { app, dataSource } = api;
    const episodes = app.get(EpisodeService, { strict: false });
    if (one.what === 'count') return counting.work();
    if (one.what === 'retain') return app.get(RetentionService).dropOld();
    return dataSource.transaction(async (db) => {
      if (one.what === 'expire') return episodes.expireOverdue(db, new Date('2026-11-21T00:00:00Z'));
      if (one.what === 'define') {
        // A complete listing with another name for the same expression is a rename.
        const rule = { uid: one.name, name: one.name, expression: 'up == 0', labels: {}, annotations: {} };
        return app.get(AlertRuleCatalogService, { strict: false }).applyDefinitions(db, sourceId, [rule], {
          seenAt: new Date(EPOCHS[0] + received++),
          isComplete: true,
        });
      }
      const { rule, fingerprint } = one.said;
      const { at, startsAt, endsAt, ...more } = times(one.said);
      const base = { ruleUid: rule, ruleName: rule, fingerprint, labels: {}, annotations: {} };
      if (one.what === 'state')
        return episodes.applyTransitions(db, sourceId, [{ ...base, ...more, startsAt, endsAt }]);
      if (one.what === 'import') {
        const record = EpisodeImportRecord.parse({
          rule,
          fingerprint,
          startsAt: startsAt.toISOString(),
          ...(endsAt === null ? {} : { endsAt: endsAt.toISOString() }),
          notified: one.said.notified,
        });
        return episodes.applyTransitions(db, sourceId, [EpisodeService.fromRecord(record, more.receivedAt)]);
      }
      const isUnruled = one.isKeyed && one.kind !== 'firing' && one.kind !== 'reopened';
      const { notifiedAt, expectedEndAt, receivedAt } = more;
      return app.get(EpisodeEventService, { strict: false }).applyEvents(db, sourceId, [
        [
          {
            ...base,
            ruleUid: isUnruled ? '' : rule,
            startsAt: null,
            kind: one.kind,
            at,
            notifiedAt,
            expectedEndAt,
            receivedAt,
          },
        ],
      ]);
    });
  };

  it('equal a count over the episodes after every step: states, late events, events attached later, imports, expiry, renames, retention', async () => {
    const [{ id: sourceId }] = await api.dataSource.query(`select id from sources where key = 'walk'`);
    const readModel = new RollupDifferenceReadModel();
    const days = new CountedDayDifferenceReadModel();
    const seen = { episodes: 0, renames: 0, dropped: 0, counted: 0, chattering: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await api.dataSource.query(
          `truncate episodes, episode_events, episode_daily_rollups, episode_weekly_rollups, episode_duration_histograms,
             counted_episode_days, uncounted_episode_days`,
        );
        for (const one of steps) {
          const result = await take(sourceId, one);
          const rules: { id: string }[] = await api.dataSource.query('select id from alert_rules');
          const ids = rules.map(({ id }) => id);
          expect([one, await readModel.differences(api.dataSource.manager, ids)]).toEqual([one, []]);
          expect([one, await days.differences(api.dataSource.manager, ids)]).toEqual([one, []]);
          if (one.what === 'retain') seen.dropped += (result as { months: string[] }).months.length;
        }
        const [row] = await api.dataSource.query(
          `select (select count(*)::integer from episodes) as episodes,
             (select count(*)::integer from alert_rule_renames) as renames,
             (select count(*)::integer from counted_episode_days) as counted,
             (select count(chattering)::integer from counted_episode_days) as chattering`,
        );
        seen.episodes += row.episodes;
        seen.renames = row.renames;
        seen.counted += row.counted;
        seen.chattering += row.chattering;
      }),
      { numRuns: 60, examples: [[chattering]] },
    );
    // The walk went where it was to go.
    expect(seen.episodes).toBeGreaterThan(60);
    expect(seen.renames).toBeGreaterThan(0);
    expect(seen.dropped).toBeGreaterThan(3);
    expect(seen.counted).toBeGreaterThan(20);
    expect(seen.chattering).toBeGreaterThan(0);
  }, 600_000);
});
