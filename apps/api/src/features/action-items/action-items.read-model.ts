import { Injectable } from '@nestjs/common';
import {
  ACTION_TARGET_DAYS,
  type ActionItemFilters,
  ActionItemGroup,
  ActionItemRow,
  ActionItemStatus,
  type ActionItemSummaryResponse,
  type ActionItemsQuery,
  type ActionItemsResponse,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { dayNumber, indexCalendars } from '../../clock/business-day-index.js';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { CLOSED_AT, DEADLINE, GROUP, LIST_KEY } from './action-item-expressions.js';
import { FILTER_PARAMETERS, filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';
import { BusinessCalendarReadModel } from './business-calendar.read-model.js';

const instant = rowInstant.nullable();
const ListRow = z.object({
  ...ActionItemRow.omit({ ageDays: true, ageBusinessDays: true, daysLate: true, businessDaysLate: true })
    .shape,
  id: rowId,
  ownerId: rowId.nullable(),
  createdAt: rowInstant,
  startedAt: instant,
  completedAt: instant,
  declinedAt: instant,
  dueOn: z.string().nullable(),
  targetOn: z.string().nullable(),
  deadlineOn: z.string().nullable(),
  owningTeamId: rowId.nullable(),
  createdDay: z.number().int(),
  closedDay: z.number().int().nullable(),
  sortKey: z.string(),
});

const TARGET_DAYS = Object.entries(ACTION_TARGET_DAYS)
  .map(([severity, days]) => `when '${severity}' then ${days}`)
  .join(' ');

const DAY_NUMBER = (at: string) => `((${at} at time zone $19)::date - date '1970-01-01')`;

const COLUMNS = `a.id, a.source, a.external_id as "externalId", a.title, a.description, a.type, a.priority,
  coalesce((select u.name from users u where u.id = a.owner_id), a.owner) as owner, a.owner_id as "ownerId",
  (select jsonb_build_object('id', t.id::text, 'name', t.name) from teams t where t.id = a.team_id) as team,
  coalesce(a.team_id, i.team_id) as "owningTeamId",
  a.status, ${GROUP} as "group", a.due_on as "dueOn", a.target_on as "targetOn", ${DEADLINE} as "deadlineOn",
  case when a.target_on is not null and i.severity is not null then jsonb_build_object('severity', i.severity,
    'days', coalesce((select (s.value ->> i.severity)::integer from settings s where s.key = 'actionItemTargetDays'),
      case i.severity ${TARGET_DAYS} end),
    'since', to_char(greatest(a.created_at, clock.severity_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'clock', case when clock.severity_at > a.created_at then 'severity' else 'created' end) end as target,
  a.created_at as "createdAt", a.started_at as "startedAt", a.completed_at as "completedAt",
  a.declined_at as "declinedAt", a.decline_reason as "declineReason", a.url,
  ${DAY_NUMBER('a.created_at')} as "createdDay", ${DAY_NUMBER(CLOSED_AT)} as "closedDay",
  case when i.id is not null
    then jsonb_build_object('id', i.id::text, 'title', i.title, 'severity', i.severity) end as incident,
  (select jsonb_build_object('id', d.id::text, 'reviewSessionId', d.review_session_id::text,
      'alertRuleId', d.alert_rule_id::text, 'alertRuleName', r.name)
    from decisions d left join alert_rules r on r.id = d.alert_rule_id
    where d.action_item_id = a.id order by d.id limit 1) as decision,
  a.is_sample as "isSample", a.row_version as "rowVersion"`;

/** The keys of the pages: columns or expressions that an index has. `type` is that of the key in the cursor. */
const SORT_KEYS: Record<ActionItemsQuery['sort'], { key: string; type: string; descending: boolean }> = {
  group: { key: LIST_KEY, type: 'bigint', descending: false },
  dueOn: { key: `coalesce(${DEADLINE}, date '9999-12-31')`, type: 'date', descending: false },
  '-createdAt': { key: 'a.created_at', type: 'timestamptz', descending: true },
  createdAt: { key: 'a.created_at', type: 'timestamptz', descending: false },
  '-updatedAt': { key: 'a.updated_at', type: 'timestamptz', descending: true },
};

const [P1, P2, P3] = [1, 2, 3].map((n) => `$${FILTER_PARAMETERS + n}`);
const STATEMENTS = Object.fromEntries(
  Object.entries(SORT_KEYS).map(([sort, { key, type, descending }]) => {
    const [after, order] = descending ? ['<', 'desc'] : ['>', 'asc'];
    return [
      sort,
      `with recursive ${SCOPE_CTE}, page as materialized (
         select a.id, ${key} as sort_key from action_items a
         where ${MATCHES_ALL}
           and (${P1}::text is null or (${key}, a.id) ${after} (${P1}::text::${type}, ${P2}::bigint))
         order by ${key} ${order}, a.id ${order}
         limit ${P3}
       )
       select ${COLUMNS}, page.sort_key::text as "sortKey"
       from page join action_items a on a.id = page.id
       left join incidents i on i.id = a.incident_id
       left join lateral (select max(c.at) as severity_at from incident_severity_changes c
         where c.incident_id = i.id) clock on a.target_on is not null
       order by page.sort_key ${order}, page.id ${order}`,
    ];
  }),
) as Record<ActionItemsQuery['sort'], string>;

const Cursor = z.tuple([z.string().regex(/^[-+:. \dT]{1,40}$/), z.string().regex(/^\d+$/)]);
const CountRow = z.object({
  facet: z.string(),
  value: z.string().nullable(),
  count: rowCount,
  overdue: rowCount,
});
/** Rows of an export that are in memory at once. */
const EXPORT_PAGE = 5000;

/** Lists and counts of action items. */
@Injectable()
export class ActionItemReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendars: BusinessCalendarReadModel,
    private readonly clock: Clock,
  ) {}

  /** One page of the items that pass every filter. Removed items come only when `status` or `group` asks for them. */
  async list(
    query: ActionItemsQuery,
    userId: string | null,
    db: Queryable = this.dataSource,
  ): Promise<ActionItemsResponse> {
    const now = this.clock.now();
    const [sortKey, id] = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const rows = await select(db, ListRow, STATEMENTS[query.sort], [
      ...filterParameters(query, now, userId),
      sortKey,
      id,
      query.limit + 1,
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await this.withAges(page, localDayOf(now, query.timeZone), query.timeZone, db),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null,
    };
  }

  async *all(filters: ActionItemFilters, userId: string | null): AsyncGenerator<ActionItemRow> {
    let cursor: string | undefined;
    do {
      const page = await this.list({ ...filters, sort: 'group', limit: EXPORT_PAGE, cursor }, userId);
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Ids of the rows that pass the filters, at most so many, the oldest first. */
  async ids(filters: ActionItemFilters, limit: number): Promise<string[]> {
    const rows = await select(
      this.dataSource,
      z.object({ id: rowId }),
      `with recursive ${SCOPE_CTE}
       select a.id from action_items a where ${MATCHES_ALL} order by a.created_at, a.id limit ${P1}`,
      [...filterParameters(filters, this.clock.now(), null), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Ages and delays in days and in business days of the owning team. */
  private async withAges(
    rows: readonly z.output<typeof ListRow>[],
    today: string,
    timeZone: string,
    db: Queryable,
  ): Promise<ActionItemRow[]> {
    if (rows.length === 0) return [];
    const until = dayNumber(today);
    const deadlines = rows.map(({ deadlineOn }) => (deadlineOn === null ? null : dayNumber(deadlineOn)));
    const known = [...rows.map(({ createdDay }) => createdDay), ...deadlines.filter((day) => day !== null)];
    const { calendars, indexOf } = await this.calendars.all(timeZone, db);
    const indices = indexCalendars(calendars, known, until);
    return rows.map(({ sortKey: _, owningTeamId, createdDay, closedDay, ...row }, number) => {
      const business = indices[indexOf.get(owningTeamId ?? '') ?? 0]!;
      const isOpen = row.status === 'open' || row.status === 'in_progress';
      const end = isOpen ? until : closedDay;
      const deadline = deadlines[number] ?? null;
      const isLate = row.group === 'overdue' && deadline !== null;
      return {
        ...row,
        ageDays: end === null ? null : end - createdDay,
        ageBusinessDays: end === null ? null : business.between(createdDay, end),
        daysLate: isLate ? until - deadline : null,
        businessDaysLate: isLate ? business.between(deadline, until) : null,
      };
    });
  }

  async get(id: string, timeZone = 'UTC', db: Queryable = this.dataSource): Promise<ActionItemRow> {
    const filters: ActionItemsQuery = {
      ids: [id],
      status: [...ActionItemStatus.options],
      timeZone,
      limit: 1,
      sort: 'createdAt',
    };
    const { items } = await this.list(filters, null, db);
    if (items[0] === undefined) throw DomainError.notFound('action_item', id);
    return items[0];
  }

  /** Counts by group, and by owner of what is still to be done. */
  async summary(filters: ActionItemFilters, userId: string | null): Promise<ActionItemSummaryResponse> {
    const [rows, all] = await Promise.all([
      select(
        this.dataSource,
        CountRow,
        // Counted by what the groups follow from, before anything is worked out for each: as columns named like the item's.
        `with recursive ${SCOPE_CTE}, counted as (
           select a.status, ${DEADLINE} as due_on, null::date as target_on,
             case when a.status in ('open', 'in_progress') then a.owner_id end as owner_id,
             case when a.status in ('open', 'in_progress') then a.owner end as owner, count(*) as n
           from action_items a where ${MATCHES_ALL}
           group by 1, 2, 4, 5
         )
         select 'group' as facet, ${GROUP} as value, sum(a.n) as count, 0 as overdue from counted a group by 2
         union all
         select 'owner', coalesce(u.name, a.owner), sum(a.n), coalesce(sum(a.n) filter (where a.due_on < $17::date), 0)
         from counted a left join users u on u.id = a.owner_id
         where a.status in ('open', 'in_progress') group by 2`,
        filterParameters(filters, this.clock.now(), userId),
      ),
      selectOne(
        this.dataSource,
        z.object({ count: rowCount, lastClosedAt: instant }),
        `select count(*) as count, max(coalesce(completed_at, declined_at)) as "lastClosedAt"
         from action_items where status <> 'deleted'`,
      ),
    ]);
    const count = (group: ActionItemGroup) =>
      rows.find((row) => row.facet === 'group' && row.value === group)?.count ?? 0;
    const groups = Object.fromEntries(
      ActionItemGroup.options.map((group) => [group, count(group)]),
    ) as Record<ActionItemGroup, number>;
    return {
      total: Object.values(groups).reduce((sum, n) => sum + n, 0),
      groups,
      owners: rows
        .filter((row) => row.facet === 'owner')
        .map((row) => ({ owner: row.value, open: row.count, overdue: row.overdue }))
        .sort((a, b) => b.overdue - a.overdue || b.open - a.open),
      lastClosedAt: all?.lastClosedAt ?? null,
      unfiltered: all?.count ?? 0,
    };
  }
}
