import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import { CreateIncidentBody, IncidentImportRecord, InstantField } from '@tenken/shared/incidents.contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { parseRecord } from '../../errors/parse-record.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService, type ImportOutcome } from '../action-items/action-items.service.js';
import { AuditService } from '../audit/audit.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { LiveService } from '../live/live.service.js';
import { PostmortemRecordService } from '../postmortems/postmortem-records.service.js';
import { flagDefaultedInstants } from './flag-defaulted-instants.js';
import { type IncidentRecord, IncidentRepository, type NewIncident } from './incidents.repository.js';
import {
  cause,
  EMPTY_INCIDENT,
  importedIncident,
  importRefs,
  pickInstants,
  scalarFields,
  trigger,
} from './new-incident.js';

/** Makes incidents: by hand, and from imports. Edits by people: IncidentChangeService. */
@Injectable()
export class IncidentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: IncidentRepository,
    private readonly catalog: CatalogService,
    private readonly actionItems: ActionItemService,
    private readonly postmortems: PostmortemRecordService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an incident that a person tells of. Only the title is needed; without any instant the moment of telling
   * stands as declaration, marked `defaulted`, so that the incident has a place in time.
   */
  async create(
    actor: Actor,
    body: z.output<typeof CreateIncidentBody>,
    db?: Queryable,
  ): Promise<{ id: string }> {
    if (db === undefined) return this.dataSource.transaction((manager) => this.create(actor, body, manager));
    const now = this.clock.now();
    const instants = pickInstants(body);
    const nothingKnown = InstantField.options.every((field) => !instants[field]);
    const provenance: NewIncident['provenance'] = nothingKnown ? { declaredAt: 'defaulted' } : {};
    if (nothingKnown) instants.declaredAt = now.toISOString();
    else for (const field of InstantField.options) if (instants[field]) provenance[field] = 'human';
    const severity = body.severity ?? null;
    const incident = await this.repository.insert(
      db,
      {
        ...EMPTY_INCIDENT,
        ...instants,
        source: 'manual',
        externalId: null,
        title: body.title,
        kind: body.kind ?? 'incident',
        severity,
        firstSeverity: severity,
        provenance,
        problems: findInstantProblems(instants, now),
        detectionSource: body.detectionSource ?? 'unknown',
        causeCategory: cause(body.causeCategory),
        triggerCategory: trigger(body.triggerCategory),
        summary: body.summary ?? null,
        impact: body.impact ?? null,
        url: body.url ?? null,
        tags: body.tags ?? [],
        teamId: body.teamId ?? null,
      },
      actor.userId,
    );
    const { id } = incident!;
    await this.writeInstants(db, incident!, InstantField.options, actor);
    if (severity !== null) {
      await this.repository.addSeverityChange(db, id, {
        severity,
        at: now.toISOString(),
        reason: body.severityReason ?? null,
        changedById: actor.userId,
      });
    }
    if (body.services) await this.setServices(db, id, body.services);
    await this.audit.record(db, {
      actor,
      action: 'created',
      subjectType: 'incident',
      subjectId: id,
      after: body,
    });
    await this.live.publish(db, 'incidents', [id]);
    return { id };
  }

  /**
   * Takes in one incident of an import. The same record twice is `unchanged`; an instant that a source corrects is
   * added to the history; whatever a person set stays, and so does an incident that a person removed.
   */
  async importRecord(
    db: Queryable,
    actor: Actor,
    record: z.input<typeof IncidentImportRecord>,
  ): Promise<ImportOutcome> {
    const said = parseRecord(IncidentImportRecord, record);
    const found = await this.repository.findByExternalIdForUpdate(db, said.source, said.externalId);
    if (found === null) {
      const id = await this.insertImported(db, actor, said);
      return id === null ? this.importRecord(db, actor, record) : 'created';
    }
    if (found.deletedAt !== null) return 'unchanged';
    // whoever imports by the batch notes it again
    await this.repository.forgetDigest(db, found.id);
    const changed = await this.updateImported(db, actor, found, said);
    if (changed) await this.live.publish(db, 'incidents');
    return changed ? 'updated' : 'unchanged';
  }

  /** The id of an incident by the name that a source gives it. */
  async findIdByExternalId(db: Queryable, source: string, externalId: string): Promise<string | null> {
    const found = await this.repository.findByExternalIdForUpdate(db, source, externalId);
    return found === null || found.deletedAt !== null ? null : found.id;
  }

  private async insertImported(
    db: Queryable,
    actor: Actor,
    said: IncidentImportRecord,
  ): Promise<string | null> {
    const teamId = said.team ? await this.repository.findTeamId(db, said.team) : null;
    const made = importedIncident(said, teamId, this.clock.now());
    const incident = await this.repository.insert(db, made, actor.userId);
    if (incident === null) return null;
    await this.writeInstants(db, incident, InstantField.options, actor);
    if (said.severity) await this.addImportedSeverity(db, incident, said.severity, actor);
    if (said.services?.length) await this.setServices(db, incident.id, said.services);
    await this.repository.resolveImportRefs(db, said.source, [incident.id]);
    await this.actionItems.attachToIncidents(db, said.source, [
      { id: incident.id, externalId: said.externalId },
    ]);
    if (said.postmortem) await this.postmortems.applyImport(db, incident.id, said.postmortem);
    await this.live.publish(db, 'incidents');
    return incident.id;
  }

  private async updateImported(
    db: Queryable,
    actor: Actor,
    incident: IncidentRecord,
    said: IncidentImportRecord,
  ): Promise<boolean> {
    const before = JSON.stringify(incident);
    const { severity: severityBefore, importRefs: refsBefore } = incident;
    const instantsChanged = await this.updateImportedInstants(db, actor, incident, said);
    const teamId = said.team ? await this.repository.findTeamId(db, said.team) : null;
    const fields = {
      title: said.title,
      ...scalarFields(said),
      ...(said.severity ? { severity: said.severity } : {}),
      ...(teamId === null ? {} : { teamId }),
      importRefs: { ...incident.importRefs, ...importRefs(said) },
    };
    for (const [field, value] of Object.entries(fields)) {
      if (!incident.humanFields.includes(field)) Object.assign(incident, { [field]: value });
    }
    if (incident.severity !== null && incident.severity !== severityBefore) {
      incident.firstSeverity ??= incident.severity;
      await this.addImportedSeverity(db, incident, incident.severity, actor);
    }
    incident.problems = findInstantProblems(pickInstants(incident), this.clock.now());
    const rowChanged = JSON.stringify(incident) !== before;
    if (rowChanged) await this.repository.save(db, incident);
    if (!isDeepStrictEqual(incident.importRefs, refsBefore)) {
      await this.repository.dropStaleImportRefs(db, incident.id);
      await this.repository.resolveImportRefs(db, said.source, [incident.id]);
    }
    let servicesChanged = false;
    if (said.services && !incident.humanFields.includes('services')) {
      const ids = await this.repository.findServiceIds(db, incident.id);
      await this.setServices(db, incident.id, said.services);
      servicesChanged = !isDeepStrictEqual(ids, await this.repository.findServiceIds(db, incident.id));
    }
    const postmortemChanged = said.postmortem
      ? await this.postmortems.applyImport(db, incident.id, said.postmortem)
      : false;
    return rowChanged || instantsChanged || servicesChanged || postmortemChanged;
  }

  /** Adds to the history what the source says anew; the value that counts changes only where no person spoke. */
  private async updateImportedInstants(
    db: Queryable,
    actor: Actor,
    incident: IncidentRecord,
    said: IncidentImportRecord,
  ): Promise<boolean> {
    const told = new Map(
      (await this.repository.findToldInstants(db, incident.id)).map((value) => [value.field, value]),
    );
    const instants = Object.fromEntries(
      InstantField.options.map((field) => [
        field,
        said[field] === undefined ? (told.get(field)?.at ?? null) : said[field],
      ]),
    );
    const provenance = flagDefaultedInstants(said.source, instants, said.provenance);
    let changed = false;
    for (const field of InstantField.options) {
      const at = said[field];
      if (at === undefined || (at ?? null) === (told.get(field)?.at ?? null)) continue;
      const origin = provenance[field] ?? 'imported';
      await this.repository.addInstant(db, incident.id, {
        field,
        at,
        provenance: origin,
        recordedById: actor.userId,
      });
      changed = true;
      if (incident.provenance[field] === 'human' || incident.humanFields.includes(field)) continue;
      incident[field] = at;
      if (at === null) delete incident.provenance[field];
      else incident.provenance[field] = origin;
    }
    return changed;
  }

  private async addImportedSeverity(
    db: Queryable,
    incident: IncidentRecord,
    severity: NonNullable<IncidentRecord['severity']>,
    actor: Actor,
  ): Promise<void> {
    const firstKnown = incident.declaredAt ?? incident.detectedAt ?? incident.startedAt;
    const isFirst = incident.firstSeverity === severity;
    await this.repository.addSeverityChange(db, incident.id, {
      severity,
      at: isFirst && firstKnown ? firstKnown : this.clock.now().toISOString(),
      reason: null,
      changedById: actor.userId,
    });
  }

  private async setServices(db: Queryable, id: string, names: readonly string[]): Promise<void> {
    const found = await this.catalog.resolveServiceIds(db, names);
    await this.repository.setServices(db, id, [...new Set(found.values())]);
  }

  private async writeInstants(
    db: Queryable,
    incident: IncidentRecord,
    fields: readonly InstantField[],
    actor: Actor,
  ): Promise<void> {
    for (const field of fields) {
      const at = incident[field];
      const provenance = incident.provenance[field];
      if (at === null || provenance === undefined) continue;
      await this.repository.addInstant(db, incident.id, {
        field,
        at,
        provenance,
        recordedById: actor.userId,
      });
    }
  }
}
