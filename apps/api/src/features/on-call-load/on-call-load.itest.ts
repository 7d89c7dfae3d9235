import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  FloodsResponse,
  LoadEpisodesResponse,
  type LoadRows,
  NoiseExposureResponse,
  OnCallLoadResponse,
} from '@tenken/shared/on-call-load.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeDayCountService } from '../episodes/episode-day-count.service.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';

const MINUTE = 60_000;
const TOKYO = { timeZone: 'Asia/Tokyo', from: '2026-09-01', to: '2026-10-31' };

interface Fired {
  rule: string;
  at: string;
  minutes?: number | null;
  fingerprint?: string;
  severity?: string;
  paged?: boolean;
  ackSeconds?: number;
  service?: string;
}

/** Hand-worked: one team in Tokyo (JP holidays, 09–18, sleeps 22–08), 60 days from 2026-09-01. */
describe('on-call load', () => {
  let api: TestApp;
  let sourceId: string;

  const fire = (all: readonly Fired[]) =>
    api.dataSource.transaction((manager) =>
      api.app
        .select(EpisodeWriteModule)
        .get(EpisodeService)
        .applyTransitions(
          manager,
          sourceId,
          all.map(
            ({
              rule,
              at,
              minutes = 30,
              fingerprint = 'f',
              severity,
              paged,
              ackSeconds,
              service = 'Shop',
            }) => {
              const startsAt = new Date(at);
              const after = (ms: number) => new Date(startsAt.getTime() + ms);
              return {
                ruleUid: rule,
                ruleName: rule,
                fingerprint,
                service,
                startsAt,
                labels: {},
                annotations: {},
                receivedAt: startsAt,
                ...(severity === undefined ? {} : { severity }),
                ...(minutes === null
                  ? {}
                  : { endsAt: after(minutes * MINUTE), endReason: 'resolved' as const }),
                ...(paged || ackSeconds !== undefined ? { notifiedAt: startsAt } : {}),
                ...(ackSeconds === undefined ? {} : { acknowledgedAt: after(ackSeconds * 1000) }),
              };
            },
          ),
        ),
    );

  const load = async (query: Record<string, string> = {}) => {
    const answer = await api.request
      .get('/api/v1/metrics/on-call-load')
      .query({ ...TOKYO, rotation: 'shop', ...query });
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return OnCallLoadResponse.parse(answer.body);
  };
  const listed = async (rows: LoadRows, query: Record<string, string> = {}) => {
    const answer = await api.request
      .get('/api/v1/on-call-load/episodes')
      .query({ ...TOKYO, rotation: 'shop', rows, limit: '500', ...query });
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    const page = LoadEpisodesResponse.parse(answer.body);
    expect(page.total).toBe(page.items.length);
    return page.items;
  };

  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => new Date('2026-11-21T08:00:00Z');
    const db = api.dataSource;
    [{ id: sourceId }] = await db.query(
      `insert into sources (kind, key, name) values ('generic', 'g', 'G') returning id`,
    );
    await db.query(
      `with team as (insert into teams (key, name, time_zone) values ('shop', 'Shop team', 'Asia/Tokyo') returning id),
        shop as (insert into services (key, name, team_id) select 'shop', 'Shop', id from team returning id)
       insert into services (key, name, parent_id) select 'cart', 'Cart', id from shop`,
    );
    await db.query(`insert into services (key, name) values ('stray', 'Stray')`);
    await fire([
      // the first record of all, so that September is observed as a whole
      { rule: 'Old', at: '2026-08-01T00:00:00Z' },
      // flood 2026-09-10 10:00–10:30 JST: 11, 5, 7 and then 4; the first out is of the component
      { rule: 'Upstream', at: '2026-09-10T01:00:05Z', service: 'Cart', severity: 'critical', paged: true },
      ...Array.from({ length: 10 }, (_, n) => ({
        rule: `R${n}`,
        at: `2026-09-10T01:0${n < 5 ? 1 : 2}:0${n}Z`,
        severity: 'warning',
      })),
      ...Array.from({ length: 5 }, (_, n) => ({
        rule: `R${n}`,
        at: `2026-09-10T01:1${n}:30Z`,
        fingerprint: 'g',
      })),
      ...Array.from({ length: 7 }, (_, n) => ({
        rule: `R${n}`,
        at: `2026-09-10T01:2${n}:30Z`,
        fingerprint: 'h',
      })),
      ...Array.from({ length: 4 }, (_, n) => ({
        rule: `R${n}`,
        at: `2026-09-10T01:3${n}:30Z`,
        fingerprint: 'i',
      })),
      // chattering: three within exactly an hour; the fourth is an hour and a second after the second
      ...['00:00:00', '00:30:00', '01:00:00', '01:30:01'].map((time) => ({
        rule: 'Flap',
        at: `2026-09-15T${time}Z`,
        minutes: 2,
        severity: 'info',
      })),
      // the same three times on three label sets are no chattering
      ...['a', 'b', 'c'].map((fingerprint) => ({
        rule: 'Wide',
        at: '2026-09-16T00:00:00Z',
        fingerprint,
        minutes: 6,
      })),
      // stale on 2026-09-21 and 22 (JST): from 09-20 10:00 JST to 09-22 10:00 JST; the other only on the 22nd
      { rule: 'Stuck', at: '2026-09-20T01:00:00Z', minutes: 48 * 60 },
      { rule: 'Stuck', at: '2026-09-21T01:00:00Z', minutes: 24 * 60, fingerprint: 'other' },
      { rule: 'Stuck', at: '2026-09-24T01:00:00Z', minutes: 24 * 60 - 1, fingerprint: 'nearly' },
      // four pages: Monday 14:00 JST (working) twice; Sports day, Monday 2026-10-12 (off); 03:00 (sleep)
      { rule: 'Pager', at: '2026-10-05T05:00:00Z', ackSeconds: 60 },
      { rule: 'Pager', at: '2026-10-05T06:00:00Z', ackSeconds: 240, fingerprint: 'two' },
      { rule: 'Pager', at: '2026-10-12T05:00:00Z', ackSeconds: 600 },
      { rule: 'Pager', at: '2026-10-19T18:00:00Z', paged: true },
      { rule: 'Pager', at: '2026-10-05T07:00:00Z', paged: true, fingerprint: 'three' },
      // of no team
      { rule: 'Nobody', at: '2026-09-10T01:00:00Z', service: 'Stray' },
    ]);
  });
  afterAll(() => api.close());

  it('lists the rotations that have rules, those of no team last, and finds one by key, id and name', async () => {
    const { rotations, rotation } = await load();
    expect(rotations.map(({ name }) => name)).toEqual(['Shop team', null]);
    expect(rotation).toMatchObject({ name: 'Shop team', timeZone: 'Asia/Tokyo' });
    expect((await load({ rotation: 'Shop team' })).fired).toBe(42);
    expect((await load({ rotation: rotation!.key })).fired).toBe(42);
    expect(await load({ rotation: 'none' })).toMatchObject({
      fired: 1,
      pages: null,
      interruptions: null,
      shifts: null,
    });
    await api.request.get('/api/v1/metrics/on-call-load?rotation=nowhere').expect(404);
  });

  it('measures each row of the scorecard as worked out by hand', async () => {
    const { scorecard, rulesFired, fired, pages } = await load();
    const value = Object.fromEntries(scorecard!.figures.map((figure) => [figure.key, figure]));
    // 27 around the flood, 4 + 3, 3 stuck, 5 pages, and the first-out page
    expect({ fired, pages, rulesFired }).toEqual({ fired: 42, pages: 6, rulesFired: 15 });
    expect(value.per_ten_minutes).toMatchObject({ n: 60 * 144, verdict: 'met', episodes: 42 });
    expect(value.per_ten_minutes!.value).toBeCloseTo(42 / 8640, 12);
    expect(value.per_day!.value).toBeCloseTo(42 / 60, 12);
    expect(value.flood_windows).toMatchObject({ verdict: 'met', episodes: 11 + 5 + 7 });
    expect(value.flood_windows!.value).toBeCloseTo(3 / 8640, 12);
    expect(value.chattering).toMatchObject({ value: 3, n: 42, verdict: 'not_met' });
    expect(scorecard).toMatchObject({ chatteringAlerts: 1, floods: 1, stalestDay: '2026-09-22' });
    expect(value.fleeting).toMatchObject({ value: 4, verdict: 'not_met' });
    expect(value.stale).toMatchObject({ value: 2, verdict: 'met' });
    // An alert that names no severity has its rule's: R0 to R9 were discovered with a warning.
    expect(scorecard!.priorities).toEqual({ low: 4, medium: 10 + 16, high: 1, other: 11 });
    expect(value.priorities).toMatchObject({ n: 31, episodes: 1, verdict: 'not_met' });
  });

  it('lists as many alerts as each figure counts', async () => {
    const { scorecard, interruptions, pages, shifts } = await load();
    for (const { key, rows, episodes } of scorecard!.figures) {
      const day: Record<string, string> = key === 'stale' ? { day: scorecard!.stalestDay! } : {};
      expect([key, (await listed(rows, day)).length]).toEqual([key, episodes]);
    }
    for (const band of ['working', 'off', 'sleep'] as const)
      expect([band, (await listed(band)).length]).toEqual([band, interruptions![band]]);
    expect(await listed('pages')).toHaveLength(pages!);
    for (const word of ['low', 'medium'] as const)
      expect(await listed(word)).toHaveLength(scorecard!.priorities[word]);
    expect(await listed('other_priority')).toHaveLength(scorecard!.priorities.other);
    const busiest = shifts!.items.find((shift) => shift.isOver)!;
    expect(await listed('pages', { from: busiest.from, to: busiest.to })).toHaveLength(busiest.pages);
    for (const { id, fired } of scorecard!.topTen)
      expect(await listed('all', { rule: id })).toHaveLength(fired);
  });

  it('tells pages by hours, holidays with the days off, and marks the shift with more than two', async () => {
    const { interruptions, shifts } = await load();
    // the first-out page (Thursday 10:00) and three of Monday; Sports Day; 03:00
    expect(interruptions).toEqual({ working: 4, off: 1, sleep: 1 });
    // 60 days from midnight hold 119 whole shifts from 09:00 and 21:00
    expect(shifts).toMatchObject({ startsAt: '09:00', n: 119, over: 1, limit: 2 });
    expect(shifts!.items.find((shift) => shift.isOver)).toEqual({
      from: '2026-10-05T00:00:00.000Z',
      to: '2026-10-05T12:00:00.000Z',
      pages: 3,
      isOver: true,
    });
    expect(shifts!.distribution.map((one) => one.shifts)).toEqual([115, 3, 0, 1, 0, 0, 0]);
  });

  it('names the flood, its first-out alert and its rules; its rows are those of its time', async () => {
    const answer = await api.request.get('/api/v1/on-call-load/floods').query({ ...TOKYO, rotation: 'shop' });
    const { items, total } = FloodsResponse.parse(answer.body);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      from: '2026-09-10T01:00:00.000Z',
      to: '2026-09-10T01:30:00.000Z',
      isCut: false,
      episodes: 23,
      pages: 1,
      peak: 11,
      firstOut: { ruleName: 'Upstream', startsAt: '2026-09-10T01:00:05.000Z' },
      rulesTotal: 11,
    });
    expect(items[0]!.rules.map(({ name, episodes }) => [name, episodes]).slice(0, 2)).toEqual([
      ['R0', 3],
      ['R1', 3],
    ]);
    expect(await listed('all', { from: items[0]!.from, to: items[0]!.to })).toHaveLength(23);
    const csv = await api.request
      .get('/api/v1/on-call-load/floods/export')
      .query({ ...TOKYO, rotation: 'shop' });
    expect(csv.text.split('\n')[1]).toContain('Upstream');
  });

  it('refuses a scorecard below 30 days, and keeps what does not need them', async () => {
    const answer = await load({ from: '2026-10-01', to: '2026-10-30' });
    expect(answer).toMatchObject({
      scorecard: null,
      refusal: 'fewer_than_30_days',
      observed: { days: 29 },
      fired: 5,
    });
    expect((await load({ from: '2026-10-01', to: '2026-10-31' })).scorecard).not.toBeNull();
    // Only the part that was recorded counts: 2026-08-01 to 08-20.
    const early = await load({ from: '2026-06-01', to: '2026-08-20' });
    expect(early.observed!.days).toBeCloseTo(18 + 15 / 24, 10);
    expect((await load({ from: '2025-01-01', to: '2025-03-01' })).observed).toBeNull();
    await api.request.get('/api/v1/metrics/on-call-load?from=2024-01-01&to=2026-01-01').expect(400);
  });

  it('compares with the period before only where that was recorded', async () => {
    expect((await load()).comparison).toBeNull();
    const october = await load({ from: '2026-10-01', to: '2026-10-31' });
    // R: poisson.test(c(5, 37), c(30, 30)): 0.1351351 (0.04145569 to 0.34465836)
    expect(october.comparison!.fired).toMatchObject({ n: 5, previousN: 37, verdict: 'lower' });
    expect(october.comparison!.fired!.ratio).toBeCloseTo(5 / 37, 12);
    expect(october.comparison!.fired!.lower).toBeCloseTo(0.04145569, 7);
    expect(october.comparison!.fired!.upper).toBeCloseTo(0.34465836, 7);
    expect(october.comparison!.floods).toMatchObject({ n: 0, previousN: 1, verdict: 'too_few' });
    expect(october.scorecard!.figures[1]!.previous).toBeCloseTo(37 / 30, 12);
  });

  it('holds time to acknowledge against what people called noise in the two hours before', async () => {
    const exposure = async () => {
      const answer = await api.request
        .get('/api/v1/metrics/on-call-load/noise-exposure')
        .query({ ...TOKYO, rotation: 'shop' })
        .expect(200);
      return NoiseExposureResponse.parse(answer.body);
    };
    await fire([
      { rule: 'Noisy', at: '2026-10-05T04:00:00Z' },
      { rule: 'Noisy', at: '2026-10-05T05:30:00Z' },
      { rule: 'Noisy', at: '2026-10-05T05:40:00Z', fingerprint: 'real' },
    ]);
    expect((await exposure()).groups[0]).toMatchObject({
      from: 0,
      to: 0,
      n: 3,
      medianSeconds: 240,
      lowerSeconds: null,
    });
    await api.dataSource.query(
      `with rule as (select id from alert_rules where name = 'Noisy'),
       whole as (
         insert into verdicts (alert_rule_id, window_from, window_to, verdict)
         select id, '2026-10-01', '2026-11-01', 'no_action' from rule)
       insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict)
       select id, 'real', '2026-10-05T05:40Z', 'actionable' from rule`,
    );
    const { points, judged, fired, acknowledged } = await exposure();
    // at 05:00 the one of 04:00, at 06:00 also that of 05:30; the actionable one is no noise
    expect(points.map(({ noise, ackSeconds }) => [noise, ackSeconds])).toEqual([
      [1, 60],
      [2, 240],
      [0, 600],
    ]);
    expect({ judged, fired, acknowledged }).toEqual({ judged: 3, fired: 45, acknowledged: 3 });
  });

  it('says the same once days are counted, and what came late for one of them', async () => {
    const exposure = async () =>
      (
        await api.request
          .get('/api/v1/metrics/on-call-load/noise-exposure')
          .query({ ...TOKYO, rotation: 'shop' })
          .expect(200)
      ).body;
    const answers = async () => [
      await load(),
      await load({ from: '2026-09-10T01:05:03Z', to: '2026-10-12T03:00:00Z' }),
      await exposure(),
      (await listed('flood')).length,
    ];
    const fromEpisodes = await answers();
    await api.app.get(EpisodeDayCountService, { strict: false }).work();
    const [counted] = await api.dataSource.query(
      `select (select count(*)::int from uncounted_episode_days) as waiting,
         (select count(*)::int from counted_episode_days) as days`,
    );
    expect(counted).toEqual({ waiting: 0, days: expect.any(Number) });
    expect(counted.days).toBeGreaterThan(20);
    expect(await answers()).toEqual(fromEpisodes);
    const before = await load();
    await fire([{ rule: 'Flap', at: '2026-09-15T00:40:00Z', minutes: 2, severity: 'info' }]);
    const after = await load();
    expect(after.fired).toBe(before.fired + 1);
    const chattering = ({ scorecard }: typeof after) =>
      scorecard!.figures.find(({ key }) => key === 'chattering')!.value;
    // with it the last one, too, is of three within an hour
    expect([chattering(before), chattering(after)]).toEqual([3, 5]);
  });
});
