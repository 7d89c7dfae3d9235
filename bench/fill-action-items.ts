import { FAST, THOROUGH } from './fill-incident-rows.js';

/** Three action items for each incident of `seeded`, with what happened to them, and the postmortems. Run after the incidents. */
export const ACTION_ITEM_STATEMENTS = [
  FAST,
  `with drawn as materialized (
     select m.id as incident_id, m.n, k, m.n * 3 + k as code, m.r * 3 + k as r, i.team_id, i.severity,
       coalesce(i.resolved_at, i.mitigated_at, i.detected_at, i.started_at)
         + make_interval(secs => floor(5 * 86400 * power(pg_temp.uniform(m.r * 3 + k, 40), 2))) as created_at
     from seeded m join incidents i on i.id = m.id, generate_series(0, 2) as k
   ),
   fated as materialized (
     select *, pg_temp.uniform(r, 41) as fate,
       created_at + make_interval(secs => floor(86400 * 30 * exp(1.1 * pg_temp.normal(r, 42)))) as ends_at,
       'Person ' || (1 + floor(pg_temp.uniform(r, 43) * 80)) as person
     from drawn where created_at < pg_temp.until()
   ),
   placed as materialized (
     select *, case when fate < 0.01 then 'deleted' when fate < 0.16 and ends_at < pg_temp.until() then 'declined'
       when fate < 0.9 and ends_at < pg_temp.until() then 'done' when fate > 0.96 or fate < 0.3 then 'in_progress' else 'open' end as status
     from fated
   )
   insert into action_items (source, external_id, incident_id, title, type, priority, owner, team_id, status, due_on, target_on,
     created_at, started_at, completed_at, declined_at, decline_reason, deleted_at, url, recorded_at, updated_at)
   select 'bench', code::text, incident_id,
     (array['Add an alert on the error rate', '監視項目を追加する', 'Roll back automatically', '接続数の上限を見直す',
       'Write a runbook', '手順書を更新する', 'Test the restore', '負荷試験を行う'])[1 + floor(pg_temp.uniform(r, 44) * 8)::integer]
       || ' (' || code || ')',
     (array['prevent', 'prevent', 'prevent', 'detect', 'detect', 'mitigate', 'repair', 'process', 'other'])
       [1 + floor(pg_temp.uniform(r, 45) * 9)::integer],
     (array['P0', 'P1', 'P2', 'P3', null])[1 + floor(pg_temp.uniform(r, 46) * 5)::integer],
     case when pg_temp.uniform(r, 47) < 0.9 then person end, team_id, status,
     case when pg_temp.uniform(r, 48) < 0.7 then (created_at + make_interval(days =>
       case severity when 'SEV1' then 7 when 'SEV2' then 30 when 'SEV3' then 60 else 90 end))::date end,
     -- as the trigger has it, which is not asked here: the severity's target from creation or from when it was set
     (greatest(created_at, (select max(c.at) from incident_severity_changes c where c.incident_id = placed.incident_id))
       at time zone 'UTC')::date
       + case severity when 'SEV1' then 7 when 'SEV2' then 30 when 'SEV3' then 60 when 'SEV4' then 90 end,
     created_at, case when status in ('in_progress', 'done') then created_at + (least(ends_at, pg_temp.until()) - created_at) / 3 end,
     case when status = 'done' then ends_at end, case when status = 'declined' then ends_at end,
     case when status = 'declined' then 'Not worth it any more' end,
     case when status = 'deleted' then created_at + interval '1 day' end,
     'https://tracker.example.com/' || code, created_at, least(ends_at, pg_temp.until())
   from placed order by incident_id, k`,
  `insert into action_item_status_changes (action_item_id, from_status, to_status, at, source, reason, recorded_at)
   select a.id, v.from_status, v.to_status, v.at, 'bench', v.reason, v.at
   from seeded m join action_items a on a.incident_id = m.id and a.source = 'bench',
     lateral (values (null, 'open', a.created_at, null), ('open', 'in_progress', a.started_at, null),
       ('in_progress', 'done', a.completed_at, null), ('open', 'declined', a.declined_at, a.decline_reason),
       ('open', 'deleted', a.deleted_at, null)) as v (from_status, to_status, at, reason)
   where v.at is not null order by a.id`,
  THOROUGH,
  `insert into postmortems (incident_id, title, status, owner, sections, required_by, waived_reason, checklist,
     drafted_at, review_meeting_at, reviewed_at, closed_at, created_at, updated_at)
   select incident_id, 'Postmortem ' || n, case when waived or reviewed_at > pg_temp.until() then 'draft'
       when u < 0.1 then 'in_review' when u < 0.3 then 'reviewed' when u < 0.85 then 'closed' else 'draft' end,
     case when u < 0.9 then 'Person ' || (1 + n % 80) end,
     jsonb_build_object('whatHappened', repeat('What happened in this incident. ', 5)),
     case when n % 7 = 0 then array['user_impact'] else '{}' end, case when waived then 'Covered by another' end,
     case when u between 0.1 and 0.85 then '{"keyDataCollected": "yes", "impactComplete": "yes", "rootCausesDeep": "yes",
       "actionPlanRight": "yes", "shared": "no"}'::jsonb else '{}' end,
     case when not waived then drafted_at end, case when not waived and reviewed_at < pg_temp.until() then reviewed_at end,
     case when not waived and u between 0.1 and 0.85 and reviewed_at < pg_temp.until() then reviewed_at end,
     case when not waived and u between 0.3 and 0.85 and reviewed_at < pg_temp.until() then reviewed_at + interval '1 day' end,
     drafted_at, drafted_at
   from (
     select m.id as incident_id, m.n, pg_temp.uniform(m.r, 50) as u, pg_temp.uniform(m.r, 51) < 0.04 as waived,
       i.resolved_at + interval '1 day' as drafted_at,
       i.resolved_at + make_interval(secs => floor(86400 * (1 + 3 * exp(0.8 * pg_temp.normal(m.r, 52))))) as reviewed_at
     from seeded m join incidents i on i.id = m.id
     where i.resolved_at < pg_temp.until() - interval '1 day' and i.kind = 'incident' and i.duplicate_of_id is null
       and pg_temp.uniform(m.r, 53) < case when i.severity in ('SEV1', 'SEV2') then 0.85
         when i.detection_source not in ('alert', 'unknown') then 0.5 else 0.1 end
   ) as written order by incident_id`,
];
