import { Injectable } from '@nestjs/common';
import {
  ACTION_TARGET_DAYS,
  type ActionItemFilters,
  ActionItemGroup,
  type ActionItemHistoryResponse,
  ActionItemRow,
  ActionItemStatus,
  type ActionItemSummaryResponse,
  type ActionItemsQuery,
  type ActionItemsResponse,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { filterParameters, GROUP, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';

const instant = rowInstant.nullable();
const ListRow = z.object({
  ...ActionItemRow.shape,
  id: rowId,
  ownerId: rowId.nullable(),
  createdAt: rowInstant,
  startedAt: instant,
  completedAt: instant,
  declinedAt: instant,
  dueOn: z.string().nullable(),
  targetOn: z.string().nullable(),
  sortKey: z.string(),
});

const TARGET_DAYS = Object.entries(ACTION_TARGET_DAYS)
  .map(([severity, days]) => `when '${severity}' then ${days}`)
  .join(' ');

/** The clock of a target starts when the severity was set or the item was made, whichever is later. */
const COLUMNS = `a.id, a.source, a.external_id as "externalId", a.title, a.description, a.type, a.priority,
  coalesce((select u.name from users u where u.id = a.owner_id), a.owner) as owner, a.owner_id as "ownerId",
  (select jsonb_build_object('id', t.id::text, 'name', t.name) from teams t where t.id = a.team_id) as team,
  a.status, ${GROUP} as "group", a.due_on as "dueOn",
  (select (greatest(a.created_at, (select max(c.at) from incident_severity_changes c where c.incident_id = i.id))
      at time zone $19)::date + coalesce(
      (select (s.value ->> i.severity)::integer from settings s where s.key = 'actionItemTargetDays'),
      case i.severity ${TARGET_DAYS} end)
    from incidents i where i.id = a.incident_id) as "targetOn",
  a.created_at as "createdAt", a.started_at as "startedAt", a.completed_at as "completedAt",
  a.declined_at as "declinedAt", a.decline_reason as "declineReason", a.url,
  (select jsonb_build_object('id', i.id::text, 'title', i.title, 'severity', i.severity)
    from incidents i where i.id = a.incident_id) as incident,
  (select jsonb_build_object('id', d.id::text, 'reviewSessionId', d.review_session_id::text,
      'alertRuleId', d.alert_rule_id::text, 'alertRuleName', r.name)
    from decisions d left join alert_rules r on r.id = d.alert_rule_id
    where d.action_item_id = a.id order by d.id limit 1) as decision,
  a.is_sample as "isSample", a.row_version as "rowVersion"`;

const DAY = `(coalesce(a.due_on, 'epoch'::date) - 'epoch'::date)`;
const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;
/** Groups in the order of the page; in it what is due first, or what was closed last, comes first. */
const SORT_KEYS: Record<ActionItemsQuery['sort'], { key: string; descending: boolean }> = {
  group: {
    key: `(array_position(array['overdue', 'due_soon', 'later', 'no_due_date', 'done', 'declined', 'deleted'], ${GROUP})
      * 100000000000000::bigint + case when a.status in ('done', 'declined', 'deleted')
        then 50000000000000 - ${MS('coalesce(a.completed_at, a.declined_at, a.deleted_at, a.updated_at)')}
        else ${DAY} end)`,
    descending: false,
  },
  dueOn: { key: `coalesce((a.due_on - 'epoch'::date)::bigint, 9000000000000000)`, descending: false },
  '-createdAt': { key: MS('a.created_at'), descending: true },
  createdAt: { key: MS('a.created_at'), descending: false },
  '-updatedAt': { key: MS('a.updated_at'), descending: true },
};

const STATEMENTS = Object.fromEntries(
  Object.entries(SORT_KEYS).map(([sort, { key, descending }]) => {
    const [after, order] = descending ? ['<', 'desc'] : ['>', 'asc'];
    return [
      sort,
      `with recursive ${SCOPE_CTE}, page as (
         select a.id, ${key} as sort_key from action_items a
         where ${MATCHES_ALL}
           and ($20::bigint is null or (${key}, a.id) ${after} ($20::bigint, $21::bigint))
         order by sort_key ${order}, a.id ${order}
         limit $22
       )
       select ${COLUMNS}, page.sort_key::text as "sortKey"
       from page join action_items a on a.id = page.id
       order by page.sort_key ${order}, page.id ${order}`,
    ];
  }),
) as Record<ActionItemsQuery['sort'], string>;

const Cursor = z.tuple([z.string().regex(/^-?\d+$/), z.string().regex(/^\d+$/)]);
const CountRow = z.object({
  facet: z.string(),
  value: z.string().nullable(),
  count: rowCount,
  overdue: rowCount,
});
const HistoryRow = z.object({
  id: rowId,
  fromStatus: ActionItemStatus.nullable(),
  toStatus: ActionItemStatus,
  at: rowInstant,
  atKnown: z.boolean(),
  source: z.string(),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  recordedAt: rowInstant,
  retracted: z.boolean(),
});

/** Lists and counts of action items. */
@Injectable()
export class ActionItemReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One page of the items that pass every filter. Removed items come only when `status` or `group` asks for them. */
  async list(
    query: ActionItemsQuery,
    userId: string | null,
    db: Queryable = this.dataSource,
  ): Promise<ActionItemsResponse> {
    const [sortKey, id] = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const rows = await select(db, ListRow, STATEMENTS[query.sort], [
      ...filterParameters(query, this.clock.now(), userId),
      query.timeZone,
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

  async *all(filters: ActionItemFilters, userId: string | null): AsyncGenerator<ActionItemRow> {
    let cursor: string | undefined;
    do {
      const page = await this.list({ ...filters, sort: 'group', limit: 500, cursor }, userId);
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
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
    const rows = await select(
      this.dataSource,
      CountRow,
      `with recursive ${SCOPE_CTE}, matched as (
         select ${GROUP} as in_group, a.status,
           coalesce((select u.name from users u where u.id = a.owner_id), a.owner) as owner
         from action_items a where ${MATCHES_ALL}
       )
       select 'group' as facet, in_group as value, count(*) as count, 0 as overdue from matched group by in_group
       union all
       select 'owner', owner, count(*), count(*) filter (where in_group = 'overdue')
       from matched where status in ('open', 'in_progress') group by owner`,
      filterParameters(filters, this.clock.now(), userId),
    );
    const all = await selectOne(
      this.dataSource,
      z.object({ count: rowCount, lastClosedAt: instant }),
      `select count(*) as count, max(coalesce(completed_at, declined_at)) as "lastClosedAt"
       from action_items where status <> 'deleted'`,
    );
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

  async history(id: string): Promise<ActionItemHistoryResponse> {
    const items = await select(
      this.dataSource,
      HistoryRow,
      `select c.id, c.from_status as "fromStatus", c.to_status as "toStatus", c.at, c.at_known as "atKnown",
         c.source, c.reason, u.name as "changedBy", c.recorded_at as "recordedAt",
         c.retracted_at is not null as retracted
       from action_item_status_changes c left join users u on u.id = c.changed_by_id
       where c.action_item_id = $1::bigint order by c.at, c.id`,
      [id],
    );
    return { items };
  }
}
