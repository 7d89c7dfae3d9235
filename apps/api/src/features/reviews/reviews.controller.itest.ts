import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgendaItem, RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import { type LobbyResponse, type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';

const NOW = new Date('2026-11-20T07:00:00Z');
const WINDOW = { from: '2026-11-01', to: '2026-11-15', timeZone: 'UTC' };

/**
 * Scenario "small review": service Checkout with a loud rule (6 firings, 2 by night), a rule that changed, two quiet ones;
 * service Search with nothing. Three incidents of Checkout: told by the loud rule a minute in, told 20 minutes late, and by
 * a customer only; one drill. One open decision of October on the loud rule, effective 2026-11-06 (4 firings in the 14 days
 * before it, 2 in the 14 after), and one open coverage gap.
 */
describe('reviews', () => {
  let api: TestApp;
  let now = NOW;
  const id: Record<string, string> = {};

  const insert = async (sql: string, parameters: unknown[] = []): Promise<string> =>
    (await api.dataSource.query(`${sql} returning id`, parameters))[0].id;

  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => now;
    id.team = await insert(`insert into teams (key, name, time_zone) values ('t', 'Core', 'UTC')`);
    id.checkout = await insert(
      `insert into services (key, name, team_id) values ('checkout', 'Checkout', $1)`,
      [id.team],
    );
    id.search = await insert(`insert into services (key, name) values ('search', 'Search')`);
    id.source = await insert(`insert into sources (kind, key, name) values ('generic', 'g', 'g')`);
    await api.dataSource.query(`select ensure_month_partitions('episodes', '2026-09-01', '2026-12-01')`);
    const fire = (rule: string, startsAt: string, minutes: number) => ({
      ruleUid: rule,
      ruleName: rule,
      service: 'Checkout',
      severity: 'critical',
      fingerprint: `${rule}-1`,
      startsAt: new Date(startsAt),
      endsAt: new Date(Date.parse(startsAt) + minutes * 60_000),
      endReason: 'resolved' as const,
      notifiedAt: new Date(startsAt),
      labels: {},
      annotations: {},
      receivedAt: new Date(startsAt),
    });
    await api.app
      .get(EpisodeService)
      .applyTransitions(api.dataSource.manager, id.source, [
        ...[
          '2026-11-02T10:00:00Z',
          '2026-11-03T10:00:00Z',
          '2026-11-04T10:00:00Z',
          '2026-11-05T23:30:00Z',
        ].map((at) => fire('HighLatency', at, 3)),
        fire('HighLatency', '2026-11-10T02:00:00Z', 60),
        fire('HighLatency', '2026-11-12T12:01:00Z', 30),
        fire('DiskFull', '2026-11-13T10:20:00Z', 10),
      ]);
    await api.dataSource.query(
      `insert into alert_rules (source_id, uid, name, service_id, definition_changed_at)
       values ($1, 'c', 'Changed', $2, '2026-11-05'), ($1, 'q', 'Quiet', $2, '2026-05-01')`,
      [id.source, id.checkout],
    );
    for (const [name, uid] of Object.entries({
      loud: 'HighLatency',
      disk: 'DiskFull',
      changed: 'c',
      quiet: 'q',
    })) {
      id[name] = (await api.dataSource.query('select id from alert_rules where uid = $1', [uid]))[0].id;
    }
    const incident = async (title: string, started: string, detected: string, kind = 'incident') => {
      const incidentId = await insert(
        `insert into incidents (title, kind, severity, started_at, detected_at, resolved_at, detection_source)
         values ($1, $2, 'SEV2', $3, $4, $3::timestamptz + interval '1 hour', 'customer')`,
        [title, kind, started, detected],
      );
      await api.dataSource.query('insert into incident_services values ($1, $2)', [incidentId, id.checkout]);
      return incidentId;
    };
    id.caught = await incident('Caught', '2026-11-12T12:00:00Z', '2026-11-12T12:05:00Z');
    id.late = await incident('Late', '2026-11-13T10:00:00Z', '2026-11-13T10:05:00Z');
    id.missed = await incident('Missed', '2026-11-14T10:00:00Z', '2026-11-14T10:05:00Z');
    await incident('Drill', '2026-11-14T12:00:00Z', '2026-11-14T12:05:00Z', 'drill');
    id.earlier = await insert(
      `insert into decisions (alert_rule_id, kind, owner, due_on, effective_at, created_at)
       values ($1, 'tune', 'Aiko', '2026-11-10', '2026-11-06', '2026-10-10')`,
      [id.loud],
    );
    id.gap = await insert(
      `insert into coverage_gaps (service_id, signal, expected) values ($1, 'errors', 'an alert on failed payments')`,
      [id.checkout],
    );
  });
  afterAll(() => api.close());
  afterEach(async () => {
    now = NOW;
    await api.dataSource.query('delete from verdicts');
    await api.dataSource.query('delete from decisions where id <> $1', [id.earlier]);
    await api.dataSource.query('delete from coverage_gaps where id <> $1', [id.gap]);
    await api.dataSource.query('delete from review_sessions');
  });

  const create = async (more: object = {}): Promise<ReviewRoom> => {
    const answer = await api.request
      .post('/api/v1/reviews')
      .send({ serviceIds: [id.checkout], ...WINDOW, language: 'en', start: true, ...more });
    expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
    return ReviewRoomSchema.parse(answer.body);
  };
  const get = async (roomId: string): Promise<ReviewRoom> =>
    ReviewRoomSchema.parse((await api.request.get(`/api/v1/reviews/${roomId}`)).body);
  const post = (path: string, body: object = {}) => api.request.post(`/api/v1/reviews/${path}`).send(body);
  const nameOf = (item: AgendaItem) =>
    item.kind === 'alert_rule'
      ? item.evidence.name
      : item.kind === 'incident'
        ? item.evidence.title
        : item.kind === 'decision'
          ? `${item.evidence.kind} ${item.evidence.ruleName}`
          : item.kind === 'coverage_gap'
            ? item.evidence.signal
            : item.evidence.title;
  const ruleOf = (room: ReviewRoom, name: string) =>
    room.items.find((item): item is RuleAgendaItem => nameOf(item) === name)!;

  it('makes the agenda out of the data, in the order in which it deserves time', async () => {
    const room = await create();
    expect(room.items.map((item) => [item.kind, nameOf(item)])).toEqual([
      ['decision', 'tune HighLatency'],
      ['alert_rule', 'HighLatency'],
      ['alert_rule', 'Changed'],
      ['alert_rule', 'DiskFull'],
      ['alert_rule', 'Quiet'],
      ['incident', 'Missed'],
      ['incident', 'Late'],
      ['coverage_gap', 'errors'],
    ]);
    expect(room.title).toBe('Alert review: Checkout');
    expect(room.steps.map((step) => step.minutes)).toEqual([5, 3, 30, 5, 2]);
    expect([room.status, room.currentStep, room.progress]).toEqual([
      'running',
      'open_decisions',
      { reviewed: 0, total: 8 },
    ]);
  });

  it('brings the evidence of each item', async () => {
    const room = await create();
    expect(ruleOf(room, 'HighLatency').evidence).toMatchObject({
      group: 'needs_decision',
      fired: 6,
      pages: 6,
      nightPages: 2,
      ended: 6,
      selfResolvedShare: 1,
      precision: null,
      lastVerdict: null,
    });
    expect(ruleOf(room, 'HighLatency').evidence.fleetingShare).toBeCloseTo(4 / 6);
    expect(ruleOf(room, 'HighLatency').evidence.firedByDay.reduce((sum, n) => sum + n, 0)).toBe(6);
    expect(['Changed', 'DiskFull', 'Quiet'].map((name) => ruleOf(room, name).evidence.group)).toEqual([
      'changed',
      'quiet',
      'quiet',
    ]);
    expect(room.items.find((item) => item.kind === 'decision')?.evidence).toMatchObject({
      isOverdue: true,
      owner: 'Aiko',
      effect: { firedBefore: 4, firedAfter: 2, ratio: 0.5, verdict: 'no_clear_change' },
    });
    expect(room.items.filter((item) => item.kind === 'incident').map((item) => item.evidence)).toMatchObject([
      { detection: 'missed', suggestedLinks: 0, firstAlert: null },
      {
        detection: 'late',
        suggestedLinks: 1,
        firstAlert: { alertRuleId: id.disk, lagSeconds: 1200, status: 'suggested' },
      },
    ]);
    expect(room.overview).toMatchObject({
      rules: 4,
      fired: 7,
      pages: 7,
      nightPages: 2,
      incidents: 3,
      incidentsCaught: 1,
      incidentsLate: 1,
      incidentsMissed: 1,
      previousFired: null,
    });
  });

  it('leaves noise that was accepted among the quiet rules, until there is more of it or its day has passed', async () => {
    const keep = async (acceptedPerWeek: number, acceptedUntil?: string) => {
      const body = { alertRuleId: id.loud, kind: 'keep', acceptedPerWeek, acceptedUntil };
      const { status, body: made } = await api.request.post('/api/v1/decisions').send(body);
      expect([status, made.detail]).toEqual([201, undefined]);
      const { evidence } = ruleOf(await create(), 'HighLatency');
      return [evidence.group, evidence.accepted];
    };
    const accepted = { until: null, decisionId: expect.any(String), exceeded: false };
    // Six firings in two weeks.
    expect(await keep(3)).toEqual(['quiet', { ...accepted, perWeek: 3 }]);
    expect(await keep(2)).toEqual(['needs_decision', { ...accepted, perWeek: 2, exceeded: true }]);
    expect(await keep(9, '2026-11-20')).toEqual(['quiet', { ...accepted, perWeek: 9, until: '2026-11-20' }]);
    expect(await keep(9, '2026-11-19')).toEqual(['needs_decision', null]);
  });

  it('counts an item as reviewed by verdict, decision, gap or tick, and takes it back', async () => {
    const { id: roomId, items } = await create();
    const verdict = await api.request
      .post('/api/v1/verdicts')
      .send({ reviewSessionId: roomId, alertRuleId: id.loud, verdict: 'no_action' });
    const decision = await api.request.post('/api/v1/decisions').send({
      reviewSessionId: roomId,
      alertRuleId: id.disk,
      kind: 'add_runbook',
      owner: 'Ken',
      dueOn: '2026-12-01',
      createActionItem: true,
    });
    expect(decision.status).toBe(201);
    expect(decision.body.actionItem.title).toBe('Write a runbook for “DiskFull”');
    await post(`${roomId}/coverage-gaps`, {
      serviceId: id.checkout,
      signal: 'errors',
      incidentId: id.missed,
    });
    const quiet = items.filter(
      (item) => item.kind === 'alert_rule' && item.evidence.group !== 'needs_decision',
    );
    const ticked = await post(`${roomId}/items/reviewed`, {
      itemIds: quiet.map((item) => item.id),
      reviewed: true,
    });
    expect([ticked.status, ticked.body.detail]).toEqual([200, undefined]);
    const room = await get(roomId);
    expect(room.items.filter((item) => item.isReviewed).map(nameOf)).toEqual([
      'HighLatency',
      'Changed',
      'DiskFull',
      'Quiet',
      'Missed',
    ]);
    expect(room.verdictCounts).toMatchObject({ no_action: 1, actionable: 0 });
    expect(ruleOf(room, 'HighLatency').episodeVerdicts).toMatchObject({ no_action: 6, actionable: 0 });
    expect(room.actionItems).toMatchObject([{ owner: 'Ken', dueOn: '2026-12-01', status: 'open' }]);
    expect(room.gaps).toMatchObject([{ signal: 'errors', incident: { title: 'Missed' } }]);

    await api.request.post('/api/v1/verdicts/undo').send({ ids: [verdict.body.items[0].id] });
    await api.request.post(`/api/v1/decisions/${decision.body.id}/undo`);
    await post(`${roomId}/items/reviewed`, { itemIds: quiet.map((item) => item.id), reviewed: false });
    const undone = await get(roomId);
    expect(undone.items.filter((item) => item.isReviewed).map(nameOf)).toEqual(['Missed']);
    expect(undone.decisions).toEqual([]);
  });

  it('loses no word when two people write at once', async () => {
    const { id: roomId, rowVersion, items } = await create();
    const write = (notes: string, version: number) =>
      api.request.put(`/api/v1/reviews/${roomId}/notes`).send({ notes, rowVersion: version });
    const answers = await Promise.all([write('one', rowVersion), write('two', rowVersion)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body.code).toBe('stale');
    const room = await get(roomId);
    expect((await write(`${room.notes} and both`, room.rowVersion)).body.notes).toMatch(
      /^(one|two) and both$/,
    );
    const note = (rowVersionOfItem: number) =>
      api.request
        .put(`/api/v1/reviews/${roomId}/items/${items[0]!.id}/note`)
        .send({ note: 'n', rowVersion: rowVersionOfItem });
    expect([(await note(1)).status, (await note(1)).status, (await note(2)).status]).toEqual([200, 409, 200]);
  });

  it('refreshes the agenda without touching what was reviewed', async () => {
    const room = await create();
    const disk = ruleOf(room, 'DiskFull');
    await post(`${room.id}/items/reviewed`, { itemIds: [disk.id], reviewed: true });
    await api.dataSource.query(`update alert_rules set owner = 'New owner' where id = any ($1::bigint[])`, [
      [id.disk, id.quiet],
    ]);
    const late = await insert(
      `insert into alert_rules (source_id, uid, name, service_id) values ($1, $2, 'Brand new', $3)`,
      [id.source, `new-${room.id}`, id.checkout],
    );
    const after = ReviewRoomSchema.parse((await post(`${room.id}/refresh`)).body);
    expect(ruleOf(after, 'DiskFull').evidence.owner).toBeNull();
    expect(ruleOf(after, 'Quiet').evidence.owner).toBe('New owner');
    expect(after.items).toHaveLength(room.items.length + 1);
    await api.dataSource.query('delete from alert_rules where id = $1', [late]);
  });

  it('leaves what a decision or a gap was made on as it was, and renews what has to be looked at again', async () => {
    await api.dataSource.query('update alert_rules set owner = null');
    const room = await create();
    await api.request
      .post('/api/v1/decisions')
      .send({ reviewSessionId: room.id, alertRuleId: id.loud, kind: 'tune' });
    await post(`${room.id}/coverage-gaps`, {
      serviceId: id.checkout,
      signal: 'errors',
      incidentId: id.missed,
    });
    const itemIds = [ruleOf(room, 'DiskFull').id, ruleOf(room, 'Quiet').id];
    await post(`${room.id}/items/reviewed`, { itemIds, reviewed: true });
    await api.dataSource.query(
      `update alert_rules set owner = 'Later', definition_changed_at = case when id = $1 then $2::timestamptz
         else definition_changed_at end where id = any ($3::bigint[])`,
      [id.quiet, new Date(NOW.getTime() + 60_000), [id.loud, id.disk, id.quiet]],
    );
    await api.dataSource.query(`update incidents set title = 'Missed, and renamed' where id = $1`, [
      id.missed,
    ]);
    const after = ReviewRoomSchema.parse((await post(`${room.id}/refresh`)).body);
    const owners = ['HighLatency', 'DiskFull', 'Quiet'].map((name) => ruleOf(after, name).evidence.owner);
    await api.dataSource.query(`update alert_rules set owner = null`);
    await api.dataSource.query(`update alert_rules set definition_changed_at = '2026-05-01' where id = $1`, [
      id.quiet,
    ]);
    await api.dataSource.query(`update incidents set title = 'Missed' where id = $1`, [id.missed]);
    expect(owners).toEqual([null, null, 'Later']);
    expect(after.items.map(nameOf)).toContain('Missed');
  });

  it('times its steps, freezes its record at the close, and can be reopened', async () => {
    const room = await create();
    const at = (minutes: number) => {
      now = new Date(NOW.getTime() + minutes * 60_000);
    };
    at(4);
    await post(`${room.id}/step`, { step: 'rules' });
    await api.request
      .post('/api/v1/verdicts')
      .send({ reviewSessionId: room.id, alertRuleId: id.loud, verdict: 'false_positive' });
    at(24);
    const closed = ReviewRoomSchema.parse((await post(`${room.id}/close`)).body);
    now = NOW;
    expect(closed.steps.map((step) => step.spentSeconds)).toEqual([240, 0, 1200, 0, 0]);
    await api.dataSource.query(`update decisions set status = 'done', owner = 'Bo' where id = $1`, [
      id.earlier,
    ]);
    await api.dataSource.query(`update alert_rules set name = 'Renamed' where id = $1`, [id.loud]);
    expect(await get(room.id)).toEqual(closed);
    await api.dataSource.query(`update decisions set status = 'open', owner = 'Aiko' where id = $1`, [
      id.earlier,
    ]);
    await api.dataSource.query(`update alert_rules set name = 'HighLatency' where id = $1`, [id.loud]);
    for (const [path, body] of [
      ['step', { step: 'rules' }],
      ['items/reviewed', { itemIds: ['1'], reviewed: true }],
      ['coverage-gaps', { serviceId: id.checkout, signal: 'errors' }],
      ['close', {}],
    ] as const) {
      expect((await post(`${room.id}/${path}`, body)).body.code).toBe('review_closed');
    }
    const reopened = await post(`${room.id}/reopen`);
    expect(reopened.body).toMatchObject({ status: 'running', currentStep: 'wrap_up', closedAt: null });
  });

  it('brings a decision that was carried out back when its effect can be seen, once', async () => {
    await api.dataSource.query(
      `update decisions set status = 'done', effective_at = '2026-10-20' where id = $1`,
      [id.earlier],
    );
    const decisions = (of: ReviewRoom) => of.items.filter((item) => item.kind === 'decision');
    const room = await create();
    expect(decisions(room).map((item) => item.evidence)).toMatchObject([{ id: id.earlier, status: 'done' }]);
    await post(`${room.id}/items/reviewed`, { itemIds: [decisions(room)[0]!.id], reviewed: true });
    await post(`${room.id}/close`);
    expect(decisions(await create())).toEqual([]);
    await api.dataSource.query(
      `update decisions set status = 'open', effective_at = '2026-11-06', effect_seen_at = null where id = $1`,
      [id.earlier],
    );
  });

  it('gives minutes in both languages', async () => {
    const room = await create();
    const english = await api.request.get(`/api/v1/reviews/${room.id}/minutes`);
    expect(english.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(english.text).toContain('## Open decisions of earlier reviews');
    const japanese = await api.request.get(`/api/v1/reviews/${room.id}/minutes`).query({ language: 'ja' });
    expect(japanese.text).toContain('## 次回への持ち越し');
  });

  it('lists sessions with what came out of them', async () => {
    const { id: roomId } = await create({ title: 'Listed', start: false });
    await api.request
      .post('/api/v1/verdicts')
      .send({ reviewSessionId: roomId, alertRuleId: id.loud, verdict: 'expected' });
    const list = await api.request
      .get('/api/v1/reviews')
      .query({ status: 'planned', serviceId: id.checkout });
    expect(list.body.items).toMatchObject([
      {
        title: 'Listed',
        status: 'planned',
        itemCount: 8,
        reviewedCount: 1,
        verdictCount: 1,
        decisionCount: 0,
      },
    ]);
    await create();
    const paged = await api.request.get('/api/v1/reviews').query({ limit: 1 });
    const next = await api.request.get('/api/v1/reviews').query({ limit: 1, cursor: paged.body.nextCursor });
    expect(Number(next.body.items[0].id)).toBeLessThan(Number(paged.body.items[0].id));
  });

  it('ranks services by noise, nights and time since the last review', async () => {
    const lobby = async (): Promise<LobbyResponse> =>
      (await api.request.get('/api/v1/reviews/lobby').query(WINDOW)).body;
    const before = await lobby();
    expect(before.items.map((service) => service.serviceName)).toEqual(['Checkout', 'Search']);
    expect(before.items[0]).toMatchObject({
      rules: 4,
      fired: 7,
      nightPages: 2,
      selfResolved: 7,
      incidentsWithoutAlert: 2,
      openDecisions: 1,
    });
    const room = await create();
    await post(`${room.id}/close`);
    const after = await lobby();
    expect(after.items[0]!.lastReview?.id).toBe(room.id);
    expect(after.items[0]!.score).toBeLessThan(before.items[0]!.score);
  });

  it.each([
    [{ serviceIds: [] }, 'serviceIds'],
    [{ serviceIds: ['999999'] }, 'serviceIds.0'],
    [{ from: '2026-11-15' }, 'to'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ facilitatorId: '999999' }, 'facilitatorId'],
  ])('answers %j with 400 and the field', async (more, path) => {
    const answer = await api.request
      .post('/api/v1/reviews')
      .send({ serviceIds: [id.checkout], ...WINDOW, language: 'en', ...more });
    expect([answer.status, answer.body.errors?.[0].path]).toEqual([400, path]);
  });

  it('knows no room that is not there', async () => {
    expect((await api.request.get('/api/v1/reviews/999999')).body.code).toBe('review_not_found');
  });
});
