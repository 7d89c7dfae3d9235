import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import type { VerdictsGivenResponse } from '@tenken/shared/verdicts.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';

const STARTS_AT = new Date('2026-11-02T03:00:00.123Z');

describe('verdicts', () => {
  let api: TestApp;
  let sessionId: string;
  let ruleIds: string[];
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const run = Math.random().toString(36).slice(2);
    const [source] = await api.dataSource.query(
      `insert into sources (kind, key, name) values ('generic', $1, $1) returning id`,
      [run],
    );
    const rules = await api.dataSource.query(
      `insert into alert_rules (source_id, uid, name) select $1, n::text, 'rule ' || n from generate_series(1, 3) n
       returning id`,
      [source.id],
    );
    ruleIds = rules.map((rule: { id: string }) => rule.id);
    await api.dataSource.query(`select ensure_month_partitions('episodes', '2026-11-01', '2026-11-01')`);
    await api.dataSource.query(
      `insert into episodes (alert_rule_id, fingerprint, starts_at, source_id) values ($1, 'f 1', $2, $3)`,
      [ruleIds[0], STARTS_AT, source.id],
    );
    const [session] = await api.dataSource.query(
      `insert into review_sessions (title, status, window_from, window_to, time_zone, agenda_steps)
       values ('t', 'running', '2026-11-01', '2026-11-08', 'UTC', '[]') returning id`,
    );
    sessionId = session.id;
  });

  const give = (body: object) => api.request.post('/api/v1/verdicts').send(body);
  const undo = (...ids: string[]) => api.request.post('/api/v1/verdicts/undo').send({ ids });
  const current = async (alertRuleId: string) => {
    const answer = await api.request.get('/api/v1/verdicts').query({ alertRuleId, current: 'true' });
    return answer.body.items.map((item: { verdict: string | null }) => item.verdict);
  };
  const idOf = (answer: { body: VerdictsGivenResponse }) => answer.body.items[0]!.id;

  it('judges a rule for the window of the session, whatever window is sent', async () => {
    const answer = await give({
      reviewSessionId: sessionId,
      alertRuleId: ruleIds[0],
      verdict: 'no_action',
      reason: ' CPU peaks at midnight ',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.items).toMatchObject([
      {
        verdict: 'no_action',
        reason: 'CPU peaks at midnight',
        episodeId: null,
        isCurrent: true,
        window: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' },
      },
    ]);
  });

  it('keeps every event, and only the last one counts', async () => {
    for (const verdict of ['actionable', 'duplicate', null]) {
      await give({ reviewSessionId: sessionId, alertRuleId: ruleIds[0], verdict });
    }
    const log = await api.request.get('/api/v1/verdicts').query({ alertRuleId: ruleIds[0] });
    expect(
      log.body.items.map((item: { verdict: string; isCurrent: boolean }) => [item.verdict, item.isCurrent]),
    ).toEqual([
      [null, true],
      ['duplicate', false],
      ['actionable', false],
    ]);
  });

  it('undoes step by step back to nothing, and an undo can itself be undone', async () => {
    const session = { reviewSessionId: sessionId, alertRuleId: ruleIds[0] };
    const first = idOf(await give({ ...session, verdict: 'actionable' }));
    const second = idOf(await give({ ...session, verdict: 'duplicate' }));
    const undone = idOf(await undo(second));
    expect(await current(ruleIds[0]!)).toEqual(['actionable']);
    await undo(undone);
    expect(await current(ruleIds[0]!)).toEqual(['duplicate']);
    await undo(second);
    await undo(first);
    expect(await current(ruleIds[0]!)).toEqual([null]);
  });

  it('does not undo over the head of someone who has judged since', async () => {
    const session = { reviewSessionId: sessionId, alertRuleId: ruleIds[0] };
    const mine = idOf(await give({ ...session, verdict: 'actionable' }));
    await give({ ...session, verdict: 'expected' });
    const answer = await undo(mine, '999999');
    expect(answer.body).toMatchObject({
      items: [],
      failed: [
        { index: 1, code: 'verdict_not_found' },
        { index: 0, code: 'verdict_changed_since' },
      ],
    });
    expect(await current(ruleIds[0]!)).toEqual(['expected']);
  });

  it('judges episodes, tells bad rows and keeps the good ones', async () => {
    const episodeId = formatEpisodeId({ alertRuleId: ruleIds[0]!, fingerprint: 'f 1', startsAt: STARTS_AT });
    const answer = await api.request.post('/api/v1/verdicts/bulk').send({
      items: [
        { alertRuleId: ruleIds[0], episodeIds: [episodeId], verdict: 'false_positive' },
        { alertRuleId: ruleIds[1], episodeIds: [episodeId], verdict: 'false_positive' },
        { alertRuleId: '999999', verdict: 'unclear' },
        { alertRuleId: ruleIds[1], verdict: 'unclear' },
        {
          alertRuleId: ruleIds[2],
          episodeIds: [formatEpisodeId({ alertRuleId: ruleIds[2]!, fingerprint: 'x', startsAt: STARTS_AT })],
          verdict: 'unclear',
        },
      ],
    });
    expect(answer.status).toBe(201);
    expect(answer.body.items).toMatchObject([{ episodeId, verdict: 'false_positive', window: null }]);
    expect(answer.body.failed.map((row: { code: string }) => row.code)).toEqual([
      'episode_of_other_rule',
      'alert_rule_not_found',
      'window_missing',
      'episode_not_found',
    ]);
  });

  it('undoes a bulk verdict in one request', async () => {
    const answer = await api.request.post('/api/v1/verdicts/bulk').send({
      reviewSessionId: sessionId,
      items: ruleIds.map((alertRuleId) => ({ alertRuleId, verdict: 'false_positive' })),
    });
    const back = await undo(...answer.body.items.map((item: { id: string }) => item.id));
    expect(back.body.items).toHaveLength(3);
    expect(await Promise.all(ruleIds.map(current))).toEqual([[null], [null], [null]]);
  });

  it('has exactly one verdict that counts after many at once, and loses none', async () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        api.request.post('/api/v1/verdicts/bulk').send({
          ...(n % 3 === 0 ? {} : { reviewSessionId: sessionId }),
          items: (n % 2 === 0 ? ruleIds : [...ruleIds].reverse()).map((alertRuleId) => ({
            alertRuleId,
            window,
            verdict: n % 2 === 0 ? 'actionable' : 'unclear',
          })),
        }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(201));
    const rows = await api.dataSource.query(
      `select alert_rule_id, review_session_id is null as free, count(*)::int as all,
         count(*) filter (where is_current)::int as current, count(previous_id)::int as chained
       from verdicts where alert_rule_id = any ($1::bigint[]) group by 1, 2 order by 1, 2`,
      [ruleIds],
    );
    expect(
      rows.map(({ all, current: count, chained }: Record<string, number>) => [all, count, chained]),
    ).toEqual(
      ruleIds.flatMap(() => [
        [8, 1, 7],
        [4, 1, 3],
      ]),
    );
  });

  it('leaves a closed session as it is', async () => {
    const given = idOf(
      await give({ reviewSessionId: sessionId, alertRuleId: ruleIds[0], verdict: 'expected' }),
    );
    await api.dataSource.query(`update review_sessions set status = 'closed' where id = $1`, [sessionId]);
    const answer = await give({ reviewSessionId: sessionId, alertRuleId: ruleIds[0], verdict: 'unclear' });
    expect([answer.status, answer.body.code]).toEqual([409, 'review_closed']);
    expect((await undo(given)).body.code).toBe('review_closed');
    expect(await current(ruleIds[0]!)).toEqual(['expected']);
  });

  it.each([
    [{ verdict: 'actionable' }, 'alertRuleId'],
    [{ alertRuleId: '1', verdict: 'bad' }, 'verdict'],
    [{ alertRuleId: '1', verdict: null, surprise: 1 }, ''],
  ])('answers %j with 400 and the field', async (body, path) => {
    const answer = await give(body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });

  it('is closed to people who only read', async () => {
    const answer = await api.anonymous.post('/api/v1/verdicts').send({});
    expect(answer.status).toBe(401);
  });
});
