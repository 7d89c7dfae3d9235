import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RuleAgendaItem, TopicAgendaItem } from '@tenken/shared/review-agenda.contract';
import { type ReviewChanges, ReviewChangesSchema } from '@tenken/shared/review-changes.contract';
import { PresenceResponse } from '@tenken/shared/review-live.contract';
import { ReviewTemplatesResponse } from '@tenken/shared/review-templates.contract';
import { RuleVotesSchema } from '@tenken/shared/review-votes.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { signInFirstAdmin, signInInvited } from '../identity/test-people.js';

const NOW = new Date('2026-11-20T07:00:00Z');

/** Three people and a service with three rules that never fired: Aiko and Ken vote, the viewer watches. */
describe('a session of several people', () => {
  let api: TestApp;
  let now = NOW;
  let aiko: Awaited<ReturnType<typeof signInFirstAdmin>>;
  let ken: typeof aiko;
  let viewer: typeof aiko;
  let service: string;
  let rules: string[];

  beforeAll(async () => {
    api = await createTestApp();
    aiko = await signInFirstAdmin(api);
    ken = await signInInvited(api, 'member');
    viewer = await signInInvited(api, 'viewer');
    const [row] = await api.dataSource.query(
      `insert into services (key, name) values ('checkout', 'Checkout') returning id`,
    );
    service = row.id;
    const [source] = await api.dataSource.query(
      `insert into sources (kind, key, name) values ('generic', 'g', 'g') returning id`,
    );
    rules = (
      await api.dataSource.query(
        `insert into alert_rules (source_id, uid, name, service_id)
         select $1, t.name, t.name, $2 from unnest('{A,B,C}'::text[]) as t (name) returning id`,
        [source.id, service],
      )
    ).map((rule: { id: string }) => rule.id);
    api.app.get(Clock).now = () => now;
  });
  afterAll(() => api.close());
  afterEach(async () => {
    now = NOW;
    await api.dataSource.query('delete from review_sessions');
  });

  const WINDOW = { from: '2026-11-01', to: '2026-11-15', timeZone: 'UTC', language: 'en' };
  const create = async (more: object = {}): Promise<ReviewRoom> => {
    const answer = await aiko
      .post('/api/v1/reviews')
      .send({ serviceIds: [service], ...WINDOW, start: true, ...more });
    expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
    return ReviewRoomSchema.parse(answer.body);
  };
  const told = new Map<typeof aiko, ReviewRoom>();
  /** The whole room; what this person was told before says the same once the changes since are put into it. */
  const room = async (id: string, who = aiko): Promise<ReviewRoom> => {
    const whole = ReviewRoomSchema.parse((await who.get(`/api/v1/reviews/${id}`).expect(200)).body);
    const known = told.get(who);
    told.set(who, whole);
    if (known?.id !== id || known.revision === undefined) return whole;
    const changes = await changesOf(id, known.revision, who);
    if (!changes.isStale) expect(withChanges(known, changes)).toEqual(whole);
    return whole;
  };
  const changesOf = async (id: string, since: string, who = aiko): Promise<ReviewChanges> =>
    ReviewChangesSchema.parse(
      (await who.get(`/api/v1/reviews/${id}/changes`).query({ since }).expect(200)).body,
    );
  const withChanges = (
    known: ReviewRoom,
    { isStale: _, head, counts, items, ...rest }: ReviewChanges,
  ): ReviewRoom => {
    const changed = new Map(items.map((item) => [item.id, item]));
    return ReviewRoomSchema.parse({
      ...known,
      ...head,
      ...counts,
      ...rest,
      items: known.items.map((item) => ({ ...item, ...changed.get(item.id) })),
    });
  };
  const ruleItems = (of: ReviewRoom) =>
    of.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule');
  const topics = (of: ReviewRoom) =>
    of.items.filter((item): item is TopicAgendaItem => item.kind === 'topic');
  const minutes = (n: number) => {
    now = new Date(NOW.getTime() + n * 60_000);
  };

  it('keeps votes to those who gave them until they are revealed, and then measures the agreement', async () => {
    const { id, items } = await create({ start: false, votesFirst: true });
    const path = (item: number) => `/api/v1/reviews/${id}/items/${items[item]!.id}/vote`;
    const vote = async (who: typeof aiko, item: number, verdict: string | null) =>
      RuleVotesSchema.parse((await who.put(path(item)).send({ verdict }).expect(200)).body);
    expect(await vote(aiko, 0, 'actionable')).toMatchObject({
      isRevealed: false,
      mine: 'actionable',
      all: [],
    });
    await vote(aiko, 1, 'no_action');
    await vote(ken, 0, 'actionable');
    await vote(ken, 1, 'duplicate');
    expect(await vote(ken, 1, 'duplicate')).toMatchObject({ mine: 'duplicate' });
    await vote(aiko, 2, 'unclear');
    expect(await vote(aiko, 2, null)).toMatchObject({ mine: null, voters: [] });

    const hidden = await room(id, ken);
    expect(hidden.agreement).toBeNull();
    expect(ruleItems(hidden)[1]!.votes).toMatchObject({ mine: 'duplicate', all: [], counts: null });
    expect(ruleItems(hidden)[1]!.votes.voters.map(({ name }) => name)).toEqual(['First Admin', 'A member']);
    expect(JSON.stringify(ruleItems(hidden)[1]!.votes)).not.toContain('no_action');
    const log = JSON.stringify(await api.dataSource.query(`select * from audit_log where action = 'voted'`));
    expect(log).not.toContain('duplicate');

    const reveal = (revealed: boolean, itemIds = items.map((item) => item.id)) =>
      aiko.post(`/api/v1/reviews/${id}/votes/reveal`).send({ itemIds, revealed }).expect(200);
    const open = ReviewRoomSchema.parse((await reveal(true)).body);
    expect(ruleItems(open)[1]!.votes).toMatchObject({
      isRevealed: true,
      counts: { no_action: 1, duplicate: 1 },
    });
    // Two rules: agreed once; expected 1/4 (actionable) → (1/2 − 1/4) / (1 − 1/4)
    expect(open.agreement).toMatchObject({ method: 'cohen', items: 2, raters: 2, observed: 0.5 });
    expect(open.agreement!.kappa).toBeCloseTo(1 / 3, 12);
    const late = await ken.put(path(1)).send({ verdict: 'no_action' });
    expect([late.status, late.body.code]).toEqual([409, 'votes_revealed']);

    // Hidden again, a vote can be changed, but was given in the know of the others.
    await reveal(false);
    expect(ruleItems(await room(id))[1]!.votes).toMatchObject({ isRevealed: false, all: [], counts: null });
    minutes(1);
    await vote(ken, 1, 'no_action');
    const again = ReviewRoomSchema.parse((await reveal(true)).body);
    expect(again.agreement).toMatchObject({ items: 1, reason: 'one_category' });

    // Frozen for nobody in particular, each finds their own vote in it.
    await aiko.post(`/api/v1/reviews/${id}/close`).expect(200);
    expect(ruleItems(await room(id, ken))[0]!.votes.mine).toBe('actionable');
    expect(ruleItems(await room(id, viewer))[0]!.votes).toMatchObject({
      mine: null,
      counts: { actionable: 2 },
    });
    expect((await ken.put(path(0)).send({ verdict: null })).body.code).toBe('review_closed');
  });

  it('tells each reader what changed since, without evidence and without votes that are still hidden', async () => {
    const { id, items, revision } = await create({ votesFirst: true });
    const seenByKen = await room(id, ken);
    expect(await changesOf(id, revision!)).toMatchObject({ isStale: false, revision, items: [] });
    await aiko
      .put(`/api/v1/reviews/${id}/items/${items[0]!.id}/vote`)
      .send({ verdict: 'duplicate' })
      .expect(200);
    const forKen = await changesOf(id, seenByKen.revision!, ken);
    expect(forKen.items).toMatchObject([{ id: items[0]!.id, votes: { mine: null, voters: [{}], all: [] } }]);
    expect(forKen.items[0]).not.toHaveProperty('evidence');
    expect(forKen).not.toHaveProperty('head');
    expect(JSON.stringify(forKen)).not.toContain('"mine":"duplicate"');
    await ken
      .post('/api/v1/verdicts')
      .send({ reviewSessionId: id, alertRuleId: rules[1], verdict: 'unclear' })
      .expect(201);
    await ken.put(`/api/v1/reviews/${id}/notes`).send({ notes: 'Said', rowVersion: 1 });
    await room(id, ken);
    const forAiko = await changesOf(id, revision!);
    expect(forAiko.items).toHaveLength(2);
    expect(forAiko.counts?.verdictCounts.unclear).toBe(1);
    expect(withChanges(await room(id), await changesOf(id, revision!))).toEqual(await room(id));
    await aiko.post(`/api/v1/reviews/${id}/topics`).send({ step: 'wrap_up', title: 'New' });
    await aiko.post(`/api/v1/reviews/${id}/close`).expect(200);
    expect(await changesOf(id, revision!)).toEqual({ isStale: true, items: [] });
    await viewer.get(`/api/v1/reviews/${id}/changes`).expect(400);
  });

  it('lets no token and no viewer vote, and knows only rules', async () => {
    const { id, items } = await create();
    const path = `/api/v1/reviews/${id}/items/${items[0]!.id}/vote`;
    expect((await api.request.put(path).send({ verdict: 'unclear' })).body.code).toBe('nobody_to_join');
    await viewer.put(path).send({ verdict: 'unclear' }).expect(403);
    const missing = await aiko.put(`/api/v1/reviews/${id}/items/999/vote`).send({ verdict: 'unclear' });
    expect(missing.body.code).toBe('agenda_item_not_found');
  });

  it('shows who is where, whoever watches too, and forgets tabs that say no more', async () => {
    const { id, items } = await create();
    const where = { step: 'rules', itemId: items[0]!.id, isFollowing: false, editing: null };
    const put = (who: typeof aiko, tabId: string, more: object = {}) =>
      who
        .put(`/api/v1/reviews/${id}/presence`)
        .send({ tabId, ...where, ...more })
        .expect(204);
    const present = async () =>
      PresenceResponse.parse((await aiko.get(`/api/v1/reviews/${id}/presence`).expect(200)).body).items.map(
        ({ user, tabId, editing }) => [user.name, tabId, editing],
      );
    await put(aiko, 'tab-aiko-1');
    await put(viewer, 'tab-viewer', { isFollowing: true });
    minutes(0.5);
    await put(aiko, 'tab-aiko-2', { editing: 'notes' });
    expect(await present()).toEqual([
      ['A viewer', 'tab-viewer', null],
      ['First Admin', 'tab-aiko-2', 'notes'],
      ['First Admin', 'tab-aiko-1', null],
    ]);
    minutes(0.5 + 35 / 60);
    expect(await present()).toEqual([['First Admin', 'tab-aiko-2', 'notes']]);
    await aiko.delete(`/api/v1/reviews/${id}/presence/tab-aiko-2`).expect(204);
    expect(await present()).toEqual([]);
    await put(ken, 'tab-ken-01');
    const [{ n }] = await api.dataSource.query('select count(*)::int as n from review_presence');
    expect(n).toBe(1);
    const nowhere = await ken.put('/api/v1/reviews/999999/presence').send({ tabId: 'tab-ken-01', ...where });
    expect(nowhere.body.code).toBe('review_not_found');
  });

  it('has one presenter at a time, who can hand over', async () => {
    const { id } = await create();
    const present = async (who: typeof aiko, body: object) =>
      (await who.post(`/api/v1/reviews/${id}/present`).send(body).expect(200)).body.presenter;
    const first = await present(aiko, { present: true });
    expect(first.name).toBe('First Admin');
    expect((await present(ken, { present: true })).name).toBe('A member');
    // Aiko did not see that Ken took over: her giving it up takes nothing from him.
    expect((await present(aiko, { present: false })).name).toBe('A member');
    expect(await present(ken, { present: true, userId: first.id })).toEqual(first);
    expect(await present(aiko, { present: false })).toBeNull();
    await present(aiko, { present: true });
    await aiko.post(`/api/v1/reviews/${id}/close`).expect(200);
    expect((await room(id)).presenter).toBeNull();
  });

  it('talks about topics of its own, carries over what there was no time for', async () => {
    const steps = [
      { key: 'outlook', title: 'Coming changes', minutes: 5 },
      { key: 'wrap_up', minutes: 2 },
    ];
    const { id } = await create({ agendaSteps: steps });
    const clientId = randomUUID();
    const add = (title: string, more: object = {}) =>
      ken.post(`/api/v1/reviews/${id}/topics`).send({ step: 'outlook', title, ...more });
    await Promise.all([
      add('Move to the new cluster', { clientId }),
      add('Move to the new cluster', { clientId }),
    ]);
    await add('Done with this one').expect(201);
    await add('A mistake').expect(201);
    expect((await add('Nowhere', { step: 'rules' })).body.errors?.[0].path).toBe('step');
    const [move, done, mistake] = topics(await room(id));
    expect(
      topics(await room(id)).map(({ step, evidence }) => [step, evidence.title, evidence.addedBy?.name]),
    ).toEqual([
      ['outlook', 'Move to the new cluster', 'A member'],
      ['outlook', 'Done with this one', 'A member'],
      ['outlook', 'A mistake', 'A member'],
    ]);
    const at = `/api/v1/reviews/${id}/topics`;
    await ken.delete(`${at}/${mistake!.id}`).expect(200);
    expect(topics(await room(id))).toHaveLength(2);
    await ken.post(`${at}/${mistake!.id}/restore`).expect(200);
    await ken.patch(`${at}/${mistake!.id}`).send({ title: 'No mistake' }).expect(200);
    expect(topics(await room(id)).map(({ evidence }) => evidence.title)).toContain('No mistake');
    await ken.delete(`${at}/${mistake!.id}`).expect(200);
    await aiko
      .post(`/api/v1/reviews/${id}/items/reviewed`)
      .send({ itemIds: [done!.id], reviewed: true })
      .expect(200);
    expect((await aiko.get('/api/v1/reviews')).body.items[0]).toMatchObject({
      itemCount: 2,
      reviewedCount: 1,
    });
    const closed = ReviewRoomSchema.parse((await aiko.post(`/api/v1/reviews/${id}/close`).expect(200)).body);
    expect(topics(closed).map((topic) => [topic.evidence.title, topic.isReviewed])).toEqual([
      ['Move to the new cluster', false],
      ['Done with this one', true],
    ]);

    minutes(60);
    const builtin = 'しきい値の見直しと不要なアラートの削除';
    const next = await create({ agendaSteps: [{ key: 'rules', title: builtin, minutes: 9 }] });
    expect([next.steps[0]?.isBuiltin, closed.steps.some(({ isBuiltin }) => isBuiltin)]).toEqual([
      true,
      false,
    ]);
    expect(topics(next).map(({ step, evidence }) => [step, evidence])).toEqual([
      ['rules', { ...move!.evidence, carriedFrom: { id, title: closed.title } }],
    ]);
  });

  it.each([
    [[{ key: 'outlook', minutes: 5 }], 'agendaSteps.0.title'],
    [[{ key: 'Out look', title: 'x', minutes: 5 }], 'agendaSteps.0.key'],
    [
      [
        { key: 'rules', minutes: 5 },
        { key: 'rules', minutes: 5 },
      ],
      'agendaSteps',
    ],
  ])('answers the agenda %j with 400 and the field', async (agendaSteps, path) => {
    const answer = await aiko.post('/api/v1/reviews').send({ serviceIds: [service], ...WINDOW, agendaSteps });
    expect([answer.status, answer.body.errors?.[0].path]).toEqual([400, path]);
  });

  it('has a timer that can be stopped, lengthened and started anew without losing what was spent', async () => {
    const { id } = await create();
    const timer = async (body: object) =>
      ReviewRoomSchema.parse((await aiko.post(`/api/v1/reviews/${id}/timer`).send(body).expect(200)).body);
    minutes(2);
    expect(await timer({ action: 'pause' })).toMatchObject({ timerPausedAt: now.toISOString() });
    minutes(10);
    const added = await timer({ action: 'add', minutes: 3 });
    expect(added).toMatchObject({ timerPausedAt: new Date(NOW.getTime() + 120_000).toISOString() });
    expect(added.steps[0]).toMatchObject({ minutes: 8, spentSeconds: 120 });
    expect(await timer({ action: 'resume' })).toMatchObject({ timerPausedAt: null });
    minutes(11);
    const restarted = await timer({ action: 'restart' });
    expect(restarted.steps[0]).toMatchObject({ spentSeconds: 180, timerFromSeconds: 180 });
    expect((await timer({ action: 'restart', fromSeconds: 0 })).steps[0]).toMatchObject({
      timerFromSeconds: 0,
    });
    await timer({ action: 'pause' });
    minutes(20);
    await aiko.post(`/api/v1/reviews/${id}/step`).send({ step: 'rules' }).expect(200);
    minutes(21);
    const closed = ReviewRoomSchema.parse((await aiko.post(`/api/v1/reviews/${id}/close`).expect(200)).body);
    expect(closed.steps.map((step) => step.spentSeconds)).toEqual([180, 0, 60, 0, 0]);
    expect(closed.timerPausedAt).toBeNull();
    const noMinutes = await aiko.post(`/api/v1/reviews/${id}/timer`).send({ action: 'add' });
    expect(noMinutes.body.errors?.[0].path).toBe('minutes');
  });

  it('is signed off when it is closed, anew after it was opened again, and each takes back only their own', async () => {
    const { id } = await create();
    const path = `/api/v1/reviews/${id}/sign-offs`;
    expect((await ken.post(path).send({})).body.code).toBe('review_not_closed');
    await aiko.post(`/api/v1/reviews/${id}/close`).expect(200);
    await ken.post(path).send({ comment: 'Read' }).expect(201);
    await aiko.post(path).send({}).expect(201);
    const signed = async () => (await room(id)).signOffs.map(({ person, comment }) => [person.name, comment]);
    expect(await signed()).toEqual([
      ['First Admin', null],
      ['A member', 'Read'],
    ]);
    await aiko.delete(path).expect(200);
    expect(await signed()).toEqual([['A member', 'Read']]);
    minutes(5);
    await aiko.post(`/api/v1/reviews/${id}/reopen`).expect(200);
    await aiko.post(`/api/v1/reviews/${id}/close`).expect(200);
    expect(await signed()).toEqual([]);
  });

  it('asks to look again at a rule that was changed after it was looked at, unless that is what was decided', async () => {
    const { id, items } = await create();
    const verdict = { reviewSessionId: id, alertRuleId: rules[0], verdict: 'no_action' };
    const given = await aiko.post('/api/v1/verdicts').send(verdict).expect(201);
    await aiko.post(`/api/v1/reviews/${id}/items/reviewed`).send({ itemIds: [items[1]!.id], reviewed: true });
    await aiko.post('/api/v1/verdicts').send({ ...verdict, alertRuleId: rules[2] });
    await aiko
      .post('/api/v1/decisions')
      .send({ reviewSessionId: id, alertRuleId: rules[2], kind: 'tune' })
      .expect(201);
    minutes(1);
    await api.dataSource.query('update alert_rules set definition_changed_at = $1', [now]);
    const states = async () =>
      ruleItems(await room(id)).map((item) => [item.changedSinceReviewed, item.isReviewed]);
    expect(await states()).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect((await aiko.get('/api/v1/reviews')).body.items[0]).toMatchObject({
      itemCount: 3,
      reviewedCount: 1,
    });
    minutes(15);
    await aiko.post('/api/v1/verdicts').send(verdict).expect(201);
    await aiko.post(`/api/v1/reviews/${id}/items/reviewed`).send({ itemIds: [items[1]!.id], reviewed: true });
    expect(await states()).toEqual(Array(3).fill([false, true]));
    await aiko.post('/api/v1/verdicts/undo').send({ ids: [given.body.items[0].id] });
  });

  it('does each thing once, however often it is sent', async () => {
    const clientId = randomUUID();
    const body = { serviceIds: [service], ...WINDOW, start: true, clientId };
    const sent = await Promise.all([1, 2, 3].map(() => aiko.post('/api/v1/reviews').send(body)));
    const ids = new Set(sent.map((answer) => answer.body.id));
    expect(ids.size).toBe(1);
    const id = [...ids][0];
    const item = { title: 'Write a runbook', clientId: randomUUID() };
    const gap = { serviceId: service, signal: 'errors', clientId: randomUUID() };
    for (let n = 0; n < 2; n += 1) {
      await Promise.all([
        aiko.post(`/api/v1/reviews/${id}/action-items`).send(item).expect(201),
        ken.post(`/api/v1/reviews/${id}/coverage-gaps`).send(gap).expect(201),
      ]);
    }
    const after = await room(id);
    expect([after.actionItems.length, after.gaps.length]).toEqual([1, 1]);
    const other = await aiko
      .post(`/api/v1/reviews/${id}/coverage-gaps`)
      .send({ ...gap, clientId: item.clientId });
    expect([other.status, other.body.code]).toEqual([409, 'client_id_reused']);

    // A verdict that is sent again after somebody else gave another one does not come back.
    const verdict = {
      reviewSessionId: id,
      alertRuleId: rules[0],
      clientId: randomUUID(),
      verdict: 'unclear',
    };
    const first = await aiko.post('/api/v1/verdicts').send(verdict).expect(201);
    await ken.post('/api/v1/verdicts').send({ ...verdict, clientId: randomUUID(), verdict: 'expected' });
    const again = await aiko.post('/api/v1/verdicts').send(verdict).expect(201);
    expect(again.body.items[0].id).toBe(first.body.items[0].id);
    expect(ruleItems(await room(id))[0]).toMatchObject({ verdict: 'expected' });
    // The same key twice is one event, and one undo takes it back; so does the same undo twice.
    const press = { reviewSessionId: id, alertRuleId: rules[1], verdict: 'no_action' };
    const [one, two] = [
      await ken.post('/api/v1/verdicts').send(press),
      await ken.post('/api/v1/verdicts').send(press),
    ];
    expect(two.body.items[0].id).toBe(one.body.items[0].id);
    for (let n = 0; n < 2; n += 1) {
      const undone = await ken
        .post('/api/v1/verdicts/undo')
        .send({ ids: [one.body.items[0].id] })
        .expect(201);
      expect(undone.body.failed).toEqual([]);
    }
    expect(ruleItems(await room(id))[1]).toMatchObject({ verdict: null });

    // Who never saw the answer of what was done before the close is told so afterwards, and nothing is done again.
    const topic = { step: 'wrap_up', title: 'Holidays', clientId: randomUUID() };
    await ken.post(`/api/v1/reviews/${id}/topics`).send(topic).expect(201);
    const closed = ReviewRoomSchema.parse((await ken.post(`/api/v1/reviews/${id}/close`).expect(200)).body);
    await aiko.post(`/api/v1/reviews/${id}/action-items`).send(item).expect(201);
    await ken.post(`/api/v1/reviews/${id}/coverage-gaps`).send(gap).expect(201);
    await ken.post(`/api/v1/reviews/${id}/topics`).send(topic).expect(201);
    const told = await aiko.post('/api/v1/verdicts').send(verdict).expect(201);
    expect(told.body.items[0].id).toBe(first.body.items[0].id);
    expect(await room(id)).toEqual(closed);
    const late = await aiko.post('/api/v1/verdicts').send({ ...verdict, clientId: randomUUID() });
    expect([late.status, late.body.code]).toEqual([409, 'review_closed']);
  });

  it('takes why of a verdict in one key, then or afterwards, and gives it back with an undo', async () => {
    const { id } = await create();
    const give = async (more: object) =>
      (
        await aiko
          .post('/api/v1/verdicts')
          .send({ reviewSessionId: id, alertRuleId: rules[0], ...more })
          .expect(201)
      ).body.items[0];
    const first = await give({ verdict: 'no_action', reasonCode: 'self_healed' });
    expect(first.reasonCode).toBe('self_healed');
    const second = await give({ verdict: 'false_positive' });
    const patched = await aiko
      .patch(`/api/v1/verdicts/${second.id}`)
      .send({ reasonCode: 'flapping' })
      .expect(200);
    expect(patched.body).toMatchObject({ id: second.id, reasonCode: 'flapping', reason: null });
    expect(ruleItems(await room(id))[0]).toMatchObject({ verdictReasonCode: 'flapping' });
    await aiko.post('/api/v1/verdicts/undo').send({ ids: [second.id] });
    expect(ruleItems(await room(id))[0]).toMatchObject({
      verdict: 'no_action',
      verdictReasonCode: 'self_healed',
    });
    const late = await aiko.patch(`/api/v1/verdicts/${second.id}`).send({ reasonCode: 'other' });
    expect([late.status, late.body.code]).toEqual([409, 'verdict_changed_since']);
    await aiko.patch('/api/v1/verdicts/999999').send({ reasonCode: null }).expect(404);
  });

  it('keeps agendas of teams; exactly one is what a session begins with', async () => {
    const [team] = await api.dataSource.query(`insert into teams (key, name) values ('t', 'T') returning id`);
    const list = async (query: object = {}) =>
      ReviewTemplatesResponse.parse((await viewer.get('/api/v1/review-templates').query(query)).body).items;
    const chosen = async (query: object) =>
      (await list(query)).filter((item) => item.isDefault).map(({ id }) => id);
    expect((await list({ language: 'ja' })).map(({ name }) => name)).toEqual([
      'サービスの月次点検会（60分）',
      'アラート点検会（45分）',
    ]);
    const body = { name: 'Weekly', language: 'en', isDefault: true, steps: [{ key: 'rules', minutes: 20 }] };
    const post = async (more: object) =>
      (
        await ken
          .post('/api/v1/review-templates')
          .send({ ...body, ...more })
          .expect(201)
      ).body.id;
    const everyone = await post({});
    expect([await chosen({}), await chosen({ team: team.id })]).toEqual([[everyone], [everyone]]);
    const first = await post({ teamId: team.id });
    const second = await post({ teamId: team.id });
    expect([await chosen({}), await chosen({ team: team.id })]).toEqual([[everyone], [second]]);
    await ken.patch(`/api/v1/review-templates/${first}`).send({ isDefault: true, name: 'First' }).expect(200);
    expect(await chosen({ team: team.id })).toEqual([first]);
    await ken.delete(`/api/v1/review-templates/${first}`).expect(204);
    expect(await chosen({ team: team.id })).toEqual([everyone]);
    await ken.delete('/api/v1/review-templates/builtin_review').expect(409);
    await ken.patch(`/api/v1/review-templates/${first}`).send({ name: 'x' }).expect(404);
    await viewer.post('/api/v1/review-templates').send(body).expect(403);
    // brought back, as the default that it was; not where there is another one by now
    expect((await list({ deleted: '1', team: team.id })).map(({ id, name }) => [id, name])).toEqual([
      [first, 'First'],
    ]);
    const restore = (id: string) => ken.post(`/api/v1/review-templates/${id}/restore`);
    await viewer.post(`/api/v1/review-templates/${first}/restore`).expect(403);
    expect((await restore(first)).body).toMatchObject({ id: first, isDefault: true, deletedAt: null });
    expect([await chosen({ team: team.id }), await list({ deleted: '1' })]).toEqual([[first], []]);
    await ken.delete(`/api/v1/review-templates/${first}`).expect(204);
    await ken.patch(`/api/v1/review-templates/${second}`).send({ isDefault: true }).expect(200);
    expect((await restore(first)).body).toMatchObject({
      name: 'First',
      isDefault: false,
      steps: [{ key: 'rules' }],
    });
    expect(await chosen({ team: team.id })).toEqual([second]);
    await restore('999999').expect(404);
  });

  it('compares with the time before the window only where alerts were recorded all through it', async () => {
    const [{ source_id: source }] = await api.dataSource.query('select source_id from alert_rules limit 1');
    const fire = (at: string) =>
      api.dataSource.transaction((manager) =>
        api.app.get(EpisodeService, { strict: false }).applyTransitions(manager, source, [
          {
            ruleUid: 'A',
            ruleName: 'A',
            fingerprint: 'f',
            service: 'Checkout',
            startsAt: new Date(at),
            labels: {},
            annotations: {},
            receivedAt: new Date(at),
          },
        ]),
      );
    const overview = async (window: object = {}) => (await room((await create(window)).id)).overview;
    expect(await overview()).toMatchObject({ fired: 0, previousFired: null, previousPages: null });
    await fire('2026-11-14T00:00:00Z');
    await fire('2026-10-25T00:00:00Z');
    // The 14 days before began on 2026-10-18.
    expect(await overview()).toMatchObject({ fired: 1, previousFired: null, previousPages: null });
    await fire('2026-10-18T12:00:00Z');
    expect(await overview()).toMatchObject({ fired: 1, previousFired: 2, previousPages: 0 });
    // 5 days and 7 hours of the window have passed, and as long before it nothing fired but what did on the 14th.
    expect(await overview({ from: '2026-11-15', to: '2026-12-15' })).toMatchObject({
      fired: 0,
      previousFired: 1,
    });
  });
});
