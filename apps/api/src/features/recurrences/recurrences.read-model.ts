import { Injectable } from '@nestjs/common';
import { ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import {
  type Recurrence,
  RecurrenceReason,
  RecurrenceStatus,
  type RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { daysBetween } from './days-between.js';
import { judgeFix, statusAt } from './judge-fix.js';

const instant = rowInstant.nullable();
const IncidentRow = z.object({
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  beganAt: instant,
  startedAt: instant,
  resolvedAt: instant,
  causeCategory: z.string().nullable(),
});
type IncidentRow = z.output<typeof IncidentRow>;

const LinkRow = z.object({
  id: rowId,
  incidentId: rowId,
  earlierIncidentId: rowId,
  status: RecurrenceStatus,
  reasons: z.array(RecurrenceReason),
  decidedBy: z.string().nullable(),
  decidedAt: instant,
});
type LinkRow = z.output<typeof LinkRow>;

const FixItemRow = z.object({
  id: rowId,
  incidentId: rowId,
  title: z.string(),
  type: ActionItemType,
  status: ActionItemStatus,
  startedAt: instant,
  completedAt: instant,
  declinedAt: instant,
});
type FixItemRow = z.output<typeof FixItemRow>;

/** The pairs that one incident is in: what people decided and what is suggested. */
@Injectable()
export class RecurrenceReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async ofIncident(id: string): Promise<RecurrencesResponse> {
    const links = await this.links(id);
    const incidents = await this.incidents([
      id,
      ...links.flatMap((link) => [link.incidentId, link.earlierIncidentId]),
    ]);
    if (!incidents.has(id)) throw DomainError.notFound('incident', id);
    const items = await this.fixItems(links.map((link) => link.earlierIncidentId));
    const rows = links.map((link) => toRecurrence(link, id, incidents, items));
    const newestFirst = (a: Recurrence, b: Recurrence) =>
      (b.other.startedAt ?? '').localeCompare(a.other.startedAt ?? '');
    return {
      earlier: rows.filter((row) => row.incidentId === id).sort(newestFirst),
      later: rows.filter((row) => row.earlierIncidentId === id).sort(newestFirst),
    };
  }

  /** Pairs with a deleted incident are not shown. */
  private links(id: string): Promise<LinkRow[]> {
    return select(
      this.dataSource,
      LinkRow,
      `select r.id, r.incident_id as "incidentId", r.earlier_incident_id as "earlierIncidentId", r.status,
         r.reasons, u.name as "decidedBy", r.decided_at as "decidedAt"
       from incident_recurrences r
       join incidents a on a.id = r.incident_id join incidents b on b.id = r.earlier_incident_id
       left join users u on u.id = r.decided_by_id
       where (r.incident_id = $1::bigint or r.earlier_incident_id = $1::bigint)
         and a.deleted_at is null and b.deleted_at is null
       order by r.id`,
      [id],
    );
  }

  private async incidents(ids: readonly string[]): Promise<Map<string, IncidentRow>> {
    const rows = await select(
      this.dataSource,
      IncidentRow,
      `select i.id, i.title, i.severity, coalesce(i.started_at, i.detected_at, i.declared_at) as "beganAt",
         i.started_at as "startedAt", i.resolved_at as "resolvedAt", i.cause_category as "causeCategory"
       from incidents i where i.id = any ($1::bigint[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async fixItems(incidentIds: readonly string[]): Promise<FixItemRow[]> {
    return select(
      this.dataSource,
      FixItemRow,
      `select id, incident_id as "incidentId", title, type, status, started_at as "startedAt",
         completed_at as "completedAt", declined_at as "declinedAt"
       from action_items
       where incident_id = any ($1::bigint[]) and status <> 'deleted'
         and type in ('prevent', 'detect', 'mitigate', 'repair')
       order by id`,
      [incidentIds],
    );
  }
}

function toRecurrence(
  link: LinkRow,
  subjectId: string,
  incidents: ReadonlyMap<string, IncidentRow>,
  items: readonly FixItemRow[],
): Recurrence {
  const later = incidents.get(link.incidentId)!;
  const earlier = incidents.get(link.earlierIncidentId)!;
  const { beganAt: _, ...other } = later.id === subjectId ? earlier : later;
  const fixItems = items.filter((item) => item.incidentId === earlier.id);
  const began = later.beganAt;
  return {
    ...link,
    other,
    daysAfter: daysBetween(earlier.resolvedAt, began),
    fix: judgeFix(fixItems, began),
    fixItems: fixItems.map((item) => ({
      id: item.id,
      title: item.title,
      type: item.type,
      statusThen: began === null ? item.status : statusAt(item, began),
      statusNow: item.status,
    })),
  };
}
