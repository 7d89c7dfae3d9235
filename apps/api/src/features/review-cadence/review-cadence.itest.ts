import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CadenceRulesResponse,
  CadenceServicesResponse,
  ReviewCadenceResponse,
} from '@tenken/shared/review-cadence.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';

/** Six services, five of them with rules: reviewed 10, 30, 31, 91 days ago, and never. */
describe('review cadence', () => {
  let api: TestApp;

  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => new Date('2026-11-21T08:00:00Z');
    const db = api.dataSource;
    await db.query(`insert into sources (kind, key, name) values ('generic', 'g', 'G')`);
    await db.query(`insert into teams (key, name, time_zone) values ('web', 'Web', 'Asia/Tokyo')`);
    await db.query(
      `insert into services (key, name, team_id)
       select s.key, s.key, t.id from teams t, unnest(array['a', 'b', 'c', 'd', 'e', 'empty']) s (key)`,
    );
    await db.query(
      `insert into alert_rules (source_id, uid, name, service_id, definition_changed_at)
       select src.id, v.name, v.name, s.id, v.changed::timestamptz
       from sources src, (values ('a-noise', 'a', null), ('a-decided', 'a', null), ('a-changed', 'a', '2026-11-15T00:00Z'),
         ('a-real', 'a', null), ('a-again', 'a', '2026-01-01T00:00Z'), ('b-marked', 'b', null), ('c-never', 'c', null),
         ('d-never', 'd', null), ('e-episode', 'e', null), ('e-cancelled', 'e', null), ('b-was', 'b', null), ('b-now', 'b', null)) v (name, service, changed)
       join services s on s.key = v.service
       where src.key = 'g'`,
    );
    await db.query(
      `update alert_rules old set renamed_to_id = now.id, archived_at = '2026-11-12T00:00Z'
       from alert_rules now where old.name = 'b-was' and now.name = 'b-now'`,
    );
    const review = async (service: string, closedAt: string) => {
      const [{ id }] = await db.query(
        `insert into review_sessions (title, status, window_from, window_to, time_zone, agenda_steps, closed_at)
         values ('Review', 'closed', '2026-08-01', '2026-11-01', 'UTC', '[]', $1) returning id`,
        [closedAt],
      );
      await db.query(
        'insert into review_session_services (review_session_id, service_id) select $1, id from services where key = $2',
        [id, service],
      );
      return id as string;
    };
    const session = await review('a', '2026-11-11T08:00Z');
    const marked = await review('b', '2026-10-22T08:00Z');
    await review('c', '2026-10-22T07:59Z');
    await review('d', '2026-08-22T08:00Z');
    const judge = (rule: string, verdict: string) =>
      db.query(
        `insert into verdicts (review_session_id, alert_rule_id, window_from, window_to, verdict, decided_at)
         select $1, id, '2026-08-01', '2026-11-01', $3, '2026-11-11T07:00Z' from alert_rules where name = $2`,
        [session, rule, verdict],
      );
    await judge('a-noise', 'no_action');
    await judge('a-decided', 'false_positive');
    await judge('a-changed', 'duplicate');
    await judge('a-real', 'actionable');
    await judge('a-again', 'false_positive');
    await judge('e-cancelled', 'no_action');
    await judge('b-was', 'no_action');
    const decide = (rule: string, status: string, at: string, due: string | null) =>
      db.query(
        `insert into decisions (alert_rule_id, kind, status, created_at, due_on)
         select id, 'tune', $2, $3, $4 from alert_rules where name = $1`,
        [rule, status, at, due],
      );
    // 17:00 in Tokyo on the 21st: what was due on the 20th is overdue, what is due today is not.
    await decide('a-decided', 'open', '2026-11-11T07:05Z', '2026-11-20');
    await decide('b-marked', 'open', '2026-11-11T07:05Z', '2026-11-21');
    // What was said of a rule under its earlier name was said of it.
    await decide('b-was', 'done', '2026-11-11T07:05Z', null);
    await decide('a-again', 'done', '2026-10-01T00:00Z', null);
    await decide('e-cancelled', 'cancelled', '2026-11-12T00:00Z', '2026-11-01');
    // of no rule: the day is over in UTC
    await db.query(`insert into decisions (kind, status, due_on) values ('tune', 'open', '2026-11-20')`);
    await db.query(
      `insert into agenda_items (review_session_id, step, position, kind, subject_id, reviewed_at)
       select $1, 'rules', 0, 'alert_rule', id, now() from alert_rules where name = 'b-marked'`,
      [marked],
    );
    await db.query(
      `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict)
       select id, 'f', '2026-11-01T00:00Z', 'actionable' from alert_rules where name = 'e-episode'`,
    );
  });
  afterAll(() => api.close());

  const cadence = async (query = '') =>
    ReviewCadenceResponse.parse(
      (await api.request.get(`/api/v1/metrics/review-cadence${query}`).expect(200)).body,
    );
  const rules = async (state: string) =>
    CadenceRulesResponse.parse(
      (await api.request.get(`/api/v1/review-cadence/rules?state=${state}`).expect(200)).body,
    );
  const services = async (reviewed: string) =>
    CadenceServicesResponse.parse(
      (await api.request.get(`/api/v1/review-cadence/services?reviewed=${reviewed}&limit=2`).expect(200))
        .body,
    );

  it('counts services reviewed within 30 and 90 days, to the minute, and lists as many', async () => {
    const figures = await cadence();
    expect(figures).toMatchObject({ services: 5, reviewedIn30Days: 2, reviewedIn90Days: 3 });
    // R: prop.test(2, 5, correct = FALSE)
    expect(figures.shareIn30Days!.lower).toBeCloseTo(0.1176208, 6);
    expect(figures.shareIn30Days!.upper).toBeCloseTo(0.7692757, 6);
    expect((await services('within_30')).total).toBe(2);
    expect((await services('within_90')).total).toBe(3);
    const never = await services('not_within_90');
    expect([never.total, never.items.map(({ name }) => name)]).toEqual([2, ['e', 'd']]);
    const rest = await services('not_within_30');
    expect([rest.total, rest.items.length, rest.nextCursor !== null]).toEqual([3, 2, true]);
  });

  it('tells rules that nobody ever looked at from those judged to no end', async () => {
    const figures = await cadence();
    expect(figures).toMatchObject({
      rules: 11,
      rulesNeverReviewed: 2,
      reviewedUnchanged: 3,
      decisionsOverdue: 2,
    });
    expect((await rules('never_reviewed')).items.map(({ name }) => name)).toEqual(['c-never', 'd-never']);
    const unchanged = await rules('unchanged');
    expect([unchanged.total, unchanged.items.map(({ name }) => name)]).toEqual([
      3,
      ['a-again', 'a-noise', 'e-cancelled'],
    ]);
    const overdue = await api.request.get('/api/v1/decisions?status=overdue').expect(200);
    expect(overdue.body.items).toHaveLength(figures.decisionsOverdue);
  });

  it('is narrowed to services and teams', async () => {
    expect(await cadence('?service=a')).toMatchObject({ services: 1, rules: 5, rulesNeverReviewed: 0 });
    expect(await cadence('?team=nobody')).toMatchObject({ services: 0, shareIn30Days: null, rules: 0 });
  });
});
