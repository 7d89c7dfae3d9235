import { Injectable } from '@nestjs/common';
import { ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import type { RecurrencePair } from '@tenken/shared/recurrence.contract';
import type { FixState } from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';
import { judgeFix, statusAt } from './judge-fix.js';
import { type ComparedIncident, suggestRecurrence } from './suggest-recurrence.js';

const DAY_MS = 86_400_000;
const instant = rowInstant.nullable();
const PairRow = z.object({
  laterId: rowId,
  laterTitle: z.string(),
  laterSeverity: z.string().nullable(),
  laterStartedAt: instant,
  laterResolvedAt: instant,
  laterBeganAt: instant,
  earlierId: rowId,
  earlierTitle: z.string(),
  earlierSeverity: z.string().nullable(),
  earlierStartedAt: instant,
  earlierResolvedAt: instant,
});
const ItemRow = z.object({
  incidentId: rowId,
  id: rowId,
  title: z.string(),
  type: ActionItemType,
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: ActionItemStatus,
  startedAt: instant,
  completedAt: instant,
  declinedAt: instant,
});
const ComparedRow = z.object({
  id: rowId,
  title: z.string(),
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** A confirmed recurrence with what had become of the fixes of the earlier incident. */
export interface JudgedPair extends RecurrencePair {
  fix: FixState;
}

/** Recurrences of many incidents at once, for figures. */
@Injectable()
export class CohortRecurrenceReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Every confirmed recurrence of an earlier incident by one of these, with all fixes promised for the earlier one. */
  async confirmed(laterIds: readonly string[]): Promise<JudgedPair[]> {
    const rows = await select(
      this.dataSource,
      PairRow,
      `select b.id as "laterId", b.title as "laterTitle", b.severity as "laterSeverity",
         b.started_at as "laterStartedAt", b.resolved_at as "laterResolvedAt",
         coalesce(b.started_at, b.detected_at, b.declared_at) as "laterBeganAt", a.id as "earlierId",
         a.title as "earlierTitle", a.severity as "earlierSeverity", a.started_at as "earlierStartedAt",
         a.resolved_at as "earlierResolvedAt"
       from incident_recurrences r
       join incidents b on b.id = r.incident_id
       join incidents a on a.id = r.earlier_incident_id
       where r.incident_id = any ($1::bigint[]) and r.status = 'confirmed' and a.deleted_at is null
       order by "laterBeganAt" desc nulls last, b.id desc, a.id desc`,
      [laterIds],
    );
    const items = await this.fixItems(rows.map((row) => row.earlierId));
    return rows.map((row) => toPair(row, items.get(row.earlierId) ?? []));
  }

  /**
   * Those of these incidents that the product thinks recur an earlier one while nobody has decided about any pair of
   * theirs in that way: a stored suggestion, or one worked out on reading as the incident's own page does. Incidents with
   * a confirmed recurrence are not among them.
   */
  async suggested(laterIds: readonly string[], lookBackDays: number): Promise<string[]> {
    const pairs = await select(
      this.dataSource,
      z.object({ laterId: rowId, earlierId: rowId, stored: z.boolean() }),
      `with later as (
         select b.id, coalesce(b.started_at, b.detected_at, b.declared_at) as began_at
         from incidents b
         where b.id = any ($1::bigint[]) and not exists (
           select from incident_recurrences r join incidents a on a.id = r.earlier_incident_id
           where r.incident_id = b.id and r.status = 'confirmed' and a.deleted_at is null)
       )
       select b.id as "laterId", a.id as "earlierId", false as stored
       from later b
       cross join lateral (
         select distinct i.id, i.resolved_at
         from incident_services x
         join incident_services y on y.service_id = x.service_id and y.incident_id <> x.incident_id
         join incidents i on i.id = y.incident_id
         where x.incident_id = b.id and i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null
           and i.resolved_at < b.began_at and i.resolved_at >= b.began_at - $2::integer * interval '1 day'
           and not exists (select from incident_recurrences r
             where r.incident_id = b.id and r.earlier_incident_id = i.id)
         order by i.resolved_at desc limit 100
       ) a
       union all
       select r.incident_id, r.earlier_incident_id, true
       from incident_recurrences r join later b on b.id = r.incident_id join incidents a on a.id = r.earlier_incident_id
       where r.status = 'suggested' and a.deleted_at is null`,
      [laterIds, lookBackDays],
    );
    const found = new Set(pairs.filter((pair) => pair.stored).map((pair) => pair.laterId));
    const compared = await this.compared(pairs.flatMap((pair) => [pair.laterId, pair.earlierId]));
    for (const { laterId, earlierId } of pairs) {
      if (found.has(laterId)) continue;
      const [later, earlier] = [compared.get(laterId), compared.get(earlierId)];
      if (later && earlier && suggestRecurrence(later, earlier).length > 0) found.add(laterId);
    }
    return laterIds.filter((id) => found.has(id));
  }

  private async compared(ids: readonly string[]): Promise<Map<string, ComparedIncident>> {
    const rows = await select(
      this.dataSource,
      ComparedRow,
      `select i.id, i.title, i.cause_category as "causeCategory", i.trigger_category as "triggerCategory",
         (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name)), '[]')
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services
       from incidents i where i.id = any ($1::bigint[])`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async fixItems(incidentIds: readonly string[]): Promise<Map<string, z.output<typeof ItemRow>[]>> {
    const rows = await select(
      this.dataSource,
      ItemRow,
      `select a.incident_id as "incidentId", a.id, a.title, a.type,
         coalesce((select u.name from users u where u.id = a.owner_id), a.owner) as owner, a.due_on as "dueOn", a.status,
         a.started_at as "startedAt", a.completed_at as "completedAt", a.declined_at as "declinedAt"
       from action_items a
       where a.incident_id = any ($1::bigint[]) and a.status <> 'deleted'
         and a.type in ('prevent', 'detect', 'mitigate', 'repair')
       order by a.id`,
      [incidentIds],
    );
    const byIncident = new Map<string, z.output<typeof ItemRow>[]>();
    for (const row of rows) byIncident.set(row.incidentId, [...(byIncident.get(row.incidentId) ?? []), row]);
    return byIncident;
  }
}

function toPair(row: z.output<typeof PairRow>, items: readonly z.output<typeof ItemRow>[]): JudgedPair {
  const began = row.laterBeganAt;
  return {
    incident: {
      id: row.laterId,
      title: row.laterTitle,
      severity: row.laterSeverity,
      startedAt: row.laterStartedAt,
      resolvedAt: row.laterResolvedAt,
    },
    earlier: {
      id: row.earlierId,
      title: row.earlierTitle,
      severity: row.earlierSeverity,
      startedAt: row.earlierStartedAt,
      resolvedAt: row.earlierResolvedAt,
    },
    daysAfter:
      began === null || row.earlierResolvedAt === null
        ? null
        : Math.round(((Date.parse(began) - Date.parse(row.earlierResolvedAt)) / DAY_MS) * 10) / 10,
    fix: judgeFix(items, began),
    items: items.map(({ id, title, type, owner, dueOn, ...item }) => ({
      id,
      title,
      type,
      owner,
      dueOn,
      statusThen: began === null ? item.status : statusAt(item, began),
      statusNow: item.status,
    })),
  };
}
