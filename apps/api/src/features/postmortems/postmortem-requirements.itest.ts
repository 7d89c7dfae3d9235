import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PostmortemCriterion } from '@tenken/shared/postmortem-fields.contract';
import { DEFAULT_SETTINGS, type PostmortemCriteria } from '@tenken/shared/settings.contract';
import { createTestDatabase } from '../../database/test-database.js';
import { insertIncident, removeIncidents, type TestIncident } from '../durations/test-incidents.js';

/** The view `postmortem_requirements`: the one place that says which incidents need a postmortem. */
describe('postmortem requirements', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await removeIncidents(database.dataSource);
    await database.dataSource.query(`delete from settings where key = 'postmortemCriteria'`);
  });

  const CRITERIA = DEFAULT_SETTINGS.postmortemCriteria;
  const MINOR: TestIncident = {
    severity: 'SEV3',
    detectionSource: 'alert',
    startedAt: '2026-11-20T10:00:00Z',
    resolvedAt: '2026-11-20T11:00:00Z',
  };
  const set = (value: unknown) =>
    database.dataSource.query(
      `insert into settings (key, value) values ('postmortemCriteria', $1)
       on conflict (key) do update set value = excluded.value`,
      [JSON.stringify(value)],
    );
  async function requiredBy(id: string): Promise<string[]> {
    const [row] = await database.dataSource.query(
      `select required_by, is_required from postmortem_requirements where incident_id = $1`,
      [id],
    );
    expect(row.is_required).toBe(row.required_by.length > 0);
    return row.required_by;
  }
  async function judge(incident: TestIncident, said: readonly string[] = []): Promise<string[]> {
    const id = await insertIncident(database.dataSource, { ...MINOR, ...incident });
    if (said.length > 0)
      await database.dataSource.query(`insert into postmortems (incident_id, required_by) values ($1, $2)`, [
        id,
        said,
      ]);
    return requiredBy(id);
  }

  it.each<[string, TestIncident, string[], string[]]>([
    ['nothing asks for one', {}, [], []],
    ['severity', { severity: 'SEV2' }, [], ['severity']],
    ['a person noticed first', { detectionSource: 'customer' }, [], ['detected_by_person']],
    ['nobody knows who noticed', { detectionSource: 'unknown' }, [], []],
    ['over the threshold', { resolvedAt: '2026-11-20T11:00:01Z' }, [], ['ttr_over_threshold']],
    ['a duration that cannot be right', { resolvedAt: '2027-11-20T10:00:00Z' }, [], []],
    [
      'another instant that cannot be right',
      { resolvedAt: '2026-11-20T12:00:00Z', closedAt: '2026-11-20T11:00:00Z' },
      [],
      ['ttr_over_threshold'],
    ],
    ['said by a person', {}, ['data_loss', 'severity', 'nonsense'], ['data_loss']],
    ['a drill', { kind: 'drill', severity: 'SEV1', detectionSource: 'customer' }, [], []],
    ['a drill that somebody asked for', { kind: 'drill' }, ['stakeholder_asked'], ['stakeholder_asked']],
    [
      'everything, in the order of the list',
      { severity: 'SEV1', detectionSource: 'chance', resolvedAt: '2026-11-20T12:00:00Z' },
      [...PostmortemCriterion.options].reverse(),
      [...PostmortemCriterion.options],
    ],
  ])('%s', async (_, incident, said, expected) => {
    expect(await judge(incident, said)).toEqual(expected);
  });

  it('leaves duplicates and deleted incidents out', async () => {
    const first = await insertIncident(database.dataSource, MINOR);
    expect(await judge({ severity: 'SEV1', duplicateOfId: first })).toEqual([]);
    const deleted = await insertIncident(database.dataSource, { ...MINOR, deleted: true });
    const rows = await database.dataSource.query(
      `select * from postmortem_requirements where incident_id = $1`,
      [deleted],
    );
    expect(rows).toEqual([]);
  });

  it('has the defaults of DEFAULT_SETTINGS without a setting, and with one of another shape', async () => {
    const severities = ['SEV1', 'SEV2', 'SEV3', 'SEV4', undefined] as const;
    for (const severity of severities)
      for (const detectionSource of ['alert', 'customer', 'unknown'])
        for (const resolvedAt of ['2026-11-20T11:00:00.000Z', '2026-11-20T11:00:00.001Z', undefined])
          await judge({ severity, detectionSource, resolvedAt } as TestIncident, [
            ...(severity === 'SEV3' ? PostmortemCriterion.options : []),
          ]);
    // is_required is kept by triggers: it has to follow every change of the settings
    const all = async (): Promise<{ required_by: string[]; is_required: boolean }[]> => {
      const rows = await database.dataSource.query(
        `select * from postmortem_requirements order by incident_id`,
      );
      for (const row of rows) expect(row.is_required).toBe(row.required_by.length > 0);
      return rows;
    };
    const byDefault = await all();
    expect(new Set(byDefault.map((row) => row.is_required))).toEqual(new Set([true, false]));
    await set(CRITERIA);
    expect(await all()).toEqual(byDefault);
    const other: PostmortemCriteria = { ...CRITERIA, severities: ['SEV4'], ttrOverMinutes: null };
    await set(other);
    expect(await all()).not.toEqual(byDefault);
    const shapes = [
      { old: true },
      { ...other, more: 1 },
      { ...other, severities: ['SEV5'] },
      { ...other, ttrOverMinutes: 0 },
      { ...other, ttrOverMinutes: 1.5 },
      { ...other, money: 'yes' },
      { ...other, money: undefined },
      [],
      7,
      null,
    ];
    for (const shape of shapes) {
      await set(shape);
      expect(await all()).toEqual(byDefault);
    }
  });

  it('follows the incident and what a person said of it', async () => {
    const db = database.dataSource;
    const id = await insertIncident(db, MINOR);
    const other = await insertIncident(db, MINOR);
    const steps: [string, string[]][] = [
      [`update incidents set severity = 'SEV1' where id = $1`, ['severity']],
      [`update incidents set duplicate_of_id = ${other} where id = $1`, []],
      [`insert into postmortems (incident_id, required_by) values ($1, '{money}')`, ['money']],
      [`update incidents set duplicate_of_id = null, severity = 'SEV4' where id = $1`, ['money']],
      [`update postmortems set required_by = '{}' where incident_id = $1`, []],
      [
        `update incidents set resolved_at = resolved_at + interval '1 hour' where id = $1`,
        ['ttr_over_threshold'],
      ],
      [
        `update postmortems set required_by = '{money}' where incident_id = $1`,
        ['ttr_over_threshold', 'money'],
      ],
      [`update incidents set kind = 'maintenance' where id = $1`, ['money']],
      [`delete from postmortems where incident_id = $1`, []],
    ];
    for (const [statement, expected] of steps) {
      await db.query(statement, [id]);
      expect([statement, await requiredBy(id)]).toEqual([statement, expected]);
    }
  });

  it('follows the settings', async () => {
    await set({
      severities: [],
      ttrOverMinutes: null,
      detectedByPerson: false,
      userImpact: false,
      dataLoss: false,
      responderSteppedIn: false,
      money: true,
      stakeholderAsked: false,
    });
    const bad = {
      severity: 'SEV1',
      detectionSource: 'customer',
      resolvedAt: '2026-11-21T10:00:00Z',
    } as const;
    expect(await judge(bad, ['data_loss', 'money'])).toEqual(['money']);
  });
});
