/**
 * Lateral join that gives the UTC day of the latest episode ever of rule `r`, under this or a former name, as
 * `latest.day`; null when it never fired, or where the parameter `isLeftOut` (SQL like `$4`) is true: nobody looks then.
 * By its last week, because the days alone are also indexed by day, and for a rule that seldom fires the planner walks
 * all days of all rules back.
 */
export const latestDay = (isLeftOut: string) => `left join lateral (
         select max(day.day) as day
         from alert_rules member
         cross join lateral (
           select w.week from episode_weekly_rollups w
           where w.alert_rule_id = member.id and w.fired > 0 order by w.week desc limit 1
         ) last
         join episode_daily_rollups day on day.alert_rule_id = member.id and day.fired > 0
           and day.day >= last.week and day.day < last.week + 7
         where member.current_id = r.id and not ${isLeftOut}::boolean
       ) latest on true`;
