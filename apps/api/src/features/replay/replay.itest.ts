import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  REPLAY_BUCKETS,
  type ReplayBucket,
  ReplayEpisodesResponse,
  type ReplayOutcome,
  ReplayResponse,
  ReplayRulesResponse,
} from '@tenken/shared/replay.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';
import { ReplayMaterialService } from './replay-material.service.js';

/**
 * One Monday (2026-11-02, UTC) of the checkout service, whose team works 09:00–18:00 and sleeps 22:00–08:00.
 *
 * | rule    | fingerprint | from–to     | paged | verdict         | incident                                  |
 * | errors  | a           | 02:00–02:02 | yes   | false positive  |                                           |
 * | errors  | a           | 02:05–02:07 | yes   | (rule: no action, 00–04) |                                  |
 * | errors  | a           | 10:00–10:30 | yes   | actionable      | "broke", known at 10:03 by a customer     |
 * | errors  | a           | 10:33–10:34 | yes   | actionable      | "again", known at 10:40                   |
 * | errors  | b           | 14:00–14:03 | no    | actionable      | "short", known at 14:30                   |
 * | errors  | b           | 23:00–open  | yes   | –               | proposed by service and time: "night"     |
 * | latency | c           | 10:01–11:00 | yes   | –               | "again" (confirmed)                       |
 */
