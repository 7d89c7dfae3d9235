import { Injectable } from '@nestjs/common';
import {
  type IncidentFilters,
  IncidentRow,
  type IncidentSort,
  type IncidentsQuery,
  type IncidentsResponse,
} from '@tenken/shared/incidents.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { COHORT_AT, filterParameters, MATCHES_ALL, SCOPE_CTE } from './incident-filter.js';

const instant = rowInstant.nullable();

/** A row of the list as Postgres gives it. */
export const ListRow = z.object({
  ...IncidentRow.shape,
  id: rowId,
  duplicateOfId: rowId.nullable(),
  startedAt: instant,
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  resolvedAt: instant,
  closedAt: instant,
  createdAt: rowInstant,
  updatedAt: rowInstant,
  confirmedRecurrences: rowCount,
  suggestedRecurrences: rowCount,
});
const SortedRow = ListRow.extend({ sortKey: z.string() });

/** Columns of `ListRow` for rows `i` of incidents; every list and the detail use them. */
export const LIST_COLUMNS = `i.id, i.source, i.external_id as "externalId", i.title, i.kind,
  case when i.resolved_at is null and i.closed_at is null then 'open' else 'resolved' end as status,
  i.severity, i.first_severity as "firstSeverity", i.started_at as "startedAt", i.detected_at as "detectedAt",
  i.acknowledged_at as "acknowledgedAt", i.declared_at as "declaredAt", i.mitigated_at as "mitigatedAt",
  i.resolved_at as "resolvedAt", i.closed_at as "closedAt",
  case when i.started_at is not null then 'startedAt' when i.detected_at is not null then 'detectedAt'
    when i.declared_at is not null then 'declaredAt' end as "cohortField",
  i.provenance, i.problems, i.reopened_count as "reopenedCount", i.detection_source as "detectionSource",
  i.cause_category as "causeCategory", i.trigger_category as "triggerCategory", i.url, i.tags,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
    from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services,
  (select jsonb_build_object('id', t.id::text, 'name', t.name) from teams t where t.id = i.team_id) as team,
  i.duplicate_of_id as "duplicateOfId",
  (select p.status from postmortems p where p.incident_id = i.id) as "postmortemStatus",
  (select count(*) from incident_recurrences r where r.incident_id = i.id and r.status = 'confirmed')
    as "confirmedRecurrences",
  (select count(*) from incident_recurrences r where r.incident_id = i.id and r.status = 'suggested')
    as "suggestedRecurrences",
  (select jsonb_build_object('open', count(*) filter (where a.status in ('open', 'in_progress')), 'all', count(*))
    from action_items a where a.incident_id = i.id and a.status <> 'deleted') as "actionItems",
  i.is_sample as "isSample", i.row_version as "rowVersion", i.created_at as "createdAt",
  i.updated_at as "updatedAt"`;

/** Milliseconds, ranks or seconds as bigint, so that every order has one kind of cursor. Unknown comes last. */
const SORT_KEYS: Record<IncidentSort, { key: string; descending: boolean }> = {
  '-occurredAt': {
    key: `coalesce((extract(epoch from ${COHORT_AT}) * 1000)::bigint, -9000000000000000)`,
    descending: true,
  },
  occurredAt: {
    key: `coalesce((extract(epoch from ${COHORT_AT}) * 1000)::bigint, 9000000000000000)`,
    descending: false,
  },
  severity: { key: `coalesce(right(i.severity, 1)::bigint, 9)`, descending: false },
  '-severity': { key: `coalesce(right(i.severity, 1)::bigint, 0)`, descending: true },
  ttr: {
    key: `coalesce(extract(epoch from i.resolved_at - i.started_at)::bigint, 9000000000000000)`,
    descending: false,
  },
  '-ttr': {
    key: `coalesce(extract(epoch from i.resolved_at - i.started_at)::bigint, -9000000000000000)`,
    descending: true,
  },
  '-updatedAt': { key: `(extract(epoch from i.updated_at) * 1000)::bigint`, descending: true },
};

const STATEMENTS = Object.fromEntries(
  Object.entries(SORT_KEYS).map(([sort, { key, descending }]) => {
    const [after, order] = descending ? ['<', 'desc'] : ['>', 'asc'];
    return [
      sort,
      `with recursive ${SCOPE_CTE}, page as (
         select i.id, ${key} as sort_key from incidents i
         where ${MATCHES_ALL}
           and ($24::bigint is null or (${key}, i.id) ${after} ($24::bigint, $25::bigint))
         order by sort_key ${order}, i.id ${order}
         limit $26
       )
       select ${LIST_COLUMNS}, page.sort_key::text as "sortKey"
       from page join incidents i on i.id = page.id
       order by page.sort_key ${order}, page.id ${order}`,
    ];
  }),
) as Record<IncidentSort, string>;

const Cursor = z.tuple([z.string().regex(/^-?\d+$/), z.string().regex(/^\d+$/)]);
const EXPORT_PAGE = 500;

/** Lists of incidents. */
@Injectable()
export class IncidentReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** One page of the incidents that pass every filter, in the order of `sort`. */
  async list(query: IncidentsQuery, db: Queryable = this.dataSource): Promise<IncidentsResponse> {
    const [sortKey, id] = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const rows = await select(db, SortedRow, STATEMENTS[query.sort], [
      ...filterParameters(query),
      sortKey,
      id,
      query.limit + 1,
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ sortKey: _, ...row }) => row),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null,
    };
  }

  /** Every incident that passes the filters, newest first, page by page. */
  async *all(filters: IncidentFilters): AsyncGenerator<IncidentRow> {
    let cursor: string | undefined;
    do {
      const page = await this.list({ ...filters, sort: '-occurredAt', limit: EXPORT_PAGE, cursor });
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
