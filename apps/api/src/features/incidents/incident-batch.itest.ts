import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import fc from 'fast-check';
import { SYSTEM_ACTOR } from '../../http/actor.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ActionItemService, type ImportOutcome } from '../action-items/action-items.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { IncidentBatchService } from './incident-batch.service.js';
import { IncidentChangeService } from './incident-changes.service.js';
import { IncidentService } from './incidents.service.js';

/** Both are Datadog to whoever asks what a source makes up; as sources they are two. */
const [ONE_BY_ONE, BATCHED] = ['datadog', 'Datadog'] as const;

let api: TestApp;
let batches: IncidentBatchService;
let incidents: IncidentService;
let changes: IncidentChangeService;
beforeAll(async () => {
  api = await createTestApp();
  batches = api.app.get(IncidentBatchService, { strict: false });
  incidents = api.app.get(IncidentService, { strict: false });
  changes = api.app.get(IncidentChangeService, { strict: false });
});
afterAll(() => api.close());

type Said = Record<string, unknown> & { externalId: string };
const oneByOne = async (records: readonly Said[]) => {
  const outcomes: ImportOutcome[] = [];
  for (const said of records) {
    const record = IncidentImportRecord.parse({ ...said, source: ONE_BY_ONE });
    outcomes.push(await incidents.importRecord(api.dataSource.manager, SYSTEM_ACTOR, record));
  }
  return outcomes;
};
const batched = (records: readonly Said[]) =>
  api.dataSource.transaction((db) =>
    batches.importRecords(
      db,
      SYSTEM_ACTOR,
      records.map((said) => IncidentImportRecord.parse({ ...said, source: BATCHED })),
    ),
  );

/**
 * All that is stored of the incidents of a source whose names begin in the same way; without suggested recurrences, which
 * a worker makes when it comes to it.
 */
async function stored(source: string, prefix: string): Promise<unknown[]> {
  return api.dataSource.query(
    `select to_jsonb(i) - '{id,source,created_at,updated_at,import_digest,duplicate_of_id,deleted_at}'::text[] as incident,
       i.deleted_at is not null as removed, d.external_id as duplicate_of,
       array(select jsonb_build_array(field, at, provenance, note) from incident_instants h
         where h.incident_id = i.id order by h.id) as instants,
       array(select jsonb_build_array(severity, case when at > now() - interval '1 hour' then 'now' else at::text end)
         from incident_severity_changes c where c.incident_id = i.id order by c.id) as severities,
       array(select s.name from incident_services x join services s on s.id = x.service_id
         where x.incident_id = i.id order by 1) as services,
       array(select jsonb_build_array(o.external_id, r.status, r.reasons) from incident_recurrences r
         join incidents o on o.id = r.earlier_incident_id where r.incident_id = i.id and r.status <> 'suggested' order by 1)
         as recurrences,
       array(select a.external_id from action_items a where a.incident_id = i.id order by 1) as items,
       (select to_jsonb(p) - '{id,incident_id,created_at,updated_at}'::text[] from postmortems p
         where p.incident_id = i.id) as postmortem
     from incidents i left join incidents d on d.id = i.duplicate_of_id
     where i.source = $1 and starts_with(i.external_id, $2) order by i.external_id`,
    [source, prefix],
  );
}

const idOf = async (source: string, externalId: string): Promise<string | null> => {
  const [row] = await api.dataSource.query(
    'select id from incidents where source = $1 and external_id = $2 and deleted_at is null',
    [source, externalId],
  );
  return row?.id ?? null;
};

