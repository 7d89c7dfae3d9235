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
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { judgeFix, statusAt } from './judge-fix.js';
import { suggestRecurrence } from './suggest-recurrence.js';

const instant = rowInstant.nullable();
const IncidentRow = z.object({
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  beganAt: instant,
  startedAt: instant,
  resolvedAt: instant,
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
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

const INCIDENT_COLUMNS = `i.id, i.title, i.severity,
  coalesce(i.started_at, i.detected_at, i.declared_at) as "beganAt", i.started_at as "startedAt",
  i.resolved_at as "resolvedAt", i.cause_category as "causeCategory", i.trigger_category as "triggerCategory",
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
    from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services`;
const DAY_MS = 86_400_000;

/** Which incidents recur which: what people decided, what was suggested, and new suggestions worked out on reading. */
@Injectable()
export class RecurrenceReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async ofIncident(id: string, lookBackDays: number): Promise<RecurrencesResponse> {
    const subject = await selectOne(
      this.dataSource,
      IncidentRow,
      `select ${INCIDENT_COLUMNS} from incidents i where i.id = $1::bigint`,
      [id],
    );
    if (subject === null) throw DomainError.notFound('incident', id);
    const [links, candidates] = await Promise.all([this.links(id), this.candidates(subject, lookBackDays)]);
    const isLinked = (later: string, earlier: string) =>
      links.some((link) => link.incidentId === later && link.earlierIncidentId === earlier);
    const suggestions = candidates.flatMap(({ other, isEarlier }): LinkRow[] => {
      const [later, earlier] = isEarlier ? [subject, other] : [other, subject];
      const reasons = isLinked(later.id, earlier.id) ? [] : suggestRecurrence(later, earlier);
      if (reasons.length === 0) return [];
      return [
        {
          id: '',
          incidentId: later.id,
          earlierIncidentId: earlier.id,
          status: 'suggested',
          reasons,
          decidedBy: null,
          decidedAt: null,
        },
      ];
    });
    const all = [...links, ...suggestions];
    const known = new Map(candidates.map(({ other }) => [other.id, other]));
    known.set(subject.id, subject);
    await this.addMissing(known, all);
    const items = await this.fixItems(all.map((link) => link.earlierIncidentId));
    const rows = all.map((link) => toRecurrence(link, subject, known, items));
    const newestFirst = (a: Recurrence, b: Recurrence) =>
      (b.other.startedAt ?? '').localeCompare(a.other.startedAt ?? '');
    return {
      earlier: rows.filter((row) => row.incidentId === id).sort(newestFirst),
      later: rows.filter((row) => row.earlierIncidentId === id).sort(newestFirst),
    };
  }

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

  /** Incidents on the same services within the look-back window, before and after. At most 200, the nearest first. */
  private async candidates(
    subject: IncidentRow,
    lookBackDays: number,
  ): Promise<{ other: IncidentRow; isEarlier: boolean }[]> {
    if (subject.beganAt === null || subject.services.length === 0) return [];
    const rows = await select(
      this.dataSource,
      IncidentRow.extend({ isEarlier: z.boolean() }),
      `with near as (
         select i.*, coalesce(i.started_at, i.detected_at, i.declared_at) as began_at from incidents i
         where i.id <> $1::bigint and i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null
           and exists (select from incident_services x where x.incident_id = i.id and x.service_id = any ($2::bigint[]))
       )
       select ${INCIDENT_COLUMNS}, i.began_at < $3::timestamptz as "isEarlier" from near i
       where (i.resolved_at < $3::timestamptz and i.resolved_at >= $3::timestamptz - $5::integer * interval '1 day')
         or (i.began_at > $4::timestamptz and i.began_at <= $4::timestamptz + $5::integer * interval '1 day')
       order by abs(extract(epoch from i.began_at - $3::timestamptz)) limit 200`,
      [subject.id, subject.services.map((s) => s.id), subject.beganAt, subject.resolvedAt, lookBackDays],
    );
    return rows.map(({ isEarlier, ...other }) => ({ other, isEarlier }));
  }

  private async addMissing(known: Map<string, IncidentRow>, links: readonly LinkRow[]): Promise<void> {
    const missing = links
      .flatMap((link) => [link.incidentId, link.earlierIncidentId])
      .filter((id) => !known.has(id));
    if (missing.length === 0) return;
    const rows = await select(
      this.dataSource,
      IncidentRow,
      `select ${INCIDENT_COLUMNS} from incidents i where i.id = any ($1::bigint[])`,
      [missing],
    );
    for (const row of rows) known.set(row.id, row);
  }

  private fixItems(incidentIds: readonly string[]): Promise<z.output<typeof FixItemRow>[]> {
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
  subject: IncidentRow,
  known: ReadonlyMap<string, IncidentRow>,
  items: readonly z.output<typeof FixItemRow>[],
): Recurrence {
  const later = known.get(link.incidentId)!;
  const earlier = known.get(link.earlierIncidentId)!;
  const { beganAt: _, triggerCategory: __, services: ___, ...other } = later === subject ? earlier : later;
  const fixItems = items.filter((item) => item.incidentId === earlier.id);
  const began = later.beganAt;
  return {
    ...link,
    id: link.id === '' ? null : link.id,
    other,
    daysAfter:
      began === null || earlier.resolvedAt === null
        ? null
        : Math.round(((Date.parse(began) - Date.parse(earlier.resolvedAt)) / DAY_MS) * 10) / 10,
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
