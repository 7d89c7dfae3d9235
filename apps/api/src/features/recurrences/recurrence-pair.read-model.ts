import { Injectable } from '@nestjs/common';
import { ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import {
  type RecurrencePairIncident,
  type RecurrencePairResponse,
  RecurrenceReason,
  RecurrenceStatus,
} from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { daysBetween } from './days-between.js';
import { judgeFix, statusAt } from './judge-fix.js';

const instant = rowInstant.nullable();
const IncidentRow = z.object({
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: instant,
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  resolvedAt: instant,
  closedAt: instant,
  beganAt: instant,
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  detectionSource: z.string(),
  summary: z.string().nullable(),
  impact: z.string().nullable(),
  tags: z.array(z.string()),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
});
const LinkRow = z.object({
  status: RecurrenceStatus,
  strength: z.number(),
  reasons: z.array(RecurrenceReason),
  decidedBy: z.string().nullable(),
  decidedAt: instant,
});
const ItemRow = z.object({
  id: rowId,
  title: z.string(),
  type: ActionItemType,
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: ActionItemStatus,
  createdAt: rowInstant,
  startedAt: instant,
  completedAt: instant,
  declinedAt: instant,
});
const FIX_TYPES: readonly ActionItemType[] = ['prevent', 'detect', 'mitigate', 'repair'];

/** Two incidents side by side. */
@Injectable()
export class RecurrencePairReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async read(laterId: string, earlierId: string): Promise<Omit<RecurrencePairResponse, 'text'>> {
    const [incidents, link, items] = await Promise.all([
      this.incidents([laterId, earlierId]),
      this.link(laterId, earlierId),
      this.items(earlierId),
    ]);
    const incident = incidents.find(({ id }) => id === laterId);
    const earlier = incidents.find(({ id }) => id === earlierId);
    if (incident === undefined) throw DomainError.notFound('incident', laterId);
    if (earlier === undefined) throw DomainError.notFound('incident', earlierId);
    const began = incident.beganAt;
    return {
      status: link?.status ?? null,
      strength: link?.strength ?? 0,
      reasons: link?.reasons ?? [],
      decidedBy: link?.decidedBy ?? null,
      decidedAt: link?.decidedAt ?? null,
      incident: toSide(incident),
      earlier: toSide(earlier),
      daysAfter: daysBetween(earlier.resolvedAt, began),
      fix: judgeFix(
        items.filter(({ type }) => FIX_TYPES.includes(type)),
        began,
      ),
      items: items.map((item) => ({
        id: item.id,
        title: item.title,
        type: item.type,
        owner: item.owner,
        dueOn: item.dueOn,
        statusThen: began === null ? item.status : statusAt(item, began),
        statusNow: item.status,
        isFix: FIX_TYPES.includes(item.type),
        addedAfter: began !== null && Date.parse(item.createdAt) > Date.parse(began),
      })),
    };
  }

  private incidents(ids: readonly string[]): Promise<z.output<typeof IncidentRow>[]> {
    return select(
      this.dataSource,
      IncidentRow,
      `select i.id, i.title, i.severity, i.started_at as "startedAt", i.detected_at as "detectedAt",
         i.acknowledged_at as "acknowledgedAt", i.declared_at as "declaredAt", i.mitigated_at as "mitigatedAt",
         i.resolved_at as "resolvedAt", i.closed_at as "closedAt",
         coalesce(i.started_at, i.detected_at, i.declared_at) as "beganAt", i.cause_category as "causeCategory",
         i.trigger_category as "triggerCategory", i.detection_source as "detectionSource", i.summary, i.impact, i.tags,
         (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services
       from incidents i where i.id = any ($1::bigint[]) and i.deleted_at is null`,
      [ids],
    );
  }

  private link(laterId: string, earlierId: string): Promise<z.output<typeof LinkRow> | null> {
    return selectOne(
      this.dataSource,
      LinkRow,
      `select r.status, r.strength, r.reasons, u.name as "decidedBy", r.decided_at as "decidedAt"
       from incident_recurrences r left join users u on u.id = r.decided_by_id
       where r.incident_id = $1::bigint and r.earlier_incident_id = $2::bigint`,
      [laterId, earlierId],
    );
  }

  private items(incidentId: string): Promise<z.output<typeof ItemRow>[]> {
    return select(
      this.dataSource,
      ItemRow,
      `select a.id, a.title, a.type, coalesce((select u.name from users u where u.id = a.owner_id), a.owner) as owner,
         a.due_on as "dueOn", a.status, a.created_at as "createdAt", a.started_at as "startedAt",
         a.completed_at as "completedAt", a.declined_at as "declinedAt"
       from action_items a
       where a.incident_id = $1::bigint and a.status <> 'deleted' order by a.id`,
      [incidentId],
    );
  }
}

function toSide(row: z.output<typeof IncidentRow>): RecurrencePairIncident {
  const { detectedAt, acknowledgedAt, declaredAt, mitigatedAt, closedAt, ...rest } = row;
  const { startedAt, resolvedAt } = rest;
  return {
    ...rest,
    instants: { startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt, closedAt },
  };
}