const NAMES = ['a', 'b', 'c', 'd'];
const instant = fc.constantFrom(
  '2026-10-01T10:00:00Z',
  '2026-10-01T10:05:00Z',
  '2026-10-01T11:00:00+09:00',
  '22025-10-01T10:00:00Z',
  '0000-01-01T00:00:00Z',
  null,
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const record = fc.record({
  externalId: fc.constantFrom(...NAMES),
  title: fc.constantFrom('Checkout fails', '決済障害'),
  severity: maybe(fc.constantFrom('SEV1', 'SEV3', null)),
  services: maybe(fc.subarray(['Checkout', ' checkout', 'Pay', '決済'])),
  startedAt: maybe(instant),
  detectedAt: maybe(instant),
  declaredAt: maybe(instant),
  resolvedAt: maybe(instant),
  provenance: maybe(fc.constantFrom({ detectedAt: 'defaulted' }, { startedAt: 'observed' })),
  causeCategory: maybe(fc.constantFrom('software', 'Software', 'moon phase')),
  trigger: maybe(fc.constantFrom('config_push', null)),
  kind: maybe(fc.constantFrom('maintenance', 'incident')),
  tags: maybe(fc.subarray(['x', 'a "quoted", one', '障害'])),
  summary: maybe(fc.constantFrom('one', null)),
  team: maybe(fc.constantFrom('Shop', 'Later')),
  duplicateOf: maybe(fc.constantFrom(...NAMES)),
  recurrenceOf: maybe(fc.constantFrom(...NAMES)),
  postmortem: maybe(fc.constantFrom({ status: 'in_review', owner: 'Mori' }, { owner: 'Aki' }, null)),
});
type Correction = { externalId: string; what: 'title' | 'services' | 'instant' | 'remove' };
const correction: fc.Arbitrary<Correction> = fc.record({
  externalId: fc.constantFrom(...NAMES),
  what: fc.constantFrom('title', 'services', 'instant', 'remove'),
});

async function correct(source: string, prefix: string, { externalId, what }: Correction): Promise<void> {
  const id = await idOf(source, prefix + externalId);
  if (id === null) return;
  const [{ row_version: rowVersion }] = await api.dataSource.query(
    'select row_version from incidents where id = $1',
    [id],
  );
  if (what === 'title') await changes.patch(SYSTEM_ACTOR, id, { rowVersion, title: 'As a person says' });
  if (what === 'services') await changes.patch(SYSTEM_ACTOR, id, { rowVersion, services: ['Search'] });
  if (what === 'instant')
    await changes.putInstant(SYSTEM_ACTOR, id, 'resolvedAt', { at: '2026-10-01T12:00:00Z' });
  if (what === 'remove') await changes.remove(SYSTEM_ACTOR, id);
}

describe('a chunk of incidents', () => {
  it('ends in what its records one by one end in: history, corrections, references and all', async () => {
    await api.dataSource.query(`insert into teams (key, name) values ('shop', 'Shop')`);
    const actionItems = api.app.get(ActionItemService, { strict: false });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ records: fc.array(record, { minLength: 1, maxLength: 6 }), person: maybe(correction) }),
          { minLength: 1, maxLength: 3 },
        ),
        async (rounds) => {
          run += 1;
          const prefix = `${run}-`;
          const own = (said: (typeof rounds)[number]['records'][number]) => ({
            ...said,
            externalId: prefix + said.externalId,
            duplicateOf: said.duplicateOf && prefix + said.duplicateOf,
            recurrenceOf: said.recurrenceOf && prefix + said.recurrenceOf,
          });
          for (const source of [ONE_BY_ONE, BATCHED]) {
            const item = {
              source,
              externalId: `${prefix}item`,
              title: 'Add a limit',
              incidentExternalId: `${prefix}a`,
            };
            await actionItems.importRecord(api.dataSource.manager, SYSTEM_ACTOR, item);
          }
          for (const { records, person } of rounds) {
            const list = records.map(own);
            expect(await batched(list)).toEqual(await oneByOne(list));
            if (person) {
              for (const source of [ONE_BY_ONE, BATCHED]) await correct(source, prefix, person);
            }
          }
          expect(await stored(BATCHED, prefix)).toEqual(await stored(ONE_BY_ONE, prefix));
          // each name once, as the chunk before left it: nothing is news
          const again = [
            ...new Map(rounds.at(-1)!.records.map((said) => [said.externalId, own(said)])).values(),
          ];
          await batched(again);
          const before = await stored(BATCHED, prefix);
          expect(await batched(again)).toEqual(again.map(() => 'unchanged'));
          expect(await stored(BATCHED, prefix)).toEqual(before);
        },
      ),
      // each run writes to the database: a shorter counterexample would take minutes
      { numRuns: 25, endOnFailure: true },
    );
  }, 600_000);

  const OUTAGE = { externalId: 'o', title: 'Outage', resolvedAt: '2026-10-01T11:00:00Z' };

  it('is looked at again when a name in it comes to mean something', async () => {
    const said = { ...OUTAGE, externalId: 'team', team: 'Billing', services: ['bill'] };
    expect([await batched([said]), await batched([said])]).toEqual([['created'], ['unchanged']]);
    const catalog = api.app.get(CatalogService, { strict: false });
    await catalog.importRecord(api.dataSource.manager, { kind: 'team', name: 'Billing' });
    expect([await batched([said]), await batched([said])]).toEqual([['updated'], ['unchanged']]);
    const [row] = await api.dataSource.query(
      `select t.name from incidents i join teams t on t.id = i.team_id where i.external_id = 'team'`,
    );
    expect(row).toEqual({ name: 'Billing' });
  });

  it('that says again what it said before something else was told counts again', async () => {
    await batched([OUTAGE]);
    // a postmortem of the same incident, or a connector, tells another end
    const other = IncidentImportRecord.parse({
      ...OUTAGE,
      source: BATCHED,
      resolvedAt: '2026-10-01T11:30:00Z',
    });
    await incidents.importRecord(api.dataSource.manager, SYSTEM_ACTOR, other);
    expect(await batched([OUTAGE])).toEqual(['updated']);
    const within = [{ ...OUTAGE, resolvedAt: '2026-10-01T11:45:00Z' }, OUTAGE];
    expect(await batched([OUTAGE, ...within])).toEqual(['unchanged', 'updated', 'updated']);
    const [row] = await api.dataSource.query(`select resolved_at from incidents where external_id = 'o'`);
    expect(row).toEqual({ resolved_at: new Date('2026-10-01T11:00:00Z') });
  });

  it('leaves a removed incident alone, and takes in what was said meanwhile once it is back', async () => {
    await batched([{ ...OUTAGE, externalId: 'gone' }]);
    const id = (await idOf(BATCHED, 'gone'))!;
    await changes.remove(SYSTEM_ACTOR, id);
    const later = { ...OUTAGE, externalId: 'gone', title: 'Outage of search' };
    expect(await batched([later])).toEqual(['unchanged']);
    await changes.restore(SYSTEM_ACTOR, id);
    expect(await batched([later])).toEqual(['updated']);
  });
});
