import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CoverageCell, CoverageResponse } from '@tenken/shared/coverage.contract';
import { parseEpisodeId } from '@tenken/shared/episode-id';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';

describe('coverage', () => {
  let api: TestApp;
  let sourceId: string;
  let serviceId: string;
  let incidentId: string;
  const rules: Record<string, string> = {};

  const fire = (rule: string, at: Date) =>
    api.dataSource.transaction((manager) =>
      api.app
        .select(EpisodeWriteModule)
        .get(EpisodeService)
        .applyTransitions(manager, sourceId, [
          {
            ruleUid: rule,
            ruleName: rule,
            fingerprint: 'f',
            service: 'Checkout',
            startsAt: at,
            labels: {},
            annotations: {},
            receivedAt: at,
          },
        ]),
    );

  beforeAll(async () => {
    api = await createTestApp();
    const db = api.dataSource;
    [{ id: serviceId }] = await db.query(
      `insert into services (key, name) values ('checkout', 'Checkout') returning id`,
    );
    [{ id: sourceId }] = await db.query(
      `insert into sources (kind, key, name) values ('generic', 'g', 'G') returning id`,
    );
    for (const rule of ['CheckoutErrorRate', 'CheckoutLatency', 'DiskFull', 'Odd'])
      await fire(rule, new Date('2026-11-02T09:00:00Z'));
    for (const row of await db.query('select id, name from alert_rules')) rules[row.name] = row.id;
    [{ id: incidentId }] = await db.query(
      `insert into incidents (title, started_at, detected_at, resolved_at)
       values ('Checkout broke', '2026-11-02T09:00Z', '2026-11-02T09:05Z', '2026-11-02T10:00Z') returning id`,
    );
    await db.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
       values ($1, $2, 'f', '2026-11-02T09:00Z', 'confirmed'), ($1, $3, 'f', '2026-11-02T09:00Z', 'suggested')`,
      [incidentId, rules.CheckoutErrorRate, rules.CheckoutLatency],
    );
  });
  afterAll(() => api.close());

  const matrix = async (): Promise<CoverageResponse> => {
    const answer = await api.request.get('/api/v1/coverage');
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return answer.body;
  };
  const cell = async (signal: string): Promise<CoverageCell> =>
    (await matrix()).services[0]!.cells.find((one) => one.signal === signal)!;
  const create = async (body: object) => (await api.request.post('/api/v1/coverage-gaps').send(body)).body;
  const patch = (gap: { id: string }, body: object) =>
    api.request.patch(`/api/v1/coverage-gaps/${gap.id}`).send(body);

  it('tells proven, untested and none apart, and what proves it', async () => {
    const { services, unmapped, counts } = await matrix();
    const states = Object.fromEntries(services[0]!.cells.map(({ signal, state }) => [signal, state]));
    expect(states).toMatchObject({
      errors: 'proven',
      latency: 'untested',
      saturation: 'untested',
      traffic: 'none',
    });
    expect((await cell('errors')).proof).toMatchObject({
      title: 'Checkout broke',
      ruleName: 'CheckoutErrorRate',
    });
    expect(unmapped.map(({ name }) => name)).toEqual(['Odd']);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(10);
  });

  it('lists as many cells of a state as it counts', async () => {
    const { counts } = await matrix();
    for (const [state, count] of Object.entries(counts)) {
      const answer = await api.request.get(`/api/v1/coverage/cells?state=${state}`).expect(200);
      expect([state, answer.body.total, answer.body.items.length]).toEqual([state, count, count]);
    }
    const [proven] = (await api.request.get('/api/v1/coverage/cells?state=proven')).body.items;
    expect(proven).toMatchObject({ serviceName: 'Checkout', signal: 'errors', state: 'proven' });
  });

  it('follows a corrected signal, a word of the team’s own too', async () => {
    const send = (signal: string | null) =>
      api.request.patch(`/api/v1/alert-rules/${rules.Odd}`).send({ signal });
    await send('queue_age');
    expect(await cell('queue_age')).toMatchObject({
      state: 'untested',
      rules: [{ name: 'Odd', signalOrigin: 'human' }],
    });
    await send(null);
    expect((await matrix()).signals).not.toContain('queue_age');
  });

  it('keeps a gap open until the next real firing of the rule that closed it', async () => {
    const gap = await create({
      serviceId,
      signal: 'freshness',
      incidentId,
      expected: 'replica lag over 60 s',
      owner: 'Sato',
      dueOn: '2026-12-01',
      createActionItem: true,
    });
    expect(gap).toMatchObject({
      status: 'open',
      incident: { title: 'Checkout broke' },
      actionItem: { status: 'open' },
      proof: null,
    });
    expect((await cell('freshness')).state).toBe('gap');
    const stale = await patch(gap, { rowVersion: 99, status: 'in_progress' });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    expect((await patch(gap, { rowVersion: gap.rowVersion, status: 'closed' })).body.code).toBe(
      'closing_rule_required',
    );
    const closed = await patch(gap, {
      rowVersion: gap.rowVersion,
      status: 'closed',
      closingAlertRuleId: rules.DiskFull,
    });
    expect(closed.body).toMatchObject({ status: 'closed', closingRule: { name: 'DiskFull' }, proof: null });
    expect((await cell('freshness')).state).toBe('untested');

    // A false positive proves nothing; the firing after it does.
    const [first, second] = [new Date(Date.now() + 60_000), new Date(Date.now() + 3_600_000)];
    await fire('DiskFull', first);
    await api.dataSource.query(
      `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict) values ($1, 'f', $2, 'false_positive')`,
      [rules.DiskFull, first],
    );
    expect((await cell('freshness')).state).toBe('untested');
    await fire('DiskFull', second);
    expect((await cell('freshness')).state).toBe('proven');
    const proven = (await api.request.get(`/api/v1/coverage-gaps/${gap.id}`)).body;
    expect(proven).toMatchObject({ status: 'proven', proof: { at: second.toISOString() } });

    // A verdict that comes later takes the proof away again.
    await api.dataSource.query(
      `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict) values ($1, 'f', $2, 'expected')`,
      [rules.DiskFull, second],
    );
    expect((await api.request.get(`/api/v1/coverage-gaps/${gap.id}`)).body).toMatchObject({
      status: 'closed',
      proof: null,
    });
  });

  it('goes on with a rule under another name: what it caught, and the gap that it closed', async () => {
    const db = api.dataSource;
    const later = new Date(Date.now() + 7_200_000);
    await fire('CheckoutErrorRatio', later);
    await fire('DiskAlmostFull', later);
    const renamed = await db.query(
      `update alert_rules old set renamed_to_id = now.id, archived_at = now()
       from (values ('CheckoutErrorRate', 'CheckoutErrorRatio'), ('DiskFull', 'DiskAlmostFull')) names (was, is_now)
       join alert_rules now on now.name = names.is_now
       where old.name = names.was returning now.id, now.name`,
    );
    const idOf = (name: string) => renamed[0].find((row: { name: string }) => row.name === name).id;
    expect(await cell('errors')).toMatchObject({
      state: 'proven',
      proof: { title: 'Checkout broke', ruleName: 'CheckoutErrorRatio' },
    });
    const [gap] = (await api.request.get('/api/v1/coverage-gaps?signal=freshness')).body.items;
    expect(gap).toMatchObject({
      status: 'proven',
      closingRule: { id: idOf('DiskAlmostFull'), name: 'DiskAlmostFull' },
      proof: { at: later.toISOString() },
    });
    expect(parseEpisodeId(gap.proof.episodeId)).toMatchObject({ alertRuleId: idOf('DiskAlmostFull') });
  });

  it('accepts with a reason until a day, deletes and brings back', async () => {
    const gap = await create({ serviceId, signal: 'security' });
    const accepted = await patch(gap, {
      rowVersion: gap.rowVersion,
      status: 'accepted',
      acceptedReason: 'watched by the platform team',
      acceptedUntil: '2099-01-01',
    });
    expect(accepted.body).toMatchObject({ status: 'accepted', acceptanceExpired: false });
    expect((await cell('security')).state).toBe('accepted');
    await api.dataSource.query(`update coverage_gaps set accepted_until = '2026-01-01' where id = $1`, [
      gap.id,
    ]);
    expect((await cell('security')).state).toBe('gap');
    const deleted = await patch(gap, { rowVersion: accepted.body.rowVersion, deleted: true });
    expect((await cell('security')).state).toBe('none');
    await patch(gap, { rowVersion: deleted.body.rowVersion, deleted: false });
    const list = await api.request
      .get('/api/v1/coverage-gaps')
      .query({ signal: 'security', service: 'checkout' });
    expect(list.body.items).toMatchObject([{ id: gap.id, acceptanceExpired: true }]);
  });

  it('does not take gaps of what does not exist', async () => {
    const answer = await api.request
      .post('/api/v1/coverage-gaps')
      .send({ serviceId: '9999', signal: 'latency' });
    expect([answer.status, answer.body.code]).toEqual([400, 'service_not_found']);
    const bad = await api.request.post('/api/v1/coverage-gaps').send({ serviceId, signal: 'Latency!' });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'signal']);
  });
});
