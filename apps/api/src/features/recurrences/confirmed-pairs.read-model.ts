import { Injectable } from '@nestjs/common';
import { ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import {
  RECURRENCE_PAIR_LIMIT,
  type RecurrenceFixes,
  type RecurrencePair,
} from '@tenken/shared/recurrence.contract';
import { FixState } from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { COHORT_SQL, type ScopeFilters, scopeParameters } from '../../database/incident-scope.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { FIX_COUNTS, FIX_STATE } from './count-fixes.js';
import { daysBetween } from './days-between.js';
import { statusAt } from './judge-fix.js';

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
  fix: FixState,
  done: z.number(),
  open: z.number(),
  declined: z.number(),
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
const FixesRow = z.object({
  openPairs: rowCount,
  openIncidents: rowCount,
  onlyDeclinedPairs: rowCount,
  onlyDeclinedIncidents: rowCount,
  donePairs: rowCount,
  doneIncidents: rowCount,
  noItemsPairs: rowCount,
  noItemsIncidents: rowCount,
  unknownPairs: rowCount,
  unknownIncidents: rowCount,
});

const PAIRS = `${COHORT_SQL},
  pairs as (
    select c.id as later_id, a.id as earlier_id, c.cohort_at as began_at, fixes.*, ${FIX_STATE} as fix
    from cohort c
    join incident_recurrences r on r.incident_id = c.id and r.status = 'confirmed'
    join incidents a on a.id = r.earlier_incident_id and a.deleted_at is null
    cross join lateral (select c.cohort_at as began_at) b
    ${FIX_COUNTS}
    where c.left_out is null
  )`;

/** A confirmed recurrence with what had become of the fixes of the earlier incident. */
export interface JudgedPair extends RecurrencePair {
  fix: FixState;
}
interface Range {
  from: Date;
  to: Date;
}

/** Confirmed recurrences of a period, by what had become of the fix. */
@Injectable()
export class ConfirmedPairReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async countByFix(filters: ScopeFilters, range: Range): Promise<RecurrenceFixes> {
    const classes = [
      ['open', `fix = 'fix_open'`],
      ['onlyDeclined', `fix = 'fix_open' and open = 0`],
      ['done', `fix = 'fix_done'`],
      ['noItems', `fix = 'no_items'`],
      ['unknown', `fix = 'unknown'`],
    ] as const;
    const row = await selectOne(
      this.dataSource,
      FixesRow,
      `${PAIRS} select ${classes
        .map(
          ([name, which]) => `count(*) filter (where ${which}) as "${name}Pairs",
            count(distinct later_id) filter (where ${which}) as "${name}Incidents"`,
        )
        .join(', ')} from pairs`,
      scopeParameters(filters, range),
    );
    const counts = FixesRow.parse(row);
    const of = (name: (typeof classes)[number][0]) => ({
      pairs: counts[`${name}Pairs`],
      incidents: counts[`${name}Incidents`],
    });
    return {
      open: of('open'),
      onlyDeclined: of('onlyDeclined'),
      done: of('done'),
      noItems: of('noItems'),
      unknown: of('unknown'),
    };
  }

  /** The latest of each state of the fix, with all fixes that were promised for the earlier incident. */
  async latest(filters: ScopeFilters, range: Range): Promise<JudgedPair[]> {
    const rows = await select(
      this.dataSource,
      PairRow,
      `${PAIRS},
       ranked as (select p.*, row_number() over (partition by fix order by began_at desc nulls last, later_id desc, earlier_id desc) as place from pairs p)
       select b.id as "laterId", b.title as "laterTitle", b.severity as "laterSeverity",
         b.started_at as "laterStartedAt", b.resolved_at as "laterResolvedAt", p.began_at as "laterBeganAt",
         a.id as "earlierId", a.title as "earlierTitle", a.severity as "earlierSeverity",
         a.started_at as "earlierStartedAt", a.resolved_at as "earlierResolvedAt", p.fix, p.done, p.open, p.declined
       from ranked p join incidents b on b.id = p.later_id join incidents a on a.id = p.earlier_id
       where p.place <= ${RECURRENCE_PAIR_LIMIT}
       order by p.began_at desc nulls last, b.id desc, a.id desc`,
      scopeParameters(filters, range),
    );
    const items = await this.fixItems(rows.map((row) => row.earlierId));
    return rows.map((row) => toPair(row, items.get(row.earlierId) ?? []));
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
    daysAfter: daysBetween(row.earlierResolvedAt, began),
    fix: row.fix,
    fixes: { done: row.done, open: row.open, declined: row.declined },
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
