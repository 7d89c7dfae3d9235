import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type IncidentImportRecord, InstantField } from '@tenken/shared/incidents.contract';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService, type ImportOutcome } from '../action-items/action-items.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { LiveService } from '../live/live.service.js';
import { PostmortemRecordService } from '../postmortems/postmortem-records.service.js';
import { IncidentBatchRepository, type RecordDigest } from './incident-batch.repository.js';
import { IncidentRepository, type NewIncident } from './incidents.repository.js';
import { IncidentService } from './incidents.service.js';
import { importedIncident } from './new-incident.js';

/** Goes into every digest: raise it when records come to mean something else, so that files are read anew. */
const MEANING = 2;

/**
 * Imports incidents by the chunk: what says the same as last time is passed over without a look, what is new is written in a
 * few statements for all, and only the rest, changes of known incidents, goes one by one through IncidentService.
 */
@Injectable()
export class IncidentBatchService {
  constructor(
    private readonly batches: IncidentBatchRepository,
    private readonly repository: IncidentRepository,
    private readonly incidents: IncidentService,
    private readonly catalog: CatalogService,
    private readonly actionItems: ActionItemService,
    private readonly postmortems: PostmortemRecordService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** What became of each record, in their order. Records have been parsed by IncidentImportRecord. */
  async importRecords(
    db: Queryable,
    actor: Actor,
    records: readonly IncidentImportRecord[],
  ): Promise<ImportOutcome[]> {
    if (records.length === 0) return [];
    const names = await this.resolveNames(db, records);
    const digests = records.map(
      (record): RecordDigest => ({
        source: record.source,
        externalId: record.externalId,
        digest: digestOf(record, names),
      }),
    );
    const known = new Map(
      (await this.batches.findKnown(db, digests)).map((row) => [keyOf(row), row.digest] as const),
    );
    const outcomes = records.map((): ImportOutcome => 'unchanged');
    const fresh = new Map<string, number>();
    const changed = new Set<string>();
    const rest: number[] = [];
    for (const [index, digest] of digests.entries()) {
      const key = keyOf(digest);
      if (!known.has(key) && !fresh.has(key)) fresh.set(key, index);
      // a later record of the chunk that says what was known takes an earlier one back
      else if (known.get(key) !== digest.digest || changed.has(key)) {
        changed.add(key);
        rest.push(index);
      }
    }
    const made = await this.insertMany(
      db,
      actor,
      [...fresh.values()].map((index) => ({ said: records[index]!, digest: digests[index]!.digest })),
      names,
    );
    for (const [key, index] of fresh) {
      if (made.has(key)) outcomes[index] = 'created';
      else rest.push(index);
    }
    for (const index of rest.sort((a, b) => a - b)) {
      outcomes[index] = await this.incidents.importRecord(db, actor, records[index]!);
    }
    if (rest.length > 0) await this.batches.rememberDigests(db, newest(rest.map((index) => digests[index]!)));
    return outcomes;
  }

  /** Services that are not known are made; teams are not. */
  private async resolveNames(
    db: Queryable,
    records: readonly IncidentImportRecord[],
  ): Promise<ResolvedNames> {
    const teams = new Map<string, string | null>();
    for (const { team } of records) {
      if (team && !teams.has(team)) teams.set(team, await this.repository.findTeamId(db, team));
    }
    const services = await this.catalog.resolveServiceIds(
      db,
      records.flatMap((record) => record.services ?? []),
    );
    return { teams, services };
  }

  /** Makes the incidents of records that nobody has imported yet; answers the keys of those that were made. */
  private async insertMany(
    db: Queryable,
    actor: Actor,
    fresh: readonly { said: IncidentImportRecord; digest: string }[],
    { teams, services }: ResolvedNames,
  ): Promise<Set<string>> {
    if (fresh.length === 0) return new Set();
    const now = this.clock.now();
    const news = fresh.map(({ said, digest }) => ({
      ...importedIncident(said, teams.get(said.team ?? '') ?? null, now),
      digest,
    }));
    const ids = new Map(
      (await this.batches.insertMany(db, news, actor.userId)).map((row) => [keyOf(row), row.id]),
    );
    const made = news.flatMap((incident, index) => {
      const id = ids.get(keyOf(incident));
      return id === undefined ? [] : [{ id, incident, said: fresh[index]!.said }];
    });
    await this.batches.addInstants(
      db,
      made.flatMap(({ id, incident }) => instantsOf(id, incident)),
      actor.userId,
    );
    await this.batches.addSeverities(
      db,
      made.flatMap(({ id, incident }) => {
        const at = incident.declaredAt ?? incident.detectedAt ?? incident.startedAt ?? now.toISOString();
        return incident.severity === null ? [] : [{ incidentId: id, severity: incident.severity, at }];
      }),
      actor.userId,
    );
    await this.batches.addServices(
      db,
      made.flatMap(({ id, said }) =>
        (said.services ?? []).flatMap((name) => {
          const serviceId = services.get(name.trim());
          return serviceId === undefined ? [] : [{ incidentId: id, serviceId }];
        }),
      ),
    );
    for (const source of new Set(made.map(({ said }) => said.source))) {
      const ofSource = made.filter(({ said }) => said.source === source);
      await this.repository.resolveImportRefs(
        db,
        source,
        ofSource.map(({ id }) => id),
      );
      await this.actionItems.attachToIncidents(
        db,
        source,
        ofSource.map(({ id, said }) => ({ id, externalId: said.externalId })),
      );
    }
    for (const { id, said } of made) {
      if (said.postmortem) await this.postmortems.applyImport(db, id, said.postmortem);
    }
    if (made.length > 0) await this.live.publish(db, 'incidents');
    return new Set(ids.keys());
  }
}

/** Ids of the teams and services that records name. */
interface ResolvedNames {
  teams: ReadonlyMap<string, string | null>;
  services: ReadonlyMap<string, string>;
}

function instantsOf(incidentId: string, incident: NewIncident) {
  return InstantField.options.flatMap((field) => {
    const [at, provenance] = [incident[field], incident.provenance[field]];
    return at === null || provenance === undefined ? [] : [{ incidentId, field, at, provenance }];
  });
}

function keyOf({ source, externalId }: { source: string; externalId: string | null }): string {
  return JSON.stringify([source, externalId]);
}

/** Of records of one incident in one chunk, the last one is what it said last. */
function newest(digests: readonly RecordDigest[]): RecordDigest[] {
  return [...new Map(digests.map((digest) => [keyOf(digest), digest])).values()];
}

/**
 * Equal for records that say the same, in whatever order their members stand, and whose names mean the same: a team that
 * is made later, or an alias that moves, makes the record news.
 */
function digestOf(record: IncidentImportRecord, { teams, services }: ResolvedNames): string {
  const meant = [teams.get(record.team ?? ''), record.services?.map((name) => services.get(name.trim()))];
  const text = JSON.stringify([MEANING, record, meant], (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
