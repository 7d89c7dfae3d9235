import { Injectable } from '@nestjs/common';
import {
  FixState,
  type RecurrenceListQuery,
  RecurrenceReason,
  RecurrenceRow,
  RecurrenceStatus,
} from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { COHORT_SQL, type ScopeFilters, scopeParameters } from '../../database/incident-scope.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { FIX_COUNTS, FIX_STATE } from './count-fixes.js';
import { daysBetween } from './days-between.js';

const instant = rowInstant.nullable();
const Brief = {
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  beganAt: z.string().nullable(),
  causeCategory: z.string().nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
};
const Row = z.object({
  id: rowId,
  status: RecurrenceStatus,
  strength: z.number(),
  reasons: z.array(RecurrenceReason),
  incident: z.object(Brief),
  earlier: z.object(Brief),
  fix: FixState,
  done: z.number(),
  open: z.number(),
  declined: z.number(),
  decidedBy: z.string().nullable(),
  decidedAt: instant,
});
const Total = z.object({ total: rowCount, incidents: rowCount });
const Cursor = z.tuple([z.number(), z.string().regex(/^\d+$/)]);

/** Which pairs: of a scope and a range; null: of all times. */
export interface PairFilters extends ScopeFilters {
  status: RecurrenceStatus;
  fix?: readonly FixState[] | undefined;
  onlyDeclined?: boolean | undefined;
}
export type PairRange = { from: Date; to: Date } | null;

/**
 * $15 status, $16 states of the fix, $17 only declined. The fixes are looked at only where they are asked for. The cohort
 * is named once, so that it is planned as the table that it is: as rows of its own it was gone through for each pair.
 */
const PAIRS = `${COHORT_SQL},
  pairs as (
    select r.id, r.incident_id, r.strength, c.cohort_at
    from cohort c
    join incident_recurrences r on r.incident_id = c.id and r.status = $15
    join incidents a on a.id = r.earlier_incident_id and a.deleted_at is null
    cross join lateral (select c.cohort_at as began_at) b
    where c.left_out is null and ($15 <> 'suggested' or not exists (
        select from incident_recurrences k join incidents e on e.id = k.earlier_incident_id and e.deleted_at is null
        where k.incident_id = r.incident_id and k.status = 'confirmed'))
      and ($16::text[] is null or (select ${FIX_STATE} from (select) one ${FIX_COUNTS}) = any ($16))
      and ($17::boolean is not true or (select fixes.open = 0 and fixes.declined > 0 from (select) one ${FIX_COUNTS}))
  )`;

/** Strength and time as whole numbers, so that a cursor says them exactly. */
const SORT_KEYS = {
  '-strength': '(p.strength * 1000)::bigint',
  '-beganAt': '(extract(epoch from p.cohort_at) * 1000)::bigint',
} as const;

/** Pairs of incidents of which the first recurs the second, or may. */
@Injectable()
export class RecurrenceListReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async list(
    query: RecurrenceListQuery,
    range: PairRange,
  ): Promise<{ items: RecurrenceRow[]; nextCursor: string | null }> {
    const [key, id] = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const sort = SORT_KEYS[query.sort];
    const ids = await select(
      this.dataSource,
      z.object({ id: rowId, key: rowCount }),
      `${PAIRS}
       select p.id, ${sort} as key from pairs p
       where $18::bigint is null or (${sort}, p.id) < ($18::bigint, $19::bigint)
       order by key desc, p.id desc limit $20`,
      [...pairParameters(query, range), key, id, query.limit + 1],
    );
    const page = ids.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await this.rows(page.map((row) => row.id)),
      nextCursor: ids.length > query.limit && last ? encodeCursor([last.key, last.id]) : null,
    };
  }

  /** Pairs, and later incidents in them. */
  async count(filters: PairFilters, range: PairRange): Promise<z.output<typeof Total>> {
    const row = await selectOne(
      this.dataSource,
      Total,
      `${PAIRS} select count(*) as total, count(distinct incident_id) as incidents from pairs`,
      pairParameters(filters, range),
    );
    return row ?? { total: 0, incidents: 0 };
  }

  /** In the order of the ids. */
  private async rows(ids: readonly string[]): Promise<RecurrenceRow[]> {
    const rows = await select(
      this.dataSource,
      Row,
      `select r.id, r.status, r.strength, r.reasons, ${brief('b')} as incident, ${brief('a')} as earlier,
         ${FIX_STATE} as fix, fixes.done, fixes.open, fixes.declined, u.name as "decidedBy", r.decided_at as "decidedAt"
       from unnest($1::bigint[]) with ordinality as t (id, n)
       join incident_recurrences r on r.id = t.id
       join (select i.*, coalesce(i.started_at, i.detected_at, i.declared_at) as began_at from incidents i) b
         on b.id = r.incident_id
       join (select i.*, coalesce(i.started_at, i.detected_at, i.declared_at) as began_at from incidents i) a
         on a.id = r.earlier_incident_id
       left join users u on u.id = r.decided_by_id
       ${FIX_COUNTS}
       order by t.n`,
      [ids],
    );
    return rows.map(({ done, open, declined, ...row }) => {
      const [incident, earlier] = [inIso(row.incident), inIso(row.earlier)];
      return {
        ...row,
        incident,
        earlier,
        fixes: { done, open, declined },
        daysAfter: daysBetween(earlier.resolvedAt, incident.beganAt),
      };
    });
  }
}

function pairParameters(filters: PairFilters, range: PairRange): unknown[] {
  const [, , ...scope] = scopeParameters(filters, range ?? ALL_TIMES);
  return [
    range?.from ?? '-infinity',
    range?.to ?? 'infinity',
    ...scope,
    filters.status,
    filters.fix?.length ? filters.fix : null,
    filters.onlyDeclined ?? null,
  ];
}

const ALL_TIMES = { from: new Date(0), to: new Date(0) };

function brief(of: string): string {
  return `jsonb_build_object('id', ${of}.id::text, 'title', ${of}.title, 'severity', ${of}.severity,
    'startedAt', ${of}.started_at, 'resolvedAt', ${of}.resolved_at, 'beganAt', ${of}.began_at,
    'causeCategory', ${of}.cause_category,
    'services', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
      from incident_services x join services s on s.id = x.service_id where x.incident_id = ${of}.id))`;
}

/** Instants within JSON are in the server's own way of writing them. */
function inIso<T extends { startedAt: string | null; resolvedAt: string | null; beganAt: string | null }>(
  incident: T,
): T {
  const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...incident,
    startedAt: iso(incident.startedAt),
    resolvedAt: iso(incident.resolvedAt),
    beganAt: iso(incident.beganAt),
  };
}
