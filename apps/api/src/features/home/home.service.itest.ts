import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { HomeResponse } from '@tenken/shared/home.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { UserService } from '../identity/user.service.js';
import { HomeReadModel } from './home.read-model.js';
import { HomeService } from './home.service.js';

/** 2026-11-21 00:30 in Tokyo, still the 20th in UTC. */
const NOW = new Date('2026-11-20T15:30:00Z');

describe('home', () => {
  let api: TestApp;
  let me: string;
  beforeAll(async () => {
    api = await createTestApp();
    jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(NOW);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await api.close();
  });

  const read = async (query = '') => HomeResponse.parse((await api.request.get(`/api/v1/home${query}`)).body);
  const mine = () =>
    api.app
      .get(HomeService, { strict: false })
      .read(
        { kind: 'user', id: me, userId: me, name: 'Me', permissions: new Set(), sourceId: null },
        { timeZone: 'Asia/Tokyo' },
      );

  it('is empty at first', async () => {
    const home = await read();
    expect(home).toMatchObject({
      today: '2026-11-20',
      timeZone: 'UTC',
      isEmpty: true,
      reviews: { items: [], lastClosed: null },
      sources: { items: [] },
    });
  });

  it('counts what is due by the day of the reader', async () => {
    [{ id: me }] = await api.dataSource.query(
      `insert into users (email, name, role) values ('me@example.com', 'Me', 'member') returning id`,
    );
    await api.dataSource.query(
      `insert into action_items (title, owner_id, due_on, status) values
         ('due yesterday', $1, '2026-11-20', 'open'), ('due today', $1, '2026-11-21', 'in_progress'),
         ('due in a week', $1, '2026-11-28', 'open'), ('later', $1, '2026-11-29', 'open'),
         ('no day', $1, null, 'open'), ('done', $1, '2026-11-01', 'done'),
         ('of nobody', null, '2026-11-01', 'open')`,
      [me],
    );
    await api.dataSource.query(
      `insert into action_items (title, owner, due_on) values
         ('by address', 'ME@example.com', '2026-12-24'), ('of another', 'Me Too', '2026-12-24')`,
    );
    const { actions, today } = await mine();
    expect(today).toBe('2026-11-21');
    expect(actions).toMatchObject({ mineOpen: 6, mineOverdue: 1, mineDueSoon: 2, allOpen: 8, allOverdue: 2 });
    expect(actions?.items.map(({ title, daysLeft }) => [title, daysLeft])).toEqual([
      ['due yesterday', -1],
      ['due today', 0],
      ['due in a week', 7],
      ['later', 8],
      ['by address', 33],
      ['no day', null],
    ]);
    // In UTC it is still the 20th: nothing of mine is overdue.
    expect((await read('?timeZone=UTC')).actions).toMatchObject({ allOverdue: 1, mineOpen: 0, items: [] });
  });

  it('lists postmortems that wait, the oldest first, and those not written', async () => {
    await api.dataSource.query(
      `insert into incidents (title, severity, kind, resolved_at, deleted_at) values
         ('reviewed', 'SEV1', 'incident', '2026-11-01T00:00Z', null),
         ('in review', 'SEV2', 'incident', '2026-11-10T15:30Z', null),
         ('missing', 'SEV2', 'incident', '2026-11-05T00:00Z', null),
         ('not needed', 'SEV3', 'incident', '2026-11-05T00:00Z', null),
         ('a drill', 'SEV1', 'drill', '2026-11-05T00:00Z', null),
         ('deleted', 'SEV1', 'incident', '2026-11-05T00:00Z', now()),
         ('waived', 'SEV1', 'incident', '2026-11-05T00:00Z', null),
         ('still open', 'SEV1', 'incident', null, null)`,
    );
    await api.dataSource.query(
      `insert into postmortems (incident_id, status, owner, waived_reason)
       select id, case title when 'reviewed' then 'reviewed' when 'in review' then 'in_review' else 'draft' end,
         'Mori', case title when 'waived' then 'known' end
       from incidents where title in ('reviewed', 'in review', 'waived')`,
    );
    const { postmortems } = await mine();
    expect(postmortems).toMatchObject({ unreviewed: 1, missing: 1, requiredSeverities: ['SEV1', 'SEV2'] });
    expect(postmortems?.missingIds).toEqual([postmortems?.items[0]?.incidentId]);
    expect(postmortems?.unreviewedIds).toEqual([postmortems?.items[1]?.incidentId]);
    expect(postmortems?.items.map(({ title, status, ageDays }) => [title, status, ageDays])).toEqual([
      ['missing', null, 15],
      ['in review', 'in_review', 10],
    ]);
  });

  it('shows reviews, gaps and decisions', async () => {
    await api.dataSource.query(`
      with source as (insert into sources (kind, key, name) values ('generic', 'g', 'Generic') returning id),
        service as (insert into services (key, name) values ('shop', 'Shop') returning id),
        rule as (insert into alert_rules (source_id, uid, name, service_id)
          select source.id, 'r', 'HighLatency', service.id from source, service returning id),
        running as (insert into review_sessions (title, status, window_from, window_to, time_zone, agenda_steps)
          values ('Running', 'running', '2026-09-01', '2026-11-01', 'UTC', '[]') returning id),
        planned as (insert into review_sessions (title, status, window_from, window_to, time_zone, agenda_steps)
          values ('Planned', 'planned', '2026-09-01', '2026-11-01', 'UTC', '[]') returning id),
        closed as (insert into review_sessions (title, status, closed_at, window_from, window_to, time_zone,
            agenda_steps)
          values ('Closed', 'closed', '2026-11-18', '2026-09-01', '2026-11-01', 'UTC', '[]') returning id),
        item as (insert into agenda_items (review_session_id, step, position, kind, subject_id, reviewed_at)
          select running.id, 'rules', 1, 'alert_rule', rule.id, now() from running, rule),
        scope as (insert into review_session_services select running.id, service.id from running, service),
        gap as (insert into coverage_gaps (service_id, signal, due_on)
          select id, 'latency', '2026-11-20' from service),
        decision as (insert into decisions (alert_rule_id, kind, owner, due_on)
          select id, 'tune', 'Ito', '2026-12-01' from rule),
        measured as (insert into decisions (alert_rule_id, kind, status, created_at, effective_at)
          select id, 'merge', 'done', '2026-09-01', '2026-09-01' from rule)
      select 1`);
    const { reviews, followUps, sources } = await mine();
    expect(reviews?.items.map(({ title }) => title)).toEqual(['Running', 'Planned']);
    expect(reviews?.items[0]).toMatchObject({ services: ['Shop'], rules: 1, rulesReviewed: 1 });
    expect(reviews?.lastClosed?.title).toBe('Closed');
    expect(followUps).toMatchObject({ gapsOpen: 1, gapsOverdue: 1, decisionsOpen: 1, decisionsOverdue: 0 });
    expect(followUps).toMatchObject({
      decisionsMeasured: 1,
      measured: [{ ruleName: 'HighLatency', kind: 'merge', outcome: 'no_base' }],
    });
    expect(
      followUps?.items.map(({ kind, subject, what, daysLeft }) => [kind, subject, what, daysLeft]),
    ).toEqual([
      ['coverage_gap', 'Shop', 'latency', -1],
      ['decision', 'HighLatency', 'tune', 10],
    ]);
    expect(sources?.items).toMatchObject([
      { name: 'Generic', lastDeliveryAt: null, pending: 0, quarantined: 0 },
    ]);
    expect((await read()).isEmpty).toBe(false);
  });

  it('lets one block fail alone', async () => {
    const questions = api.app.get(HomeReadModel, { strict: false });
    jest.spyOn(questions, 'reviews').mockRejectedValueOnce(new Error('broken on purpose'));
    const home = await read();
    expect(home.reviews).toBeNull();
    expect(home.actions).not.toBeNull();
  });

  it('takes the time zone of the reader when none is asked for', async () => {
    const users = api.app.get(UserService);
    const actor = {
      kind: 'user' as const,
      id: me,
      userId: me,
      name: 'Me',
      permissions: new Set<never>(),
      sourceId: null,
    };
    await users.updateProfile(actor, me, { timeZone: 'America/New_York' });
    const home = await api.app.get(HomeService, { strict: false }).read(actor, {});
    expect(home.timeZone).toBe('America/New_York');
  });
});
