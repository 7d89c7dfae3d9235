import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EffectDay } from '@tenken/shared/decision-effect.contract';
import { DECISION_OUTCOMES, type Decision } from '@tenken/shared/decisions.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';

const NOW = new Date('2026-11-19T16:00:00Z');
/** Not at a whole hour: the windows cut days and hours. */
const AT = '2026-10-10T05:17:31.250Z';

describe('effects of decisions', () => {
  let api: TestApp;
  let source: string;
  let service: string;
  const insert = async (sql: string, parameters: unknown[] = []) =>
    (await api.dataSource.query(`${sql} returning id`, parameters))[0].id as string;
  const addRule = (name: string, signal: string | null = null) =>
    insert('insert into alert_rules (source_id, uid, name, service_id, signal) values ($1, $2, $2, $3, $4)', [
      source,
      name,
      service,
      signal,
    ]);
  /** Episodes every `minutes` from `from` until `to`, every second one paged. */
  const fire = async (ruleId: string, from: string, to: string, minutes: number) => {
    await api.dataSource.query(
      `insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, notified_at)
       select $1::bigint, 'f' || extract(epoch from at), at, $2::bigint, $3::bigint,
         case when extract(epoch from at)::bigint / 60 % 2 = 0 then at end
       from generate_series($4::timestamptz, $5::timestamptz - interval '1 ms', make_interval(mins => $6)) at`,
      [ruleId, source, service, from, to, minutes],
    );
    await api.app.get(EpisodeService).rebuildRollups(api.dataSource, [ruleId]);
  };
  const addIncident = async (title: string, startedAt: string, detectedAt: string, told: string) => {
    const id = await insert(
      `insert into incidents (title, source, external_id, kind, severity, started_at, detected_at, resolved_at,
         detection_source)
       values ($1, 'test', $1, 'incident', 'SEV2', $2, $3, $3::timestamptz + interval '1 hour', $4)`,
      [title, startedAt, detectedAt, told],
    );
    await api.dataSource.query('insert into incident_services (incident_id, service_id) values ($1, $2)', [
      id,
      service,
    ]);
    return id;
  };
  const decide = async (alertRuleId: string, body: object = {}): Promise<Decision> => {
    const answer = await api.request
      .post('/api/v1/decisions')
      .send({ alertRuleId, kind: 'tune', effectiveAt: AT, ...body });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const get = async (path: string, query: object = {}) => {
    const answer = await api.request.get(path).query(query);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => NOW;
    const team = await insert(`insert into teams (key, name, time_zone) values ('t', 'Core', 'Asia/Tokyo')`);
    service = await insert(`insert into services (key, name, team_id) values ('shop', 'Shop', $1)`, [team]);
    source = await insert(`insert into sources (kind, key, name) values ('generic', 'g', 'g')`);
    await api.dataSource.query(`select ensure_month_partitions('episodes', '2026-01-01', '2026-12-01')`);
    // the records reach back far enough for every window
    await fire(await addRule('Heartbeat'), '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', 600);
  });
  afterAll(() => api.close());

  it('counts windows that cut days and hours to the episode, and the strip adds up to them', async () => {
    const rule = await addRule('Jitter');
    await fire(rule, '2026-09-01T00:00:07Z', '2026-10-10T00:00:00Z', 43);
    await fire(rule, '2026-10-10T00:00:07Z', '2026-11-15T00:00:00Z', 59);
    const decision = await decide(rule);
    const [expected] = await api.dataSource.query(
      `select count(*) filter (where starts_at < $2)::int as before, count(*) filter (where starts_at >= $2)::int as after,
         count(notified_at) filter (where starts_at < $2)::int as pages
       from episodes where alert_rule_id = $1
         and starts_at >= $2::timestamptz - interval '28 days' and starts_at < $2::timestamptz + interval '28 days'`,
      [rule, AT],
    );
    expect(decision.effect).toMatchObject({
      firedBefore: expected.before,
      firedAfter: expected.after,
      pagesBefore: expected.pages,
      isComplete: true,
      measuredAt: '2026-11-07T05:17:31.250Z',
    });
    const { days, before, after } = await get(`/api/v1/decisions/${decision.id}/effect`, {
      timeZone: 'Asia/Tokyo',
    });
    const sum = (isIn: (day: EffectDay) => boolean, of: 'fired' | 'pages') =>
      days.filter(isIn).reduce((total: number, day: EffectDay) => total + day[of]!, 0);
    expect(days).toHaveLength(56);
    expect(days[0]).toMatchObject({ offset: -28, day: '2026-09-12', from: before.from });
    expect(days[55]).toMatchObject({ offset: 27, to: after.to });
    expect([
      sum((day) => day.offset < 0, 'fired'),
      sum((day) => day.offset >= 0, 'fired'),
      sum((day) => day.offset < 0, 'pages'),
    ]).toEqual([expected.before, expected.after, expected.pages]);
    // Day by day, not only in sum.
    const perDay = await api.dataSource.query(
      `select floor(extract(epoch from starts_at - $2) / 86400)::int as offset, count(*)::int as fired from episodes
       where alert_rule_id = $1 and starts_at >= $2::timestamptz - interval '28 days'
         and starts_at < $2::timestamptz + interval '28 days' group by 1 order by 1`,
      [rule, AT],
    );
    expect(
      days
        .filter((day: EffectDay) => day.fired! > 0)
        .map(({ offset, fired }: EffectDay) => ({ offset, fired })),
    ).toEqual(perDay);
  });

  it('counts the episodes of earlier names: a rule that was renamed has not become quiet', async () => {
    const old = await addRule('OldName');
    const renamed = await addRule('NewName');
    await fire(old, '2026-09-12T06:00:00Z', '2026-10-10T05:17:31Z', 720);
    await fire(renamed, '2026-10-10T06:00:00Z', '2026-11-07T05:17:31Z', 720);
    await api.dataSource.query('update alert_rules set renamed_to_id = $2 where id = $1', [old, renamed]);
    const { effect, outcome } = await decide(old);
    expect([effect?.firedBefore, effect?.firedAfter, outcome]).toEqual([56, 56, 'no_clear_change']);
  });

  it('loses a detection: made quieter, and what it used to catch is then missed', async () => {
    // a service of its own: no other alert tells of its incidents
    const shop = service;
    service = await insert(`insert into services (key, name) values ('pay', 'Pay')`);
    const rule = await addRule('Errors', 'errors');
    await fire(rule, '2026-09-13T00:00:00Z', '2026-10-10T00:00:00Z', 600);
    await fire(rule, '2026-10-11T00:00:00Z', '2026-10-12T00:00:00Z', 600);
    const caught = await addIncident('told in time', '2026-09-20T11:55:00Z', '2026-09-20T12:30:00Z', 'alert');
    const { outcome: beforeLoss, id } = await decide(rule);
    expect(beforeLoss).toBe('worked');

    const lost = await addIncident(
      'told by a customer',
      '2026-10-25T03:00:00Z',
      '2026-10-25T04:00:00Z',
      'customer',
    );
    const { decision, incidents } = await get(`/api/v1/decisions/${id}/effect`);
    expect(decision).toMatchObject({
      outcome: 'lost_detection',
      effect: {
        incidentsCaughtBefore: 1,
        incidentsCaughtAfter: 0,
        incidentsUncaughtAfter: 1,
        incidentsLost: 1,
      },
    });
    expect(
      incidents.map((row: Record<string, unknown>) => [
        row.incidentId,
        row.side,
        row.outcome,
        row.byRule,
        row.isLost,
      ]),
    ).toEqual([
      [caught, 'before', 'caught', 'caught', false],
      [lost, 'after', 'missed', 'none', true],
    ]);

    // Who says that it needed another kind of alert takes it off this rule's account; this one's signal, back on it.
    const gap = await insert(
      `insert into coverage_gaps (service_id, signal, incident_id) values ($1, 'certificate', $2)`,
      [service, lost],
    );
    expect((await get(`/api/v1/decisions/${id}`)).outcome).toBe('worked');
    await api.dataSource.query(`update coverage_gaps set signal = 'errors' where id = $1`, [gap]);
    expect((await get(`/api/v1/decisions/${id}`)).outcome).toBe('lost_detection');

    // A proposal that people refused proves nothing: the rule never told of an incident.
    await api.dataSource.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
       select $1, alert_rule_id, fingerprint, starts_at, 'rejected' from episodes
       where alert_rule_id = $2 and starts_at < '2026-10-01'`,
      [caught, rule],
    );
    expect((await get(`/api/v1/decisions/${id}`)).outcome).toBe('worked');
    await api.dataSource.query('delete from episode_incident_links');

    // Told in time by another alert, nothing is lost.
    const other = await addRule('Latency');
    await fire(other, '2026-10-25T03:05:00Z', '2026-10-25T03:06:00Z', 10);
    expect((await get(`/api/v1/decisions/${id}`)).outcome).toBe('worked');
    service = shop;
  });

  it('shows the rows that a filter of outcomes promises, in pages and in the counts', async () => {
    const loud = await addRule('Loud');
    await fire(loud, '2026-09-13T00:00:00Z', '2026-10-10T00:00:00Z', 4000);
    await fire(loud, '2026-10-11T00:00:00Z', '2026-11-07T00:00:00Z', 500);
    await decide(loud);
    await decide(loud, { effectiveAt: '2026-11-10T00:00:00Z' });
    await decide(loud, { effectiveAt: '2026-12-24T00:00:00Z' });
    await decide(loud, { kind: 'keep' });
    await decide(await addRule('Never'));
    const cancelled = await decide(loud, { effectiveAt: '2026-10-12T00:00:00Z' });
    await api.request.post(`/api/v1/decisions/${cancelled.id}/cancel`);
    const ids = (items: Decision[]) => items.map((item) => item.id);
    const { items: all } = await get('/api/v1/decisions', { limit: 500 });
    const facets = await get('/api/v1/decisions/facets');
    expect(new Set(all.map((item: Decision) => item.outcome)).size).toBeGreaterThanOrEqual(6);
    for (const outcome of DECISION_OUTCOMES) {
      const shown = ids(all.filter((item: Decision) => item.outcome === outcome));
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await get('/api/v1/decisions', { outcome, limit: 2, ...(cursor && { cursor }) });
        listed.push(...ids(page.items));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect([outcome, listed]).toEqual([outcome, shown]);
      expect(facets.outcome).toContainEqual({ value: outcome, count: shown.length });
    }
    expect(facets.total).toBe(all.length);
    const two = await get('/api/v1/decisions/facets', { outcome: 'worse,too_early', kind: 'tune' });
    expect(two.total).toBe(
      (await get('/api/v1/decisions', { outcome: 'worse,too_early', kind: 'tune' })).items.length,
    );
    expect(two.kind).toContainEqual({ value: 'keep', count: 0 });
  });

  it('reminds of finished measurements until somebody has looked', async () => {
    const unseen = async () =>
      (await get('/api/v1/decisions', { unseen: true })).items.map((item: Decision) => item.id);
    const rule = await addRule('Watched');
    const decision = await decide(rule);
    const young = await decide(rule, { effectiveAt: '2026-11-18T00:00:00Z' });
    expect(await unseen()).toContain(decision.id);
    expect(await unseen()).not.toContain(young.id);
    expect((await get('/api/v1/decisions/facets')).unseen).toBe((await unseen()).length);
    const seen = await api.request.post(`/api/v1/decisions/${decision.id}/effect/seen`);
    expect([seen.status, seen.body.effectSeenAt]).toEqual([200, NOW.toISOString()]);
    expect(await unseen()).not.toContain(decision.id);
    const early = await api.request.post(`/api/v1/decisions/${young.id}/effect/seen`);
    expect(early.body.effectSeenAt).toBeNull();
    // Another effective date is another measurement.
    await api.request
      .patch(`/api/v1/decisions/${decision.id}`)
      .send({ rowVersion: seen.body.rowVersion, effectiveAt: '2026-10-05T00:00:00Z' });
    expect(await unseen()).toContain(decision.id);
  });

  it('measures changed definitions that no decision accounts for', async () => {
    const rule = await addRule('Redefined');
    await fire(rule, '2026-09-13T00:00:00Z', '2026-10-10T00:00:00Z', 500);
    await fire(rule, '2026-10-11T00:00:00Z', '2026-11-07T00:00:00Z', 5000);
    await api.dataSource.query(
      `insert into alert_rule_versions (alert_rule_id, version, definition_hash, seen_at)
       values ($1, 1, 'a', '2026-09-01'), ($1, 2, 'b', $2), ($1, 3, 'c', '2026-11-18')`,
      [rule, AT],
    );
    const range = { from: '2026-09-01', to: '2026-11-19' };
    const changes = async (query: object = {}) =>
      (await get('/api/v1/rule-changes', { ...range, ...query })).items;
    expect((await changes()).map((row: { version: number }) => row.version)).toEqual([3, 2]);
    expect(await changes({ outcome: 'worked', service: 'shop' })).toMatchObject([
      {
        version: 2,
        outcome: 'worked',
        effect: { effectiveBy: 'definition', firedBefore: 78, firedAfter: 8 },
      },
    ]);
    const { change, marks } = await get(`/api/v1/rule-changes/${rule}/2/effect`);
    expect(change.version).toBe(2);
    // the third definition is outside of both windows
    expect(marks).toEqual([]);
    await decide(rule, { effectiveAt: '2026-10-10T20:00:00Z' });
    expect((await changes()).map((row: { version: number }) => row.version)).toEqual([3]);
    expect((await api.request.get(`/api/v1/rule-changes/${rule}/9/effect`)).status).toBe(404);
  });
});
