import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertRuleMetricsResponse, AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { testRandom } from '@tenken/statistics/test-random';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import type { EpisodeTransition } from '../episodes/episode-transition.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { splitWindow } from './split-window.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-09-28T00:00:00Z');
const SPAN_HOURS = 24 * 30;

interface Raw {
  rule: number;
  startsAt: Date;
  endsAt: Date | null;
  acknowledgedAt: Date | null;
  notifiedAt: Date | null;
  fingerprint: string;
}

describe('figures of alert rules', () => {
  let api: TestApp;
  let ids: string[];
  let raw: Raw[];

  beforeAll(async () => {
    api = await createTestApp();
    const random = testRandom(7).uniform;
    raw = Array.from({ length: 1500 }, (_, index) => {
      const startsAt = new Date(START + Math.floor(random() * SPAN_HOURS * HOUR));
      const seconds = Math.floor(Math.exp(3 + random() * 6)) + random() * 3;
      const ended = random() < 0.9;
      return {
        rule: Math.floor(random() ** 2 * 6),
        startsAt,
        endsAt: ended ? new Date(startsAt.getTime() + Math.round(seconds * 1000)) : null,
        acknowledgedAt: random() < 0.4 ? new Date(startsAt.getTime() + 60_000) : null,
        notifiedAt: random() < 0.7 ? startsAt : null,
        fingerprint: `f${index}`,
      };
    });
    // exactly five minutes, and exactly on the edges of ranges below
    for (const iso of ['2026-10-01T15:00:00Z', '2026-10-05T15:00:00Z', '2026-10-02T00:00:00Z'])
      raw.push({
        ...raw[0]!,
        rule: 0,
        startsAt: new Date(iso),
        endsAt: new Date(Date.parse(iso) + 300_000),
        fingerprint: iso,
      });
    const db = api.dataSource;
    await db.query(`insert into teams (key, name, time_zone, calendar) values
      ('tokyo', 'Tokyo', 'Asia/Tokyo', 'JP'), ('pune', 'Pune', 'Asia/Kolkata', 'IN')`);
    await db.query(`insert into holidays (calendar, day, name_en, name_ja, origin) values
      ('JP', '2026-10-12', 'Sports Day', 'スポーツの日', 'builtin') on conflict do nothing`);
    await db.query(
      `insert into services (key, name, team_id) select key || '-web', initcap(key) || ' web', id from teams`,
    );
    await db.query(`insert into sources (kind, key, name) values ('alertmanager', 'am', 'AM')`);
    const transitions = raw.map(
      (row): EpisodeTransition => ({
        ruleUid: `rule-${row.rule}`,
        ruleName: `Rule ${row.rule}`,
        fingerprint: row.fingerprint,
        service: ['Tokyo web', 'Pune web', null][row.rule % 3] ?? null,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        acknowledgedAt: row.acknowledgedAt,
        notifiedAt: row.notifiedAt,
        labels: {},
        annotations: {},
        receivedAt: row.startsAt,
      }),
    );
    const [source] = await db.query(`select id from sources where key = 'am'`);
    await db.transaction((manager) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(manager, source.id, transitions),
    );
    await db.query(
      `insert into alert_rules (source_id, uid, name) values ($1, 'never', 'Rule 9 never fired')`,
      [source.id],
    );
    const rules = await db.query(`select id, name from alert_rules order by name`);
    ids = rules.map(({ id }: { id: string }) => id);
  });
  afterAll(() => api.close());

  const metrics = async (query: Record<string, string>): Promise<AlertRuleMetricsResponse> => {
    const answer = await api.request.get('/api/v1/metrics/alert-rules').query(query);
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return answer.body;
  };
  const within = (row: Raw, from: string, to: string) =>
    row.startsAt.getTime() >= Date.parse(from) && row.startsAt.getTime() < Date.parse(to);

  /** Local weekday (1 = Monday), hour and day, by Intl: not the way in which the product does it. */
  const known = new Map<string, { day: string; weekday: number; hour: number }>();
  function local(at: Date, timeZone: string) {
    const key = `${at.getTime()} ${timeZone}`;
    const value = known.get(key) ?? localOf(at, timeZone);
    known.set(key, value);
    return value;
  }
  function localOf(at: Date, timeZone: string) {
    const text = at.toLocaleString('sv-SE', { timeZone });
    const [day, time] = text.split(' ') as [string, string];
    const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    return { day, weekday, hour: Number(time.slice(0, 2)) };
  }
  function bandOf(at: Date, timeZone: string, holidays: string[]) {
    const { day, weekday, hour } = local(at, timeZone);
    if (hour >= 22 || hour < 8) return 'sleep';
    return weekday <= 5 && hour >= 9 && hour < 18 && !holidays.includes(day) ? 'working' : 'off';
  }

  it.each([
    [
      'UTC days',
      { from: '2026-10-01', to: '2026-10-20', timeZone: 'UTC' },
      '2026-10-01T00:00:00Z',
      '2026-10-20T00:00:00Z',
    ],
    [
      'days of Tokyo',
      { from: '2026-10-02', to: '2026-10-20', timeZone: 'Asia/Tokyo' },
      '2026-10-01T15:00:00Z',
      '2026-10-19T15:00:00Z',
    ],
    [
      'days of India',
      { from: '2026-10-02', to: '2026-10-09', timeZone: 'Asia/Kolkata' },
      '2026-10-01T18:30:00Z',
      '2026-10-08T18:30:00Z',
    ],
    [
      'hours within a day',
      { from: '2026-10-06T03:20:00Z', to: '2026-10-06T19:00:00Z', timeZone: 'Asia/Tokyo' },
      '2026-10-06T03:20:00Z',
      '2026-10-06T19:00:00Z',
    ],
    [
      'hours over one midnight',
      { from: '2026-10-06T20:00:00+09:00', to: '2026-10-07T20:00:00+09:00', timeZone: 'Asia/Tokyo' },
      '2026-10-06T11:00:00Z',
      '2026-10-07T11:00:00Z',
    ],
  ])('equal the rows behind them: %s', async (_, query, from, to) => {
    const answer = await metrics(query);
    expect(answer.items).toHaveLength(7);
    for (const [rule, id] of ids.entries()) {
      const rows = raw.filter((row) => row.rule === rule && within(row, from, to));
      const ended = rows.filter((row) => row.endsAt !== null);
      const seconds = ended
        .map((row) => (row.endsAt!.getTime() - row.startsAt.getTime()) / 1000)
        .sort((a, b) => a - b);
      const clock = ['Asia/Tokyo', 'Asia/Kolkata', query.timeZone][rule % 3]!;
      const holidays = clock === 'Asia/Tokyo' ? ['2026-10-12'] : [];
      const bands = { working: 0, off: 0, sleep: 0 };
      for (const row of rows) if (row.notifiedAt) bands[bandOf(row.startsAt, clock, holidays)] += 1;
      const byDay = answer.days.map(
        (day) => rows.filter((row) => local(row.startsAt, query.timeZone).day === day).length,
      );
      const item = answer.items.find((one) => one.id === id)!;
      expect(item).toMatchObject({
        fired: rows.length,
        pages: rows.filter((row) => row.notifiedAt).length,
        ended: ended.length,
        acknowledged: rows.filter((row) => row.acknowledgedAt).length,
        selfResolved: ended.filter((row) => !row.acknowledgedAt).length,
        fleeting: seconds.filter((value) => value <= 300).length,
        interruptions: bands,
        nightPages: bands.sleep,
        firedByDay: byDay,
        selfResolvedShare: ended.length ? expect.any(Number) : null,
        medianFrom: ended.length ? 'episodes' : null,
      });
      const middle =
        (seconds[Math.floor((seconds.length - 1) / 2)]! + seconds[Math.ceil((seconds.length - 1) / 2)]!) / 2;
      if (ended.length) expect(item.medianSeconds).toBeCloseTo(middle, 3);
      else expect(item.medianSeconds).toBeNull();
    }
    expect(answer.totals.fired).toBe(raw.filter((row) => within(row, from, to)).length);
    expect(answer.totals).toMatchObject({ rules: 7, neverFired: 1, silent: 0, top10Share: 1 });
  });

  it('counts as many as there are rows, on whichever days of the week a range begins and ends', async () => {
    const model = api.app.get(AlertRuleCountsReadModel, { strict: false });
    const db = api.dataSource.manager;
    for (let first = 0; first < 7; first += 1)
      for (let length = 1; length <= 15; length += 1) {
        const from = new Date(START + (3 + first) * 24 * HOUR);
        const to = new Date(from.getTime() + length * 24 * HOUR);
        const rows = raw.filter((row) => row.startsAt >= from && row.startsAt < to);
        const counts = await model.counts(db, ids, splitWindow(from, to));
        const sum = (of: (count: (typeof counts)[number]) => number) =>
          counts.reduce((total, count) => total + of(count), 0);
        const ended = rows.filter((row) => row.endsAt !== null);
        expect([
          from,
          length,
          sum(({ fired }) => fired),
          sum(({ pages }) => pages),
          sum((count) => count.ended),
          sum(({ acknowledged }) => acknowledged),
          sum(({ selfResolved }) => selfResolved),
          sum(({ fleeting }) => fleeting),
        ]).toEqual([
          from,
          length,
          rows.length,
          rows.filter((row) => row.notifiedAt).length,
          ended.length,
          rows.filter((row) => row.acknowledgedAt).length,
          ended.filter((row) => !row.acknowledgedAt).length,
          ended.filter((row) => row.endsAt!.getTime() - row.startsAt.getTime() <= 300_000).length,
        ]);
      }
  });

  it('counts what each verdict covers, the own one first, then the newest on the rule', async () => {
    const db = api.dataSource;
    const [from, to] = ['2026-10-01T15:00:00Z', '2026-10-19T15:00:00Z'];
    const rows = raw.filter((row) => row.rule === 0 && within(row, from, to));
    const own = new Map(
      rows.slice(0, 30).map((row, index) => [row, index % 3 ? 'actionable' : 'false_positive']),
    );
    for (const [row, verdict] of own)
      await db.query(
        `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict) values ($1, $2, $3, $4)`,
        [ids[0], row.fingerprint, row.startsAt, verdict],
      );
    const windows = [
      ['2026-10-01T03:00:00Z', '2026-10-10T07:30:00Z', 'no_action', '2026-10-20T00:00:00Z'],
      ['2026-10-05T12:00:00Z', '2026-10-06T13:00:00Z', 'expected', '2026-10-21T00:00:00Z'],
      ['2026-10-15T00:00:00Z', '2026-10-17T00:00:00Z', 'duplicate', '2026-10-19T00:00:00Z'],
    ] as const;
    for (const [windowFrom, windowTo, verdict, at] of windows)
      await db.query(
        `insert into verdicts (alert_rule_id, window_from, window_to, verdict, decided_at) values ($1, $2, $3, $4, $5)`,
        [ids[0], windowFrom, windowTo, verdict, at],
      );
    await db.query(
      `insert into verdicts (alert_rule_id, window_from, window_to, verdict, decided_at, is_current)
       values ($1, '2026-10-01', '2026-10-30', 'unclear', '2026-11-01', false)`,
      [ids[0]],
    );
    const expected = {
      actionable: 0,
      no_action: 0,
      false_positive: 0,
      duplicate: 0,
      expected: 0,
      unclear: 0,
    };
    const newestFirst = [...windows].sort((a, b) => Date.parse(b[3]) - Date.parse(a[3]));
    for (const row of rows) {
      const verdict = own.get(row) ?? newestFirst.find(([a, b]) => within(row, a, b))?.[2];
      if (verdict) expected[verdict as keyof typeof expected] += 1;
    }
    const answer = await metrics({ from, to, timeZone: 'Asia/Tokyo', sort: 'precision' });
    const item = answer.items[0] as AlertRuleMetricsRow;
    expect(item.id).toBe(ids[0]);
    expect(item.verdicts).toEqual(expected);
    expect(Object.values(expected).filter((count) => count > 0).length).toBeGreaterThan(4);
    const base = expected.actionable + expected.no_action + expected.false_positive + expected.duplicate;
    const wilson = wilsonInterval(expected.actionable, base)!;
    expect(item.precision).toEqual({
      value: wilson.proportion,
      lower: wilson.lower,
      upper: wilson.upper,
      n: base,
    });
    expect(item.reviewedShare).toBeCloseTo((base + expected.expected) / rows.length);
    expect(item.lastVerdict?.verdict).toBe('expected');
    expect(answer.items[1]!.precision).toBeNull();

    // It goes on under another name, with what was said of it.
    await db.query('update alert_rules set renamed_to_id = $2, archived_at = now() where id = $1', [
      ids[0],
      ids[1],
    ]);
    const { items } = await metrics({ from, to, timeZone: 'Asia/Tokyo', sort: 'precision' });
    await db.query('update alert_rules set renamed_to_id = null, archived_at = null where id = $1', [ids[0]]);
    expect([items[0]!.id, items[0]!.lastVerdict?.verdict]).toEqual([ids[1], 'expected']);
  });

  it('has as many rows behind each figure as the figure says', async () => {
    const range = { from: '2026-10-02', to: '2026-10-20', timeZone: 'Asia/Tokyo' };
    const rowsBehind = async (filter: object) =>
      (await api.request.get('/api/v1/episodes').query({ ...range, limit: 1, ...filter })).body.total;
    const strip = (await api.request.get(`/api/v1/alert-rules/${ids[0]}/heat-strip`).query(range)).body;
    expect(await rowsBehind({ rule: ids[0], weekday: 3, hour: 10 })).toBe(strip.weekdays[2][10]);
    for (const item of (await metrics(range)).items) {
      const rule = item.id;
      expect({
        fired: await rowsBehind({ rule }),
        pages: await rowsBehind({ rule, notified: '1' }),
        ended: await rowsBehind({ rule, open: '0' }),
        acknowledged: await rowsBehind({ rule, acknowledged: '1' }),
        selfResolved: await rowsBehind({ rule, selfResolved: '1' }),
        fleeting: await rowsBehind({ rule, fleeting: '1' }),
        nightPages: await rowsBehind({ rule, notified: '1', hours: 'sleep' }),
        working: await rowsBehind({ rule, notified: '1', hours: 'working' }),
        actionable: await rowsBehind({ rule, verdict: 'actionable' }),
        reviewed: await rowsBehind({ rule, verdict: 'any' }),
        none: await rowsBehind({ rule, verdict: 'none' }),
      }).toEqual({
        fired: item.fired,
        pages: item.pages,
        ended: item.ended,
        acknowledged: item.acknowledged,
        selfResolved: item.selfResolved,
        fleeting: item.fleeting,
        nightPages: item.nightPages,
        working: item.interruptions.working,
        actionable: item.verdicts.actionable,
        reviewed: item.reviewed,
        none: item.fired - item.reviewed,
      });
    }
  });

  it('lists every episode once, newest first, and gives each by its id', async () => {
    const seen: { id: string; startsAt: string }[] = [];
    let cursor: string | null = null;
    do {
      const answer: { items: { id: string; startsAt: string }[]; nextCursor: string | null } = (
        await api.request.get('/api/v1/episodes').query({ limit: 400, ...(cursor ? { cursor } : {}) })
      ).body;
      seen.push(...answer.items);
      cursor = answer.nextCursor;
    } while (cursor);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(raw.length);
    expect(seen.map(({ startsAt }) => startsAt)).toEqual(
      seen
        .map(({ startsAt }) => startsAt)
        .toSorted()
        .toReversed(),
    );
    const one = await api.request.get(`/api/v1/episodes/${seen[5]!.id}`);
    expect(one.body).toMatchObject({ ...seen[5], labels: {} });
    const picked = await api.request.get('/api/v1/episodes').query({ ids: `${seen[9]!.id},${seen[3]!.id}` });
    expect(picked.body.items.map(({ id }: { id: string }) => id)).toEqual([seen[3]!.id, seen[9]!.id]);
    expect((await api.request.get('/api/v1/episodes/1.1.AA')).status).toBe(404);
  });

  it('pages through the ranking without losing a rule', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: AlertRuleMetricsResponse = await metrics({
        from: '2026-10-01',
        to: '2026-10-20',
        sort: '-nightPages',
        limit: '3',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...answer.items.map((item) => item.id));
      cursor = answer.nextCursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it('filters by service and team', async () => {
    const names = async (query: object) =>
      (await metrics({ from: '2026-10-01', to: '2026-10-20', sort: 'name', ...query })).items.map(
        ({ name }) => name,
      );
    expect(await names({ service: 'tokyo-web' })).toEqual(['Rule 0', 'Rule 3']);
    expect(await names({ team: 'Pune' })).toEqual(['Rule 1', 'Rule 4']);
    expect(await names({ q: 'ｒｕｌｅ　never', fired: 'none' })).toEqual(['Rule 9 never fired']);
  });

  it('answers bad queries with the field', async () => {
    const answer = await api.request
      .get('/api/v1/metrics/alert-rules')
      .query({ sort: 'loudness', unknown: '1' });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    expect((await api.request.get('/api/v1/metrics/alert-rules').query({ cursor: 'xx' })).body.code).toBe(
      'bad_cursor',
    );
  });

  it('tells one rule: definition, evidence, strip and durations', async () => {
    const range = { from: '2026-10-02', to: '2026-10-20', timeZone: 'Asia/Tokyo' };
    const get = async (path: string, query: object = range) =>
      (await api.request.get(`/api/v1/alert-rules/${ids[1]}${path}`).query(query)).body;
    const rows = raw.filter(
      (row) => row.rule === 1 && within(row, '2026-10-01T15:00:00Z', '2026-10-19T15:00:00Z'),
    );
    expect(await get('', {})).toMatchObject({
      name: 'Rule 1',
      team: { name: 'Pune' },
      blindSpots: expect.arrayContaining(['silenced_not_sent']),
    });
    expect(await get('/evidence')).toMatchObject({ fired: rows.length });
    const strip = await get('/heat-strip');
    const cell = local(rows[0]!.startsAt, 'Asia/Tokyo');
    const alike = rows
      .map((row) => local(row.startsAt, 'Asia/Tokyo'))
      .filter(({ weekday, hour }) => weekday === cell.weekday && hour === cell.hour);
    expect(strip.weekdays[cell.weekday - 1][cell.hour]).toBe(alike.length);
    expect([strip.total, strip.days.length]).toEqual([rows.length, 18]);
    const durations = await get('/durations');
    expect(durations.ended + durations.open).toBe(rows.length);
    expect(durations.bands.reduce((sum: number, band: { episodes: number }) => sum + band.episodes, 0)).toBe(
      durations.ended,
    );
    expect((await api.request.get('/api/v1/alert-rules/999999')).status).toBe(404);
  });

  it('lists rules with the count of every defect, zero too, and takes corrections', async () => {
    const list = async (query: object) => (await api.request.get('/api/v1/alert-rules').query(query)).body;
    const all = await list({});
    expect([all.total, all.facets.length]).toEqual([7, 11]);
    expect(all.facets).toContainEqual({ facet: 'never_fired', count: 1 });
    expect(all.facets).toContainEqual({ facet: 'no_owner', count: 7 });
    expect(all.facets).toContainEqual({ facet: 'silent_180_days', count: 0 });
    const answer = await api.request
      .patch(`/api/v1/alert-rules/${ids[0]}`)
      .send({ owner: '山田', severity: 'critical', signal: 'latency', runbookUrl: 'https://example.com/r' });
    expect(answer.body).toMatchObject({
      owner: '山田',
      severity: 'critical',
      signal: 'latency',
      signalOrigin: 'human',
    });
    expect((await list({ facet: 'no_owner' })).total).toBe(6);
    expect((await list({ q: '山田' })).items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    const undone = await api.request
      .patch(`/api/v1/alert-rules/${ids[0]}`)
      .send({ signal: null, owner: null });
    expect(undone.body).toMatchObject({ signal: null, owner: null });
    expect(
      (await api.request.patch(`/api/v1/alert-rules/${ids[0]}`).send({ runbookUrl: 'javascript:1' })).status,
    ).toBe(400);
  });
});
