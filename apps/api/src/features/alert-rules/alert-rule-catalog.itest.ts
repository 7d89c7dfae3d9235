import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { AlertRuleCatalogService, type RuleDefinition } from './alert-rule-catalog.service.js';

const at = (day: number) => new Date(Date.UTC(2026, 9, day));
const rule = (name: string, more: Partial<RuleDefinition> = {}): RuleDefinition => ({
  uid: name,
  name,
  groupName: 'api',
  file: 'api.yml',
  expression: `up{job="${name}"} == 0`,
  forSeconds: 60,
  labels: { severity: 'page' },
  annotations: {},
  severity: 'page',
  ...more,
});

describe('the catalogue of alert rules', () => {
  let api: TestApp;
  let catalog: AlertRuleCatalogService;
  beforeAll(async () => {
    api = await createTestApp();
    catalog = api.app.get(AlertRuleCatalogService);
    await api.dataSource.query(`insert into sources (kind, key, name) values ('alertmanager', 'am', 'AM')`);
  });
  afterAll(() => api.close());
  beforeEach(() => api.dataSource.query('delete from alert_rules'));

  const apply = (day: number, definitions: RuleDefinition[], isComplete = true) =>
    api.dataSource.transaction((db) =>
      catalog.applyDefinitions(db, '1', definitions, { seenAt: at(day), isComplete }),
    );
  const rows = () =>
    api.dataSource.query(
      `select r.uid, r.severity, r.definition_changed_at as changed, r.archived_at as archived, t.uid as renamed_to,
         (select count(*)::integer from alert_rule_versions v where v.alert_rule_id = r.id) as versions
       from alert_rules r left join alert_rules t on t.id = r.renamed_to_id order by r.uid`,
    );
  const nothing = { created: 0, updated: 0, unchanged: 0, archived: 0, renamed: 0 };
  const idOf = async (uid: string): Promise<string> =>
    (await api.dataSource.query(`select id from alert_rules where uid = $1`, [uid]))[0].id;

  it('makes a version when a definition changes, and none when it is seen again or late', async () => {
    expect(await apply(1, [rule('A')])).toEqual({ ...nothing, created: 1 });
    expect(await apply(2, [rule('A')])).toEqual({ ...nothing, unchanged: 1 });
    expect(await apply(3, [rule('A', { forSeconds: 300 })])).toEqual({ ...nothing, updated: 1 });
    expect(await apply(2, [rule('A')])).toEqual({ ...nothing, unchanged: 1 });
    expect(await rows()).toEqual([
      { uid: 'A', severity: 'page', changed: at(3), archived: null, renamed_to: null, versions: 2 },
    ]);
    const id = await idOf('A');
    const { body } = await api.request.get(`/api/v1/alert-rules/${id}`).expect(200);
    expect(body.versions.map((version: { forSeconds: number }) => version.forSeconds)).toEqual([300, 60]);
  });

  it('shows words that change as a version, but not as a rule that fires otherwise', async () => {
    await apply(1, [rule('A', { annotations: { summary: 'down' } })]);
    await apply(2, [rule('A', { annotations: { summary: 'is down' } })]);
    expect(await rows()).toMatchObject([{ changed: null, versions: 2 }]);
  });

  it('takes several definitions of one name for variants of one rule', async () => {
    const critical = rule('A', {
      labels: { severity: 'critical' },
      severity: 'critical',
      expression: 'x > 9',
    });
    expect(await apply(1, [rule('A'), critical])).toEqual({ ...nothing, created: 1 });
    // in another order they are the same
    expect(await apply(2, [critical, rule('A')])).toEqual({ ...nothing, unchanged: 1 });
    // a file alone replaces what stands in it, the variant with the same labels
    expect(await apply(3, [{ ...critical, expression: 'x > 8' }], false)).toEqual({ ...nothing, updated: 1 });
    const [{ variants }] = await api.dataSource.query(
      `select variants from alert_rule_versions order by version desc limit 1`,
    );
    expect(variants.map((one: { expression: string }) => one.expression).sort()).toEqual([
      'up{job="A"} == 0',
      'x > 8',
    ]);
    // a complete listing without it takes it away
    expect(await apply(4, [rule('A')])).toEqual({ ...nothing, updated: 1 });
  });

  it('archives what a complete listing no longer names, brings it back, and lets an empty listing archive nothing', async () => {
    await apply(1, [rule('A'), rule('B')]);
    expect(await apply(2, [rule('A')])).toEqual({ ...nothing, unchanged: 1, archived: 1 });
    expect(await rows()).toMatchObject([{ archived: null }, { uid: 'B', archived: at(2) }]);
    expect(await apply(3, [rule('B')], false)).toEqual({ ...nothing, updated: 1 });
    expect(await rows()).toMatchObject([{ archived: null }, { archived: null, versions: 1 }]);
    expect(await apply(4, [])).toEqual(nothing);
    expect(await rows()).toMatchObject([{ archived: null }, { archived: null }]);
  });

  it('leaves rules alone that were only ever seen firing', async () => {
    await api.dataSource.query(`insert into alert_rules (source_id, uid, name) values (1, 'Seen', 'Seen')`);
    expect(await apply(1, [rule('A')])).toEqual({ ...nothing, created: 1 });
    expect(await rows()).toMatchObject([{ uid: 'A' }, { uid: 'Seen', archived: null, versions: 0 }]);
  });

  it('records a rename when it is certain, joins what people see, and takes it back', async () => {
    const same = { expression: 'errors > 5' };
    await apply(1, [rule('Old', same), rule('Other')]);
    expect(await apply(2, [rule('New', same), rule('Other')])).toEqual({
      ...nothing,
      created: 1,
      unchanged: 1,
      archived: 1,
      renamed: 1,
    });
    expect(await rows()).toMatchObject([
      { uid: 'New', archived: null },
      { uid: 'Old', archived: at(2), renamed_to: 'New' },
      { uid: 'Other' },
    ]);
    const [oldId, newId] = [await idOf('Old'), await idOf('New')];
    await api.dataSource.query(`select ensure_month_partitions('episodes', '2026-10-01', '2026-10-01')`);
    const { EpisodeService } = await import('../episodes/episode.service.js');
    const episodes = api.app.get(EpisodeService);
    const fire = (name: string, day: number) =>
      api.dataSource.transaction((db) =>
        episodes.applyTransitions(db, '1', [
          {
            ruleUid: name,
            ruleName: name,
            fingerprint: name,
            startsAt: at(day),
            endsAt: new Date(at(day).getTime() + 60_000),
            labels: {},
            annotations: {},
            receivedAt: at(day),
          },
        ]),
      );
    await fire('Old', 1);
    await fire('New', 3);
    const fired = async (id: string) =>
      (await api.request.get(`/api/v1/alert-rules/${id}/evidence?from=2026-10-01&to=2026-10-10`).expect(200))
        .body.fired;
    const listed = async (id: string) =>
      (await api.request.get(`/api/v1/episodes?rule=${id}`).expect(200)).body.items.length;
    const { body } = await api.request.get(`/api/v1/alert-rules/${newId}`).expect(200);
    expect(body.renamedFrom).toMatchObject([{ id: oldId, name: 'Old' }]);
    expect(body.firstEpisodeAt).toBe(at(1).toISOString());
    expect(await fired(newId)).toBe(2);
    expect(await listed(newId)).toBe(2);
    const ranked = await api.request
      .get('/api/v1/metrics/alert-rules?from=2026-10-01&to=2026-10-10')
      .expect(200);
    expect(ranked.body.items.find(({ id }: { id: string }) => id === newId).fired).toBe(2);

    await api.request.post(`/api/v1/alert-rules/${newId}/undo-rename`).expect(200);
    expect(await fired(newId)).toBe(1);
    expect(await listed(newId)).toBe(1);
    await api.request.post(`/api/v1/alert-rules/${newId}/undo-rename`).expect(404);
    // the same listing does not find it again
    await apply(3, [rule('New', same), rule('Other')]);
    expect(await rows()).toMatchObject([{ uid: 'New' }, { uid: 'Old', renamed_to: null }, { uid: 'Other' }]);
  });

  it('guesses no rename that is ambiguous, and follows a chain of certain ones', async () => {
    const same = { expression: 'errors > 5' };
    await apply(1, [rule('A', same), rule('B', same)]);
    expect(await apply(2, [rule('C', same)])).toMatchObject({ archived: 2, renamed: 0 });
    await apply(3, [rule('D', same)]);
    expect(await apply(4, [rule('E', same)])).toMatchObject({ renamed: 1 });
    expect(
      (await rows()).map((row: { uid: string; renamed_to: string }) => [row.uid, row.renamed_to]),
    ).toEqual([
      ['A', null],
      ['B', null],
      ['C', 'E'],
      ['D', 'E'],
      ['E', null],
    ]);
  });

  it('shows the silences that name a rule, and no others', async () => {
    await apply(1, [rule('A')]);
    const matcher = (name: string, value: string, isRegex = false, isEqual = true) => ({
      name,
      value,
      isRegex,
      isEqual,
    });
    for (const [externalId, matchers] of [
      ['own', [matcher('alertname', 'A'), matcher('host', 'db-.*', true, false)]],
      ['list', [matcher('alertname', 'B|A', true)]],
      ['other', [matcher('alertname', 'AB')]],
      ['not', [matcher('alertname', 'A', false, false)]],
      ['all', [matcher('host', 'x')]],
    ] as const) {
      await api.dataSource.query(
        `insert into silences (source_id, external_id, matchers, starts_at, updated_at, comment)
         values (1, $1, $2, now(), now(), 'deploy')`,
        [externalId, JSON.stringify(matchers)],
      );
    }
    const { body } = await api.request.get(`/api/v1/alert-rules/${await idOf('A')}`).expect(200);
    const found = body.silences.map((one: { externalId: string; others: string[] }) => [
      one.externalId,
      one.others,
    ]);
    expect(found.sort()).toEqual([
      ['list', []],
      ['own', ['host!~"db-.*"']],
    ]);
  });

  it('keeps what people said of a rule', async () => {
    await apply(1, [rule('A', { runbookUrl: 'https://run.example.com/a' })]);
    const id = await idOf('A');
    await api.request.patch(`/api/v1/alert-rules/${id}`).send({ severity: 'ticket' }).expect(200);
    await apply(2, [rule('A', { severity: 'critical', runbookUrl: 'https://run.example.com/b' })]);
    const { body } = await api.request.get(`/api/v1/alert-rules/${id}`).expect(200);
    expect(body).toMatchObject({ severity: 'ticket', runbookUrl: 'https://run.example.com/b' });
  });
});
