import { Injectable } from '@nestjs/common';
import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import {
  CAUSE_CATEGORIES,
  type ChangeSeverityBody,
  type InstantField,
  type PatchIncidentBody,
  type PutInstantBody,
  TRIGGER_CATEGORIES,
} from '@tenken/shared/incidents.contract';
import { normalizeCategory } from '@tenken/shared/normalize-category';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { LiveService } from '../live/live.service.js';
import { type IncidentRecord, IncidentRepository } from './incidents.repository.js';

/** What people change in an incident. Every change keeps what was there: in a history, or in the audit log. */
@Injectable()
export class IncidentChangeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: IncidentRepository,
    private readonly catalog: CatalogService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Throws `stale` when someone else changed the incident after `rowVersion`. */
  async patch(actor: Actor, id: string, body: PatchIncidentBody): Promise<void> {
    await this.change(actor, id, 'changed', async (db, incident) => {
      const { rowVersion, services, ...fields } = withShippedWords(body);
      if (incident.rowVersion !== rowVersion) throw DomainError.stale('incident', id);
      const before: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(fields)) {
        before[field] = incident[field as keyof IncidentRecord];
        Object.assign(incident, { [field]: value });
        markHuman(incident, field);
      }
      if (services !== undefined) {
        before.services = await this.repository.findServiceIds(db, id);
        const found = await this.catalog.resolveServiceIds(db, services);
        await this.repository.setServices(db, id, [...new Set(found.values())]);
        markHuman(incident, 'services');
      }
      return { before, after: { ...fields, ...(services ? { services } : {}) } };
    });
  }

  /** A person says when it was (null: that it is not known). Their word counts; what was told before stays. */
  async putInstant(actor: Actor, id: string, field: InstantField, body: PutInstantBody): Promise<void> {
    await this.change(actor, id, 'instant_set', async (db, incident) => {
      const before = incident[field];
      const at = body.at === null ? null : new Date(body.at).toISOString();
      await this.setInstant(db, actor, incident, field, at, body.note);
      return { before: { [field]: before }, after: { [field]: at } };
    });
  }

  /** Takes a person's newest word on an instant back, and what was set in the same step. */
  async retractInstant(actor: Actor, id: string, field: InstantField): Promise<void> {
    await this.change(actor, id, 'instant_retracted', async (db, incident) => {
      const before = incident[field];
      const retracted = await this.repository.retractNewestHuman(db, id, field);
      if (retracted.length === 0) throw DomainError.invalid('field', 'nobody set this instant');
      if (retracted.some((row) => row.field === 'resolvedAt' && row.at === null))
        incident.reopenedCount = Math.max(0, incident.reopenedCount - 1);
      for (const name of new Set(retracted.map((row) => row.field))) await this.recount(db, incident, name);
      return { before: { [field]: before }, after: { [field]: incident[field] } };
    });
  }

  /** The earlier resolution stays in the history; the next one counts. */
  async reopen(actor: Actor, id: string, note: string | undefined): Promise<void> {
    await this.change(actor, id, 'reopened', async (db, incident) => {
      if (incident.resolvedAt === null && incident.closedAt === null)
        throw new DomainError('conflict', 'incident_is_open', 'The incident is open already.');
      const before = { resolvedAt: incident.resolvedAt, closedAt: incident.closedAt };
      await this.setInstant(db, actor, incident, 'resolvedAt', null, note);
      if (incident.closedAt !== null) await this.setInstant(db, actor, incident, 'closedAt', null, note);
      incident.reopenedCount += 1;
      return { before, after: { resolvedAt: null, closedAt: null } };
    });
  }

  async changeSeverity(actor: Actor, id: string, body: ChangeSeverityBody): Promise<void> {
    await this.change(actor, id, 'severity_changed', async (db, incident) => {
      const before = incident.severity;
      if (before === body.severity) return null;
      incident.severity = body.severity;
      incident.firstSeverity ??= body.severity;
      markHuman(incident, 'severity');
      await this.repository.addSeverityChange(db, id, {
        severity: body.severity,
        at: body.at ? new Date(body.at).toISOString() : this.clock.now().toISOString(),
        reason: body.reason || null,
        changedById: actor.userId,
      });
      return { before: { severity: before }, after: { severity: body.severity } };
    });
  }

  /** `null` takes the mark away. A duplicate of a duplicate is not made: name the one that stays. */
  async markDuplicate(actor: Actor, id: string, duplicateOfId: string | null): Promise<void> {
    await this.change(actor, id, 'duplicate_marked', async (db, incident) => {
      if (duplicateOfId === id)
        throw DomainError.invalid('duplicateOfId', 'an incident is no duplicate of itself');
      if (duplicateOfId !== null) {
        const other = await this.repository.findForUpdate(db, duplicateOfId);
        if (other === null || other.deletedAt !== null)
          throw DomainError.invalid('duplicateOfId', 'there is no such incident');
        if (other.duplicateOfId !== null)
          throw DomainError.invalid('duplicateOfId', 'that incident is a duplicate itself');
      }
      const before = incident.duplicateOfId;
      incident.duplicateOfId = duplicateOfId;
      markHuman(incident, 'duplicateOfId');
      return { before: { duplicateOfId: before }, after: { duplicateOfId } };
    });
  }

  /** Out of every list and figure, until it is brought back. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.change(actor, id, 'removed', async (_db, incident) => {
      incident.deletedAt = this.clock.now().toISOString();
      return { before: null, after: null };
    });
  }

  async restore(actor: Actor, id: string): Promise<void> {
    await this.change(
      actor,
      id,
      'restored',
      async (_db, incident) => {
        incident.deletedAt = null;
        return { before: null, after: null };
      },
      { removed: true },
    );
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    apply: (db: Queryable, incident: IncidentRecord) => Promise<{ before: unknown; after: unknown } | null>,
    { removed = false } = {},
  ): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const incident = await this.repository.findForUpdate(db, id);
      if (incident === null || (incident.deletedAt !== null && !removed))
        throw DomainError.notFound('incident', id);
      const done = await apply(db, incident);
      if (done === null) return;
      incident.problems = findInstantProblems(instantsOf(incident), this.clock.now());
      await this.repository.save(db, incident);
      await this.audit.record(db, { actor, action, subjectType: 'incident', subjectId: id, ...done });
      await this.live.publish(db, 'incidents', [id]);
    });
  }

  private async setInstant(
    db: Queryable,
    actor: Actor,
    incident: IncidentRecord,
    field: InstantField,
    at: string | null,
    note: string | undefined,
  ): Promise<void> {
    await this.repository.addInstant(db, incident.id, {
      field,
      at,
      provenance: 'human',
      note: note || null,
      recordedById: actor.userId,
    });
    await this.recount(db, incident, field);
  }

  /** Sets the column from the history: the newest word of a person that stands, else what was told last. */
  private async recount(db: Queryable, incident: IncidentRecord, field: InstantField): Promise<void> {
    const counts = await this.repository.findCountingInstant(db, incident.id, field);
    incident[field] = counts?.at ?? null;
    if (counts === null || counts.at === null) delete incident.provenance[field];
    else incident.provenance[field] = counts.provenance;
    incident.humanFields = incident.humanFields.filter((name) => name !== field);
    if (counts?.provenance === 'human') markHuman(incident, field);
  }
}

function markHuman(incident: IncidentRecord, field: string): void {
  if (!incident.humanFields.includes(field)) incident.humanFields = [...incident.humanFields, field];
}

function instantsOf(incident: IncidentRecord): Record<InstantField, string | null> {
  const { startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt, closedAt } = incident;
  return { startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt, closedAt };
}

function withShippedWords(body: PatchIncidentBody): PatchIncidentBody {
  const { causeCategory, triggerCategory } = body;
  return {
    ...body,
    ...(causeCategory ? { causeCategory: normalizeCategory(causeCategory, CAUSE_CATEGORIES) } : {}),
    ...(triggerCategory ? { triggerCategory: normalizeCategory(triggerCategory, TRIGGER_CATEGORIES) } : {}),
  };
}
