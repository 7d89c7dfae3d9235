import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  RuleBehaviourResponse,
  RuleHistoryResponse,
  RuleIncidentsResponse,
  RuleSilencesResponse,
  RuleTogetherResponse,
} from '@tenken/shared/rule-evidence.contract';
import { testRandom } from '@tenken/statistics/test-random';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import type { EpisodeTransition } from '../episodes/episode-transition.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = Date.parse('2026-09-28T15:00:00Z');
const RANGE = { from: '2026-09-29', to: '2026-10-27', timeZone: 'Asia/Tokyo' };

interface Raw {
  at: number;
  fingerprint: string;
  seconds: number | null;
  ackSeconds: number | null;
  labels: Record<string, string>;
}

/**
 * "Loud" fires at random for three hosts over 28 days and a little beyond both ends; "Twin" fires two minutes after
 * half of Loud's alerts; "Other" at random. Silences, versions and incidents are around them.
 */
describe('evidence of a rule', () => {
  let api: TestApp;
  let loud: Raw[];
  const ids: Record<string, string> = {};
  const get = async <T>(path: string, query: object = RANGE): Promise<T> => {
    const answer = await api.request.get(path).query(query);
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return answer.body;
  };
  const rowsOf = async (filter: object) =>
    (await get<{ total: number }>('/api/v1/episodes', { ...RANGE, limit: 1, ...filter })).total;
  const inRange = (at: number) => at >= FROM && at < FROM + 28 * DAY;

  beforeAll(async () => {
    api = await createTestApp();
    const db = api.dataSource;
    const random = testRandom(11).uniform;
    loud = Array.from({ length: 400 }, (_, index) => ({
      // bursts: half of them within a few hours
      at:
        index % 2
          ? FROM + 3 * DAY + Math.floor(random() * 6 * HOUR)
          : FROM - HOUR + Math.floor(random() * (28 * DAY + 2 * HOUR)),
      fingerprint: `h${Math.floor(random() * 3)}`,
      seconds: random() < 0.9 ? Math.round(60 * 1.5 ** (random() * 20)) : null,
      ackSeconds: random() < 0.5 ? Math.round(random() * 7200) : null,
      labels: { alertname: 'Loud', instance: `web-${Math.floor(random() * 3)}` },
    }));
    // exactly an hour over three: still chattering
    for (const minutes of [0, 30, 60])
      loud.push({
        at: FROM + 20 * DAY + minutes * MINUTE,
        fingerprint: 'edge',
        seconds: 86_400,
        ackSeconds: 60,
        labels: { alertname: 'Loud', instance: 'db-1' },
      });
    const episode = (ruleName: string, row: Raw): EpisodeTransition => ({
      ruleUid: ruleName,
      ruleName,
      fingerprint: row.fingerprint,
      service: ruleName === 'Elsewhere' ? 'Search' : 'Shop',
      startsAt: new Date(row.at),
      endsAt: row.seconds === null ? null : new Date(row.at + row.seconds * 1000),
      acknowledgedAt: row.ackSeconds === null ? null : new Date(row.at + row.ackSeconds * 1000),
      notifiedAt: ruleName === 'Other' ? null : new Date(row.at),
      labels: row.labels,
      annotations: {},
      receivedAt: new Date(row.at),
    });
    const plain = (at: number, fingerprint: string): Raw => ({
      at,
      fingerprint,
      seconds: 60,
      ackSeconds: null,
      labels: {},
    });
    const transitions = [
      ...loud.map((row) => episode('Loud', row)),
      ...loud
        .filter((_, index) => index % 2 === 0)
        .map((row, index) => episode('Twin', plain(row.at + 2 * MINUTE, `t${index}`))),
      ...Array.from({ length: 60 }, (_, index) =>
        episode('Other', plain(FROM + Math.floor(random() * 28 * DAY), `o${index}`)),
      ),
      episode('Elsewhere', plain(FROM + DAY, 'e')),
    ];
    await db.query(`insert into sources (kind, key, name) values ('alertmanager-events', 'am', 'AM')`);
    await db.query(`insert into services (key, name) values ('shop', 'Shop'), ('search', 'Search')`);
    const [source] = await db.query(`select id from sources where key = 'am'`);
    await db.transaction((manager) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(manager, source.id, transitions),
    );
    for (const { id, name } of await db.query(`select id, name from alert_rules`)) ids[name] = id;
    ids.source = source.id;
  });
  afterAll(() => api.close());

  it('counts what chatters, what is stale and how soon someone came as the lists have them', async () => {
    const rows = loud.filter((row) => inRange(row.at));
    const chatters = (row: Raw) =>
      loud.some((first) => {
        if (first.fingerprint !== row.fingerprint || first.at > row.at) return false;
        const burst = loud.filter(
          (one) => one.fingerprint === row.fingerprint && one.at >= first.at && one.at <= first.at + HOUR,
        );
        return burst.length >= 3 && row.at <= burst.map((one) => one.at).sort((a, b) => a - b)[2]!;
      }) ||
      // later ones of a longer burst: any three in a row that hold it
      (() => {
        const own = loud
          .filter((one) => one.fingerprint === row.fingerprint)
          .map((one) => one.at)
          .sort((a, b) => a - b);
        const at = own.indexOf(row.at);
        return [0, 1, 2].some(
          (back) => own[at - back] !== undefined && own[at - back + 2]! - own[at - back]! <= HOUR,
        );
      })();
    const chattering = rows.filter(chatters).length;
    const behaviour = await get<RuleBehaviourResponse>(`/api/v1/alert-rules/${ids.Loud}/behaviour`);
    expect(behaviour).toMatchObject({
      fired: rows.length,
      chattering,
      stale: rows.filter((row) => row.seconds === null || row.seconds >= 86_400).length,
    });
    expect(chattering).toBeGreaterThan(100);
    expect(behaviour.stale).toBeGreaterThan(10);
    const rule = ids.Loud;
    expect({
      chattering: await rowsOf({ rule, chattering: '1' }),
      calm: await rowsOf({ rule, chattering: '0' }),
      stale: await rowsOf({ rule, stale: '1' }),
    }).toEqual({
      chattering,
      calm: rows.length - chattering,
      stale: behaviour.stale,
    });
    const { ack } = await get<{
      ack: { bands: { fromSeconds: number; toSeconds: number; episodes: number }[] };
    }>(`/api/v1/alert-rules/${rule}/durations`);
    for (const band of ack.bands) {
      const filter = {
        minAckSeconds: band.fromSeconds,
        ...(band.toSeconds === null ? {} : { maxAckSeconds: band.toSeconds }),
      };
      expect(await rowsOf({ rule, ...filter })).toBe(band.episodes);
    }
    expect(ack.bands.reduce((sum, band) => sum + band.episodes, 0)).toBe(
      rows.filter((row) => row.ackSeconds !== null).length,
    );
  });

  it('finds the rule that fires with it, with the rows behind each share', async () => {
    const answer = await get<RuleTogetherResponse>(`/api/v1/alert-rules/${ids.Loud}/together`);
    const rows = loud.filter((row) => inRange(row.at));
    expect([answer.n, answer.fired, answer.isCut]).toEqual([rows.length, rows.length, false]);
    const [twin] = answer.items;
    expect(twin).toMatchObject({ id: ids.Twin, name: 'Twin', serviceName: 'Shop' });
    const near = loud.filter((_, index) => index % 2 === 0).map((row) => row.at + 2 * MINUTE);
    const together = rows.filter((row) => near.some((at) => Math.abs(at - row.at) <= 300_000)).length;
    expect(twin!.together).toBe(together);
    expect(twin!.share).toMatchObject({ value: together / rows.length, n: rows.length });
    expect(twin!.otherFired).toBe(await rowsOf({ rule: ids.Twin }));
    expect(await rowsOf({ rule: ids.Loud, with: ids.Twin })).toBe(together);
    expect(await rowsOf({ rule: ids.Twin, with: ids.Loud })).toBe(twin!.otherTogether);
    // 60 alerts at random times are no company, and a rule without alerts has none
    expect(answer.items.map(({ name }) => name)).not.toContain('Other');
    expect((await api.request.get('/api/v1/alert-rules/999999/together')).status).toBe(404);
  });

  it('says for how long it was hidden, what was hidden, and by whom', async () => {
    const silence = (externalId: string, from: number, to: number | null, by: string, matchers: object[]) =>
      api.dataSource.query(
        `insert into silences (source_id, external_id, matchers, created_by, starts_at, ends_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, now())`,
        [
          ids.source,
          externalId,
          JSON.stringify(matchers),
          by,
          new Date(FROM + from * DAY),
          to === null ? null : new Date(FROM + to * DAY),
        ],
      );
    const named = { name: 'alertname', value: 'Loud', isRegex: false, isEqual: true };
    const instance = (value: string, isRegex = true) => ({ name: 'instance', value, isRegex, isEqual: true });
    await silence('a', 2, 5, 'Ann', [named]);
    await silence('b', 4, 7, 'Ann', [
      { ...named, value: 'Loud|Quiet', isRegex: true },
      instance('web-[1]|db.*'),
    ]);
    await silence('c', 10, 12, 'Bob', [instance('web-2', false)]);
    await silence('d', 20, 22, 'Bob', [named, instance('[^x].*')]);
    await silence('e', 0, 28, 'Bob', [{ ...named, value: 'Twin' }]);
    await silence('f', 0, 28, 'Bob', [instance('no-such-host', false)]);
    const answer = await get<RuleSilencesResponse>(`/api/v1/alert-rules/${ids.Loud}/silences`);
    const byId = new Map(answer.items.map((item) => [item.externalId, item]));
    expect([...byId.keys()]).toEqual(['d', 'c', 'b', 'a']);
    const under = (from: number, to: number, holds: (row: Raw) => boolean) =>
      loud.filter((row) => row.at >= FROM + from * DAY && row.at < FROM + to * DAY && holds(row));
    const b = (row: Raw) => /^(web-1|db.*)$/.test(row.labels.instance!);
    const c = (row: Raw) => row.labels.instance === 'web-2';
    expect(byId.get('a')?.firings).toBe(under(2, 5, () => true).length);
    expect(byId.get('b')?.firings).toBe(under(4, 7, b).length);
    expect(byId.get('c')?.firings).toBe(under(10, 12, c).length);
    expect(byId.get('d')).toMatchObject({ isReadable: false, firings: null, others: ['instance=~"[^x].*"'] });
    const all = new Set([...under(2, 5, () => true), ...under(4, 7, b), ...under(10, 12, c)]);
    expect(answer).toMatchObject({ hiddenDays: 9, firings: all.size, suppressed: 0, sendsSilenced: true });
    expect(answer.people).toEqual([
      { name: 'Ann', hiddenDays: 5, silences: 2 },
      { name: 'Bob', hiddenDays: 4, silences: 2 },
    ]);
    const hiddenBy = answer.items.map((item) => item.id).join(',');
    expect(await rowsOf({ rule: ids.Loud, hiddenBy })).toBe(all.size);
  });

  it('tells day by day what it did, and what its definition changed', async () => {
    const version = (number: number, at: number, expression: string) =>
      api.dataSource.query(
        `insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression, seen_at)
         values ($1, $2::int, $2::text, $3, $4)`,
        [ids.Loud, number, expression, new Date(at)],
      );
    await version(1, FROM - DAY, 'up == 0');
    await version(2, FROM + 10 * DAY, 'up  ==  1');
    await api.dataSource.query(
      `insert into decisions (alert_rule_id, kind, status, effective_at) values ($1, 'tune', 'done', $2),
         ($1, 'keep', 'cancelled', $2)`,
      [ids.Loud, new Date(FROM + 9 * DAY)],
    );
    const history = await get<RuleHistoryResponse>(`/api/v1/alert-rules/${ids.Loud}/history`);
    expect(history.days).toHaveLength(28);
    expect(history.days.reduce((sum, day) => sum + day.fired, 0)).toBe(await rowsOf({ rule: ids.Loud }));
    expect(history.days[3]!.fired).toBe(
      loud.filter((row) => row.at >= FROM + 3 * DAY && row.at < FROM + 4 * DAY).length,
    );
    expect(history.decisions).toMatchObject([{ kind: 'tune', isEffective: true }]);
    expect(history.definitions).toEqual([{ version: 2, at: new Date(FROM + 10 * DAY).toISOString() }]);
    const effects = await get<{ items: { version: number; effect: object }[] }>(
      `/api/v1/alert-rules/${ids.Loud}/definition-effects`,
      {},
    );
    // the rule was first heard of with its first alert: the windows are no longer than from there
    const since = Math.min(...loud.map((row) => row.at));
    const length = FROM + 10 * DAY - since;
    expect(effects.items).toMatchObject([
      {
        version: 2,
        effect: {
          windowDays: expect.closeTo(length / DAY, 6),
          firedBefore: loud.filter((row) => row.at < FROM + 10 * DAY).length,
          firedAfter: loud.filter((row) => row.at >= FROM + 10 * DAY && row.at < FROM + 10 * DAY + length)
            .length,
          verdict: 'lower',
        },
      },
    ]);
  });

  it('tells of each incident of its service whether it was caught, late, told by others or missed', async () => {
    const db = api.dataSource;
    const incident = async (title: string, at: number, detected: number | null, service: string) => {
      const [row] = await db.query(
        `insert into incidents (title, started_at, detected_at, resolved_at, kind, detection_source)
         values ($1, $2, $3, $4, 'incident', 'customer') returning id`,
        [title, new Date(at), detected === null ? null : new Date(detected), new Date(at + 1000)],
      );
      await db.query(
        `insert into incident_services (incident_id, service_id) select $1, id from services where name = $2`,
        [row.id, service],
      );
      return row.id as string;
    };
    const link = (incidentId: string, row: Raw) =>
      db.query(
        `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
         values ($1, $2, $3, $4, 'confirmed')`,
        [incidentId, ids.Loud, row.fingerprint, new Date(row.at)],
      );
    const edge = loud.at(-1)!;
    await link(await incident('caught', edge.at - 20, edge.at - MINUTE, 'Shop'), edge);
    await link(await incident('late', edge.at - 40, edge.at - MINUTE - 1, 'Search'), edge);
    const quiet = FROM + 27.9 * DAY;
    const others = await incident('by others', quiet, quiet, 'Shop');
    await db.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
       select $1, alert_rule_id, fingerprint, starts_at, 'confirmed' from episodes where alert_rule_id = $2 limit 1`,
      [others, ids.Elsewhere],
    );
    await incident('elsewhere', FROM + DAY, FROM + DAY, 'Search');
    const answer = await get<RuleIncidentsResponse>(`/api/v1/alert-rules/${ids.Loud}/incidents`);
    const outcomes = Object.fromEntries(answer.items.map((item) => [item.title, item.outcome]));
    expect(outcomes).toMatchObject({ caught: 'caught', late: 'late' });
    expect(outcomes.elsewhere).toBeUndefined();
    expect(['by_others', 'caught', 'late']).toContain(outcomes['by others']);
    expect(answer.confirmed).toEqual({ caught: 1, late: 1 });
    expect(Object.values(answer.counts).reduce((sum, count) => sum + count, 0)).toBe(answer.items.length);
  });

  it('counts the defects that are not in the rule itself', async () => {
    const db = api.dataSource;
    await db.query(`update alert_rules set first_seen_at = now()`);
    await db.query(
      `insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression)
       values ($1, 1, 'x', ' up == 1')`,
      [ids.Elsewhere],
    );
    await db.query(
      `insert into silences (source_id, external_id, matchers, starts_at, ends_at, updated_at)
       select $1, 'long' || n, '[{"name":"alertname","value":"Other|Elsewhere","isRegex":true,"isEqual":true}]',
         now() - (91 - n * 31) * interval '1 day', now() - (61 - n * 31) * interval '1 day', now()
       from generate_series(0, 2) n`,
      [ids.source],
    );
    await db.query(
      `insert into verdicts (alert_rule_id, window_from, window_to, verdict) values ($1, now(), now(), 'unclear')`,
      [ids.Twin],
    );
    const list = await get<{ items: { name: string; facets: string[] }[]; facets: object[] }>(
      '/api/v1/alert-rules',
      {},
    );
    const of = (facet: string) =>
      list.items.filter((item) => item.facets.includes(facet)).map((item) => item.name);
    expect(of('muted_long')).toEqual(['Elsewhere', 'Other']);
    expect(of('duplicate')).toEqual(['Elsewhere', 'Loud']);
    expect(of('never_reviewed')).toEqual(['Elsewhere', 'Other']);
    expect(list.facets).toContainEqual({ facet: 'duplicate', count: 2 });
    const { duplicates } = await get<{ duplicates: object[] }>(`/api/v1/alert-rules/${ids.Loud}`, {});
    expect(duplicates).toMatchObject([{ name: 'Elsewhere', because: 'expression' }]);
    // alerts of the last days, one rule of the source without a recipient
    await db.transaction((manager) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(
        manager,
        ids.source!,
        ['Other', 'Twin'].map((ruleName) => ({
          ruleUid: ruleName,
          ruleName,
          fingerprint: 'now',
          startsAt: new Date(),
          endsAt: null,
          notifiedAt: ruleName === 'Twin' ? new Date() : null,
          labels: {},
          annotations: {},
          receivedAt: new Date(),
        })),
      ),
    );
    const { items } = await get<{ items: { name: string }[] }>('/api/v1/alert-rules', {
      facet: 'no_recipient',
    });
    expect(items.map((item) => item.name)).toContain('Other');
    expect(items.map((item) => item.name)).not.toContain('Twin');
  });

  it('finds rules that flap in the list, the ranking and on their page: three of one life within an hour', async () => {
    const now = Date.now();
    const at = (ruleName: string, fingerprint: string, minutesAgo: readonly number[]) =>
      minutesAgo.map((minutes) => ({
        ruleUid: ruleName,
        ruleName,
        fingerprint,
        startsAt: new Date(now - minutes * MINUTE),
        endsAt: new Date(now - minutes * MINUTE + 1000),
        notifiedAt: null,
        labels: {},
        annotations: {},
        receivedAt: new Date(now),
      }));
    const week = 7 * 24 * 60;
    await api.dataSource.transaction((manager) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(manager, ids.source!, [
        ...at('Elsewhere', 'flaps', [300, 270, 240]),
        ...at('Calm', 'too slow', [301, 270, 240]),
        ...at('Calm', 'two lives', [100, 99]),
        ...at('Calm', 'of two', [98]),
        // the first of the three is no longer in the week
        ...at('Calm', 'long ago', [week + 10, week - 10, week - 20]),
      ]),
    );
    const list = await get<{ facetsAsOf: string; items: { name: string; facets: string[] }[] }>(
      '/api/v1/alert-rules',
      {},
    );
    expect(list.items.filter(({ facets }) => facets.includes('flapping')).map(({ name }) => name)).toEqual([
      'Elsewhere',
    ]);
    const ranking = await get<{ facetsAsOf: string; items: { name: string }[] }>(
      '/api/v1/metrics/alert-rules',
      { facet: 'flapping' },
    );
    expect(ranking.items.map(({ name }) => name)).toEqual(['Elsewhere']);
    for (const { facetsAsOf } of [list, ranking]) expect(Date.parse(facetsAsOf)).toBeGreaterThanOrEqual(now);
    const page = await get<{ facets: string[] }>(`/api/v1/alert-rules/${ids.Elsewhere}`, {});
    expect(page.facets).toContain('flapping');
  });

  it('changes many rules at once, all or none, and takes it back', async () => {
    const [shop] = await api.dataSource.query(`select id from services where key = 'search'`);
    const send = (items: object[]) => api.request.patch('/api/v1/alert-rules').send({ items });
    const set = { owner: 'SRE', serviceId: shop.id };
    const done = await send([
      { id: ids.Loud, set },
      { id: ids.Twin, set },
      { id: ids.Elsewhere, set: { severity: null } },
      { id: '999999', set },
    ]);
    expect(done.body).toMatchObject({ changed: 2, unchanged: 1, notFound: ['999999'] });
    const read = async (name: string) =>
      get<{ owner: string | null; serviceName: string }>(`/api/v1/alert-rules/${ids[name]}`, {});
    expect(await read('Twin')).toMatchObject({ owner: 'SRE', serviceName: 'Search' });
    const back = await send(done.body.before);
    expect(back.body).toMatchObject({ changed: 2, unchanged: 0 });
    expect(await read('Twin')).toMatchObject({ owner: null, serviceName: 'Shop' });
    const failed = await send([
      { id: ids.Loud, set: { owner: 'X' } },
      { id: ids.Twin, set: { serviceId: '999999' } },
    ]);
    expect([failed.status, failed.body.code]).toEqual([400, 'service_not_found']);
    expect(await read('Loud')).toMatchObject({ owner: null });
    expect((await send([{ id: ids.Loud, set: { signal: 'x' } }])).status).toBe(400);
  });
});
