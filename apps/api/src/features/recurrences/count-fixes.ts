/**
 * How the fixes of an earlier incident `a` stood when a later one `b` began, as `judgeFix` says it (a test compares
 * them): a lateral join `fixes (done, open, declined, added_after)`. `b.began_at` null: nobody knows when, and as they
 * stand now counts.
 */
export const FIX_COUNTS = `cross join lateral (
    select count(*) filter (where x.was = 'done')::int as done, count(*) filter (where x.was = 'open')::int as open,
      count(*) filter (where x.was = 'declined')::int as declined
    from (
      select case
          when t.status = 'done' and (b.began_at is null or t.completed_at is null or t.completed_at <= b.began_at) then 'done'
          when t.status = 'declined' and (b.began_at is null or t.declined_at is null or t.declined_at <= b.began_at)
            then 'declined'
          else 'open' end as was
      from action_items t
      where t.incident_id = a.id and t.status <> 'deleted' and t.type in ('prevent', 'detect', 'mitigate', 'repair')
    ) x
  ) fixes`;

/** `FixState` of the row, from `FIX_COUNTS`. */
export const FIX_STATE = `case when fixes.done + fixes.open + fixes.declined = 0 then 'no_items'
    when b.began_at is null then 'unknown' when fixes.open + fixes.declined > 0 then 'fix_open' else 'fix_done' end`;
