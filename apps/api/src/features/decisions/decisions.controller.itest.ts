import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';

/** In Tokyo it is already the 20th. */
const NOW = new Date('2026-11-19T16:00:00Z');

describe('decisions', () => {
  let api: TestApp;
  let now = NOW;
  let ruleId: string;
  let userId: string;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => now;
    const insert = async (sql: string, parameters: unknown[] = []) =>
      (await api.dataSource.query(`${sql} returning id`, parameters))[0].id as string;
    const team = await insert(`insert into teams (key, name, time_zone) values ('t', 'Core', 'Asia/Tokyo')`);
    const service = await insert(
      `insert into services (key, name, team_id) values ('checkout', 'Checkout', $1)`,
      [team],
    );
    const source = await insert(`insert into sources (kind, key, name) values ('generic', 'g', 'g')`);
    userId = await insert(`insert into users (email, name, role) values ('a@example.com', 'Aiko', 'member')`);
    ruleId = await insert(
      `insert into alert_rules (source_id, uid, name, service_id) values ($1, 'u', 'HighLatency', $2)`,
      [source, service],
    );
    await api.dataSource.query(`select ensure_month_partitions('episodes', '2026-08-01', '2026-12-01')`);
    // 42 firings in the 28 days before 2026-10-20, 6 in the 28 after: the reference of METRICS.md section 8. One more
    // on each edge outside: 28 days and a second before, and at the very end of the window after.
    await api.dataSource.query(
      `insert into episodes (alert_rule_id, fingerprint, starts_at, source_id)
       select $1::bigint, 'f' || n, timestamptz '2026-10-20 00:00Z' - n * interval '16 hours', $2::bigint
       from generate_series(1, 42) n
       union all
       select $1::bigint, 'f' || n, timestamptz '2026-10-20 00:00Z' + (n - 43) * interval '4 days', $2::bigint
       from generate_series(43, 48) n
       union all
       values ($1::bigint, 'early', timestamptz '2026-09-21 23:59:59Z', $2::bigint),
         ($1::bigint, 'late', timestamptz '2026-11-17 00:00Z', $2::bigint)`,
      [ruleId, source],
    );
    await api.app.get(EpisodeService).rebuildRollups(api.dataSource, [ruleId]);
  });
  afterAll(() => api.close());

  const create = (body: object) =>
    api.request.post('/api/v1/decisions').send({ alertRuleId: ruleId, ...body });
  const statusOfItem = async (id: string) =>
    (await api.dataSource.query('select status from action_items where id = $1', [id]))[0].status;

  it('measures the effect on the episodes themselves', async () => {
    const answer = await create({ kind: 'tune', effectiveAt: '2026-10-20T00:00:00Z' });
    expect(answer.status).toBe(201);
    expect(answer.body.effect).toMatchObject({
      windowDays: 28,
      firedBefore: 42,
      firedAfter: 6,
      verdict: 'lower',
      fromDefinitionChange: false,
    });
    expect(answer.body.effect.ratio).toBeCloseTo(6 / 42, 6);
  });

  it('takes what has passed as the window of a young decision, and none before it is effective', async () => {
    const young = await create({ kind: 'tune', effectiveAt: '2026-11-12T16:00:00Z' });
    expect(young.body.effect).toMatchObject({ windowDays: 7, firedBefore: 1, firedAfter: 1 });
    const future = await create({ kind: 'tune', effectiveAt: '2026-12-13T16:00:00Z' });
    expect(future.body.effect).toBeNull();
    expect((await create({ kind: 'keep', effectiveAt: '2026-10-20T00:00:00Z' })).body.effect).toBeNull();
  });

  it('counts from the next definition change where no date was given', async () => {
    const created = await create({ kind: 'downgrade' });
    expect(created.body.effect).toBeNull();
    await api.dataSource.query(`update decisions set created_at = '2026-10-01' where id = $1`, [
      created.body.id,
    ]);
    await api.dataSource.query(
      `insert into alert_rule_versions (alert_rule_id, version, definition_hash, seen_at)
       values ($1, 1, 'a', '2026-10-05'), ($1, 2, 'b', '2026-10-20')`,
      [ruleId],
    );
    const read = await api.request.get(`/api/v1/decisions/${created.body.id}`);
    expect(read.body.effect).toMatchObject({
      effectiveAt: '2026-10-20T00:00:00.000Z',
      fromDefinitionChange: true,
      firedAfter: 6,
    });
  });

  it('makes an action item with the owner and due date, and takes both back together', async () => {
    const made = await create({
      kind: 'add_runbook',
      reason: 'nobody knows what to do',
      ownerId: userId,
      dueOn: '2026-12-01',
      createActionItem: true,
    });
    expect(made.body).toMatchObject({ status: 'open', owner: 'Aiko', ownerId: userId, dueOn: '2026-12-01' });
    expect(made.body.actionItem).toMatchObject({
      title: 'Write a runbook for “HighLatency”',
      status: 'open',
    });
    const undone = await api.request.post(`/api/v1/decisions/${made.body.id}/undo`);
    expect([undone.body.status, await statusOfItem(made.body.actionItem.id)]).toEqual([
      'cancelled',
      'deleted',
    ]);
    now = new Date(NOW.getTime() + 60_000);
    const redone = await api.request.post(`/api/v1/decisions/${made.body.id}/undo`);
    expect([redone.body.status, await statusOfItem(made.body.actionItem.id)]).toEqual(['open', 'open']);
    now = NOW;
  });

  it('is taken back once, however many people press at the same time', async () => {
    const { body } = await create({ kind: 'tune' });
    const undo = () => api.request.post(`/api/v1/decisions/${body.id}/undo?status=open`);
    const answers = await Promise.all([undo(), undo(), undo()]);
    expect(answers.map((answer) => answer.body.status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await api.request.get(`/api/v1/decisions/${body.id}`)).body.rowVersion).toBe(2);
  });

  it('leaves an action item that goes on where it stands when a cancelled decision comes back', async () => {
    const made = await create({ kind: 'tune', createActionItem: true });
    const itemId = made.body.actionItem.id;
    await api.request.patch(`/api/v1/action-items/${itemId}`).send({ status: 'in_progress' });
    expect(await statusOfItem(itemId)).toBe('in_progress');
    await api.request.post(`/api/v1/decisions/${made.body.id}/cancel`);
    const back = await api.request.post(`/api/v1/decisions/${made.body.id}/undo`);
    expect([back.body.status, await statusOfItem(itemId)]).toEqual(['open', 'in_progress']);
  });

  it('brings no action item back that somebody deleted when a decision that was done is open again', async () => {
    const made = await create({ kind: 'tune', createActionItem: true });
    const itemId = made.body.actionItem.id;
    await api.request.post(`/api/v1/decisions/${made.body.id}/done`);
    await api.request.patch(`/api/v1/action-items/${itemId}`).send({ status: 'deleted' });
    expect(await statusOfItem(itemId)).toBe('deleted');
    now = new Date(NOW.getTime() + 60_000);
    const back = await api.request.post(`/api/v1/decisions/${made.body.id}/undo`);
    now = NOW;
    expect([back.body.status, await statusOfItem(itemId)]).toEqual(['open', 'deleted']);
  });

  it('makes one decision of a request that is sent twice', async () => {
    const clientId = '6f2c3a0e-9d6c-4d53-8f0c-0d9f3f6d8a11';
    const first = await create({ kind: 'tune', reason: 'sent twice', clientId, createActionItem: true });
    const again = await create({ kind: 'tune', reason: 'sent twice', clientId, createActionItem: true });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const items = await api.dataSource.query(
      `select 1 from action_items where description = 'sent twice' union all
       select 1 from decisions where reason = 'sent twice'`,
    );
    expect(items).toHaveLength(2);
  });

  it('keeps how much noise is accepted, what it is merged into and what a replay promised', async () => {
    const [{ id: other }] = await api.dataSource.query(
      `insert into alert_rules (source_id, uid, name) select source_id, 'o', 'ApiErrors' from alert_rules
       where id = $1 returning id`,
      [ruleId],
    );
    const accepted = await create({ kind: 'keep', acceptedPerWeek: 5, acceptedUntil: '2027-01-31' });
    expect(accepted.body).toMatchObject({ acceptedPerWeek: 5, acceptedUntil: '2027-01-31' });
    const figures = {
      episodes: 41,
      pages: 40,
      episodesPerWeek: 3.4,
      pagesPerWeek: 3.3,
      nuisanceRemoved: 0,
      actionableLost: 0,
      incidentsMissed: 0,
      incidentsLate: 0,
    };
    const replay = {
      from: '2026-08-24T00:00:00.000Z',
      to: '2026-11-16T00:00:00.000Z',
      settings: {
        onDelaySeconds: 600,
        offDelaySeconds: 0,
        notificationGapSeconds: 0,
        workingHoursOnly: false,
      },
      before: figures,
      after: { ...figures, episodes: 9 },
    };
    const merged = await create({ kind: 'merge', mergeIntoRuleId: other, replay });
    expect(merged.body).toMatchObject({ mergeIntoRule: { id: other, name: 'ApiErrors' }, replay });
    const cleared = await api.request
      .patch(`/api/v1/decisions/${merged.body.id}`)
      .send({ rowVersion: merged.body.rowVersion, mergeIntoRuleId: null });
    expect(cleared.body).toMatchObject({ mergeIntoRule: null, replay });
  });

  it('is done at once when the rule is kept', async () => {
    const kept = await create({ kind: 'keep' });
    expect([kept.body.status, kept.body.closedAt]).toEqual(['done', NOW.toISOString()]);
    const turn = async (rowVersion: number, kind: string) =>
      (await api.request.patch(`/api/v1/decisions/${kept.body.id}`).send({ rowVersion, kind })).body;
    const tuned = await turn(kept.body.rowVersion, 'tune');
    expect([tuned.status, tuned.closedAt, tuned.outcome]).toEqual(['open', null, 'not_measured']);
    expect(await turn(tuned.rowVersion, 'keep')).toMatchObject({ kind: 'keep', status: 'done' });
  });

  it('changes only what is sent, and refuses what is stale', async () => {
    const { body } = await create({ kind: 'tune', owner: 'Ken', dueOn: '2026-11-30', reason: 'too loud' });
    const patch = (change: object) => api.request.patch(`/api/v1/decisions/${body.id}`).send(change);
    const changed = await patch({ rowVersion: body.rowVersion, owner: null });
    expect(changed.body).toMatchObject({
      owner: null,
      dueOn: '2026-11-30',
      reason: 'too loud',
      kind: 'tune',
    });
    expect((await patch({ rowVersion: body.rowVersion, reason: 'x' })).body.code).toBe('stale');
  });

  it('lists what is overdue by the day of the team', async () => {
    const { body } = await create({ kind: 'merge', dueOn: '2026-11-19' });
    const overdue = async () =>
      (await api.request.get('/api/v1/decisions').query({ status: 'overdue' })).body.items.map(
        (item: { id: string }) => item.id,
      );
    expect(await overdue()).toContain(body.id);
    const today = await create({ kind: 'merge', dueOn: '2026-11-20' });
    expect(await overdue()).not.toContain(today.body.id);
    await api.request.post(`/api/v1/decisions/${body.id}/done`);
    expect(await overdue()).not.toContain(body.id);
    // A component is of the team of its service.
    const [part] = await api.dataSource.query(
      `insert into services (key, name, parent_id) select 'cart', 'Cart', id from services where key = 'checkout' returning id`,
    );
    await api.dataSource.query('update alert_rules set service_id = $1 where id = $2', [part.id, ruleId]);
    const ofPart = await create({ kind: 'merge', dueOn: '2026-11-19', createActionItem: true });
    expect(await overdue()).toContain(ofPart.body.id);
    const ofTeam = await api.request.get('/api/v1/decisions').query({ team: 'Core', status: 'overdue' });
    expect(ofTeam.body.items).toMatchObject([{ id: ofPart.body.id }]);
    const [item] = await api.dataSource.query(
      'select t.key from action_items a join teams t on t.id = a.team_id where a.id = $1',
      [ofPart.body.actionItem.id],
    );
    expect(item).toEqual({ key: 't' });
  });

  it.each([
    [{ kind: 'shrug' }, 400],
    [{ kind: 'tune', ownerId: '999999' }, 400],
    [{ kind: 'tune', alertRuleId: '999999' }, 404],
    [{ kind: 'tune', reviewSessionId: '999999' }, 404],
    [{ kind: 'merge', mergeIntoRuleId: '999999' }, 400],
    [{ kind: 'keep', acceptedPerWeek: -1 }, 400],
  ])('answers %j with %i', async (body, status) => {
    expect((await create(body)).status).toBe(status);
  });
});