describe('replay', () => {
  let api: TestApp;
  let sourceId: string;
  const rules: Record<string, string> = {};
  const at = (time: string) => new Date(`2026-11-02T${time}:00Z`);

  beforeAll(async () => {
    api = await createTestApp();
    const db = api.dataSource;
    await db.query(`insert into teams (key, name, time_zone, calendar) values ('pay', 'Pay', 'UTC', '')`);
    await db.query(`insert into services (key, name, team_id) select 'checkout', 'Checkout', id from teams`);
    [{ id: sourceId }] = await db.query(
      `insert into sources (kind, key, name) values ('alertmanager', 'am', 'AM') returning id`,
    );
    const episodes: [string, string, string, string | null, boolean][] = [
      ['errors', 'a', '02:00', '02:02', true],
      ['errors', 'a', '02:05', '02:07', true],
      ['errors', 'a', '10:00', '10:30', true],
      ['errors', 'a', '10:33', '10:34', true],
      ['errors', 'b', '14:00', '14:03', false],
      ['errors', 'b', '23:00', null, true],
      ['latency', 'c', '10:01', '11:00', true],
    ];
    await db.transaction((manager) =>
      api.app
        .select(EpisodeWriteModule)
        .get(EpisodeService)
        .applyTransitions(
          manager,
          sourceId,
          episodes.map(([rule, fingerprint, from, to, isPaged]) => ({
            ruleUid: rule,
            ruleName: rule,
            fingerprint,
            service: 'Checkout',
            startsAt: at(from),
            ...(to !== null && { endsAt: at(to) }),
            ...(isPaged && { notifiedAt: at(from) }),
            labels: {},
            annotations: {},
            receivedAt: at(from),
          })),
        ),
    );
    for (const row of await db.query('select id, name from alert_rules')) rules[row.name] = row.id;
    for (const [from, fingerprint, verdict] of [
      ['02:00', 'a', 'false_positive'],
      ['10:00', 'a', 'actionable'],
      ['10:33', 'a', 'actionable'],
      ['14:00', 'b', 'actionable'],
    ] as const)
      await db.query(
        `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict) values ($1, $2, $3, $4)`,
        [rules.errors, fingerprint, at(from), verdict],
      );
    await db.query(
      `insert into verdicts (alert_rule_id, window_from, window_to, verdict) values ($1, $2, $3, 'no_action')`,
      [rules.errors, at('00:00'), at('04:00')],
    );
    for (const [title, started, detected, resolved, links] of [
      ['broke', '10:00', '10:03', '10:20', [['errors', 'a', '10:00']]],
      [
        'again',
        '10:31',
        '10:40',
        '10:50',
        [
          ['errors', 'a', '10:33'],
          ['latency', 'c', '10:01'],
        ],
      ],
      ['short', '14:00', '14:30', '15:00', [['errors', 'b', '14:00']]],
      ['night', '22:55', '23:10', null, []],
    ] as const) {
      const [incident] = await db.query(
        `insert into incidents (title, started_at, detected_at, resolved_at, detection_source)
         values ($1, $2, $3, $4, 'customer') returning id`,
        [title, at(started), at(detected), resolved === null ? null : at(resolved)],
      );
      await db.query('insert into incident_services select $1, id from services', [incident.id]);
      for (const [rule, fingerprint, from] of links)
        await db.query(
          `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
           values ($1, $2, $3, $4, 'confirmed')`,
          [incident.id, rules[rule], fingerprint, at(from)],
        );
    }
  });
  afterAll(() => api.close());

  const range = { from: '2026-11-02', to: '2026-11-09', timeZone: 'UTC' };
  const ask = (body: object) => api.request.post('/api/v1/replay').send({ ...range, ...body });
  const replay = async (settings: object, more: object = {}): Promise<ReplayResponse> => {
    const answer = await ask({ ruleIds: [rules.errors], settings, ...more });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    return ReplayResponse.parse(answer.body);
  };
  const effectsOf = (answer: ReplayResponse) =>
    Object.fromEntries(
      answer.incidents.map(({ title, link, before, after, addedSeconds, folded }) => [
        title,
        [link, before, after, addedSeconds, folded],
      ]),
    );

  it('changes nothing when nothing is set', async () => {
    const answer = await replay({});
    expect(answer.setting).toEqual(answer.recorded);
    expect(answer.recorded).toMatchObject({
      episodes: 6,
      pages: 5,
      nuisance: { reviewed: 2, removed: 0 },
      actionable: { reviewed: 3, lost: 0, folded: 0 },
      unjudged: { fired: 1, removed: 0 },
      confirmed: { linked: 3, missed: 0, late: 0, delayed: 0, folded: 0, medianAddedSeconds: 0 },
      proposed: { linked: 1, missed: 0 },
    });
    expect(answer.cannotKnow).toContain('short_not_recorded');
  });

  it('a delay of five minutes: short ones are gone, an incident is late and one is missed', async () => {
    const answer = await replay({ onDelaySeconds: 300 });
    expect(answer.setting).toMatchObject({
      episodes: 2,
      pages: 2,
      dropped: 4,
      nuisance: { reviewed: 2, removed: 2 },
      actionable: { reviewed: 3, lost: 2, folded: 0 },
      confirmed: { linked: 3, missed: 1, late: 1, delayed: 1 },
      proposed: { linked: 1, missed: 0, late: 0, delayed: 1, medianAddedSeconds: 300 },
    });
    // "again" is told first by the latency rule, which is not replayed.
    expect(effectsOf(answer)).toEqual({
      broke: ['confirmed', 'caught', 'late', 300, false],
      again: ['confirmed', 'caught', 'caught', 0, false],
      short: ['confirmed', 'caught', 'missed', null, false],
      night: ['proposed', 'caught', 'caught', 300, false],
    });
  });

  it('a hold of ten minutes: what comes back is part of what fires', async () => {
    const answer = await replay({ offDelaySeconds: 600 });
    expect(answer.setting).toMatchObject({
      episodes: 4,
      pages: 3,
      merged: 2,
      pagesDropped: 2,
      nuisance: { reviewed: 2, removed: 1 },
      actionable: { reviewed: 3, lost: 0, folded: 1 },
      confirmed: { linked: 3, missed: 0, late: 0 },
    });
  });

  it('working hours: nobody is told at night of what is over by nine', async () => {
    const { setting } = await replay({ workingHoursOnly: true });
    expect(setting).toMatchObject({
      episodes: 6,
      pages: 3,
      pagesOutsideHours: 2,
      pagesHeld: 1,
      nuisance: { reviewed: 2, removed: 2 },
      // the alert of 23:00 is still open and is told at 09:00 the next day
      proposed: { linked: 1, late: 1, maxAddedSeconds: 10 * 3600 },
    });
  });

  it('a gap: one page of a rule within it', async () => {
    const { setting } = await replay({ notificationGapSeconds: 3600 });
    expect(setting).toMatchObject({
      episodes: 6,
      pages: 3,
      pagesWithinGap: 2,
      nuisance: { reviewed: 2, removed: 1 },
      actionable: { reviewed: 3, lost: 0, folded: 1 },
      confirmed: { folded: 0 },
    });
  });

  const numbers: Record<ReplayBucket, (outcome: ReplayOutcome) => number | null> = {
    recorded: (o) => o.episodes + o.dropped + o.merged + o.undecided,
    episodes: (o) => o.episodes,
    pages: (o) => o.pages,
    dropped: (o) => o.dropped,
    merged: (o) => o.merged,
    undecided: (o) => o.undecided,
    pages_dropped: (o) => o.pagesDropped,
    pages_within_gap: (o) => o.pagesWithinGap,
    pages_outside_hours: (o) => o.pagesOutsideHours,
    pages_held: (o) => o.pagesHeld,
    nuisance_removed: (o) => o.nuisance.removed,
    actionable_lost: (o) => o.actionable.lost,
    actionable_folded: (o) => o.actionable.folded,
    other_judged_removed: (o) => o.otherJudged.removed,
    unjudged_removed: (o) => o.unjudged.removed,
  };

  it('opens every number to as many rows', async () => {
    for (const settings of [
      { onDelaySeconds: 120, offDelaySeconds: 600, notificationGapSeconds: 7200 },
      { offDelaySeconds: 240, workingHoursOnly: true, notificationGapSeconds: 2400 },
    ]) {
      const { setting } = await replay(settings);
      for (const bucket of REPLAY_BUCKETS) {
        const answer = await api.request
          .post('/api/v1/replay/episodes')
          .send({ ...range, ruleIds: [rules.errors], settings, bucket });
        const rows = ReplayEpisodesResponse.parse(answer.body);
        expect([bucket, rows.items.length, rows.total]).toEqual([
          bucket,
          numbers[bucket](setting),
          numbers[bucket](setting),
        ]);
      }
    }
  });

  it('turns the pages of its rows, newest first, each with what becomes of it', async () => {
    const body = {
      ...range,
      ruleIds: [rules.errors],
      settings: { offDelaySeconds: 600 },
      bucket: 'recorded',
    };
    const rowsOf = async (more: object) =>
      ReplayEpisodesResponse.parse(
        (await api.request.post('/api/v1/replay/episodes').send({ ...body, ...more })).body,
      );
    const first = await rowsOf({ limit: 4 });
    const rest = await rowsOf({ limit: 4, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map((row) => [row.startsAt.slice(11, 16), row.fate])).toEqual([
      ['23:00', 'fires'],
      ['14:00', 'fires'],
      ['10:33', 'merged'],
      ['10:00', 'fires'],
      ['02:05', 'merged'],
      ['02:00', 'fires'],
    ]);
    expect([rest.nextCursor, rest.items[0]!.verdict, rest.items[0]!.replayedStartsAt]).toEqual([
      null,
      'no_action',
      null,
    ]);
  });

  it('sweeps a grid whose cells are the settings, and a curve', async () => {
    const { grid, curve, recorded } = await replay({}, { grid: { onDelays: [0, 300], offDelays: [0, 600] } });
    expect(grid![0]![0]).toEqual(recorded);
    expect(grid![1]![0]).toEqual((await replay({ onDelaySeconds: 300 })).setting);
    expect(grid![0]![1]).toEqual((await replay({ offDelaySeconds: 600 })).setting);
    expect(curve.map((point) => [point.settings.onDelaySeconds, point.episodes])).toEqual([
      [0, 6],
      [300, 2],
    ]);
  });

  it('takes the loudest rules of a service away, one after the other', async () => {
    const [{ id }] = await api.dataSource.query('select id from services');
    const answer = await ask({ serviceIds: [id], loudest: 5 });
    const { loudest } = ReplayResponse.parse(answer.body);
    expect(
      loudest!.map((point) => [point.removed?.name, point.episodes, point.pages, point.incidentsOnlyByThese]),
    ).toEqual([
      [undefined, 7, 6, 0],
      ['errors', 1, 1, 2],
      ['latency', 0, 0, 3],
    ]);
  });

  it('gives each rule of a selection the figures of a replay of it alone', async () => {
    const settings = { onDelaySeconds: 300, offDelaySeconds: 600, notificationGapSeconds: 3600 };
    const [{ id }] = await api.dataSource.query('select id from services');
    const answer = await api.request
      .post('/api/v1/replay/rules')
      .send({ ...range, serviceIds: [id], settings });
    const { items, rules: count } = ReplayRulesResponse.parse(answer.body);
    expect([count, items.map(({ name, serviceName }) => [name, serviceName])]).toEqual([
      2,
      [
        ['errors', 'Checkout'],
        ['latency', 'Checkout'],
      ],
    ]);
    for (const item of items) {
      const alone = await replay(settings, { ruleIds: [item.id] });
      for (const [figures, outcome] of [
        [item.before, alone.recorded],
        [item.after, alone.setting],
      ] as const)
        expect(figures).toEqual({
          episodes: outcome.episodes,
          pages: outcome.pages,
          episodesPerWeek: outcome.episodesPerWeek,
          pagesPerWeek: outcome.pagesPerWeek,
          nuisanceRemoved: outcome.nuisance.removed,
          actionableLost: outcome.actionable.lost,
          incidentsMissed: outcome.confirmed.missed,
          incidentsLate: outcome.confirmed.late,
        });
      expect(item.nuisanceReviewed).toBe(alone.recorded.nuisance.reviewed);
    }
    // "again" is told by both: neither loses it alone
    expect(items.map(({ after }) => [after.incidentsMissed, after.incidentsLate])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('counts the episodes that a rule had under another name, and knows what is not recorded', async () => {
    await api.dataSource.query('update alert_rules set renamed_to_id = $1 where id = $2', [
      rules.errors,
      rules.latency,
    ]);
    const { recorded, rules: count } = await replay({});
    expect([recorded.episodes, count]).toEqual([7, 1]);
    await api.dataSource.query('update alert_rules set renamed_to_id = null');
  });

  it('tells what happens in a week of the part of the range in which alerts were recorded', async () => {
    const whole = await replay({});
    expect(whole.cannotKnow).not.toContain('recorded_in_part');
    // the first alert of all is of the first day: of these four weeks before it nothing is known
    const longer = await replay({}, { from: '2026-10-05' });
    expect(longer.cannotKnow).toContain('recorded_in_part');
    expect(longer.recorded.episodes).toBe(whole.recorded.episodes);
    expect(longer.weeks).toBeGreaterThan(0.85);
    expect(longer.weeks).toBeLessThanOrEqual(1);
  });

  it('ends when its caller has gone, and not before', async () => {
    const materials = api.app.get(ReplayMaterialService, { strict: false });
    const load = materials.load.bind(materials);
    const signals: AbortSignal[] = [];
    let hasBegun = () => {};
    materials.load = async (...asked) => {
      signals.push(asked[4]);
      hasBegun();
      return load(...asked);
    };
    try {
      expect((await ask({ ruleIds: [rules.errors] })).status).toBe(200);
      const begun = new Promise<void>((resolve) => {
        hasBegun = resolve;
      });
      const ended = new Promise<unknown>((resolve) => {
        materials.load = async (...asked) => {
          signals.push(asked[4]);
          hasBegun();
          // work that only the signal ends
          await new Promise<void>((end) => asked[4].addEventListener('abort', () => end()));
          return load(...asked).catch((error: unknown) => {
            resolve(error);
            throw error;
          });
        };
      });
      const caller = new AbortController();
      const { port } = api.app.getHttpServer().address() as AddressInfo;
      const answer = fetch(`http://127.0.0.1:${port}/api/v1/replay`, {
        method: 'POST',
        headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...range, ruleIds: [rules.errors], settings: {} }),
        signal: caller.signal,
      });
      await begun;
      caller.abort();
      await expect(answer).rejects.toThrow();
      expect(await ended).toMatchObject({ code: 'caller_gone' });
    } finally {
      materials.load = load;
    }
    expect(signals.map((signal) => signal.aborted)).toEqual([false, true]);
  });

  it('says which selection it wants, and refuses what is too much', async () => {
    expect((await ask({ settings: {} })).status).toBe(400);
    expect((await ask({ ruleIds: [rules.errors], serviceIds: ['1'] })).status).toBe(400);
    await api.dataSource.query(
      `insert into episode_daily_rollups (alert_rule_id, day, fired) values ($1, '2026-11-05', 1000001)`,
      [rules.latency],
    );
    const answer = await ask({ ruleIds: [rules.latency] });
    expect([answer.status, answer.body.code]).toEqual([400, 'too_many_episodes']);
  });
});
