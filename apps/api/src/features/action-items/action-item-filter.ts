import { type ActionItemFilters, ActionItemStatus } from '@tenken/shared/action-items.contract';
import { localDayOf, startOfLocalDay } from '../../clock/local-day.js';
import { DEADLINE, FIGURE_MATCHES, GROUP, OWNING_TEAM } from './action-item-expressions.js';

/** Services of the filter with all their components, and teams. Part of every statement below. */
export const SCOPE_CTE = `scope_services as (
    select id from services where id::text = any ($4::text[]) or key = any ($4::text[])
    union
    select s.id from services s join scope_services p on s.parent_id = p.id
  ), scope_teams as (
    select id from teams where id::text = any ($3::text[]) or key = any ($3::text[])
  )`;

/**
 * Rows \`a\` of the person $2: theirs by id or, where a tracker or an import only gave a name, by their name or address
 * here.
 */
const MINE = `(a.owner_id = $2 or a.owner_id is null
    and lower(a.owner) in (select lower(word) from users me, unnest(array[me.name, me.email]) word where me.id = $2))`;

/** True for rows \`a\` that pass every filter; parameters as \`filterParameters\` gives them ($1 to $22). */
export const MATCHES_ALL = `($1::text[] is null
      or coalesce((select u.name from users u where u.id = a.owner_id), a.owner, 'none') = any ($1))
    and ($2::bigint is null or ${MINE})
    and ($3::text[] is null or a.team_id in (select id from scope_teams)
      or a.incident_id in (select i.id from incidents i where i.team_id in (select id from scope_teams))
      or a.incident_id in (select x.incident_id from incident_services x join services s on s.id = x.service_id
        where s.team_id in (select id from scope_teams)))
    and ($4::text[] is null
      or a.incident_id in (select x.incident_id from incident_services x
        where x.service_id in (select id from scope_services))
      or a.id in (select d.action_item_id from decisions d join alert_rules r on r.id = d.alert_rule_id
        where r.service_id in (select id from scope_services)))
    and (($5::text[] is null and a.status <> 'deleted') or $5::text[] = '{*}' or a.status = any ($5))
    and ($6::text[] is null or ${GROUP} = any ($6))
    and ($7::text[] is null
      or coalesce((select i.severity from incidents i where i.id = a.incident_id), 'none') = any ($7))
    and ($8::text[] is null or a.type = any ($8))
    and ($9::text[] is null or coalesce(a.priority, 'none') = any ($9))
    and ($10::text[] is null or a.source = any ($10))
    and ($11::bigint is null or a.incident_id = $11)
    and ($12::date is null or ${DEADLINE} >= $12)
    and ($13::date is null or ${DEADLINE} < $13)
    and ($14::timestamptz is null or a.created_at >= $14)
    and ($15::timestamptz is null or a.created_at < $15)
    and ($16::text is null or normalize(lower(a.title), nfkc) like $16
      or normalize(lower(coalesce(a.description, '')), nfkc) like $16 or lower(a.external_id) like $16)
    and ($18::bigint[] is null or a.id = any ($18))
    and ($21::text[] is null or exists (
      select from (select ${OWNING_TEAM} as id) owning left join teams t on t.id = owning.id
      where coalesce(t.id::text, 'none') = any ($21) or t.key = any ($21) or t.name = any ($21)))
    and ${FIGURE_MATCHES}`;

/** How many parameters the filters take: the next one of a statement is the one after. */
export const FILTER_PARAMETERS = 22;

/**
 * The filters, in the order of the parameters $1 to $22; $17 is today, $19 the zone and $20 the instant now. `userId` is
 * who "mine" means.
 */
export function filterParameters(filters: ActionItemFilters, now: Date, userId: string | null): unknown[] {
  const list = (values: readonly string[] | undefined) => (values?.length ? values : null);
  const instant = (value: string | undefined) => {
    if (value === undefined) return null;
    return value.includes('T') ? new Date(value) : startOfLocalDay(value, filters.timeZone);
  };
  const q = filters.q
    ?.normalize('NFKC')
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
  // A token has no items of its own: "mine" is then nobody's.
  const mine = filters.mine === 'true' ? (userId ?? '0') : null;
  const groups = list(filters.group);
  const asked = list(filters.status) ?? (groups?.includes('deleted') ? ['deleted'] : null);
  // All of them is no condition at all, which the planner then drops.
  const statuses = ActionItemStatus.options.every((status) => asked?.includes(status)) ? ['*'] : asked;
  return [
    list(filters.owner),
    mine,
    list(filters.team),
    list(filters.service),
    statuses,
    groups,
    list(filters.severity),
    list(filters.type),
    list(filters.priority),
    list(filters.source),
    filters.incident ?? null,
    filters.dueFrom ?? null,
    filters.dueTo ?? null,
    instant(filters.from),
    instant(filters.to),
    q ? `%${q}%` : null,
    localDayOf(now, filters.timeZone),
    list(filters.ids),
    filters.timeZone,
    now,
    list(filters.ownerTeam),
    filters.figure ?? null,
  ];
}
