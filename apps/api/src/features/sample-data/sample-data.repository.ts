import { Injectable } from '@nestjs/common';
import { SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';
import type { SampleIncident } from './generate-sample-incidents.js';
import { SAMPLE_RULES, SAMPLE_SERVICES, SAMPLE_TEAMS } from './sample-catalog.js';

export const SAMPLE_SOURCE = 'sample';
const DAY_MS = 86_400_000;

const Counts = z.object({
  teams: z.number(),
  services: z.number(),
  alertRules: z.number(),
  episodes: z.number(),
  incidents: z.number(),
  actionItems: z.number(),
  reviews: z.number(),
  coverageGaps: z.number(),
});
const IdByKey = z.object({ key: z.string(), id: rowId });

/** The rows of the sample company that no other feature writes, its marks, its counts and its removal. */
@Injectable()
export class SampleDataRepository {
  async counts(db: Queryable): Promise<SampleDataResponse['counts']> {
    const row = await selectOne(
      db,
      Counts,
      `select (select count(*)::int from teams where is_sample) as "teams",
         (select count(*)::int from services where is_sample) as "services",
         (select count(*)::int from alert_rules r join sources s on s.id = r.source_id where s.is_sample) as "alertRules",
         (select coalesce(sum(o.fired), 0)::int from episode_daily_rollups o join alert_rules r on r.id = o.alert_rule_id
           join sources s on s.id = r.source_id where s.is_sample) as "episodes",
         (select count(*)::int from incidents where is_sample) as "incidents",
         (select count(*)::int from action_items where is_sample) as "actionItems",
         (select count(*)::int from review_sessions where is_sample) as "reviews",
         (select count(*)::int from coverage_gaps where is_sample) as "coverageGaps"`,
    );
    return row!;
  }

  async insertCatalog(db: Queryable): Promise<void> {
    for (const team of SAMPLE_TEAMS) {
      await db.query(
        `insert into teams (key, name, time_zone, calendar, fiscal_year_starts_in, is_sample)
         values ($1, $2, $3, $4, $5, true)`,
        [team.key, team.name, team.timeZone, team.calendar, team.fiscalYearStartsIn],
      );
    }
    for (const service of SAMPLE_SERVICES) {
      await db.query(
        `insert into services (key, name, team_id, parent_id, is_sample)
         values ($1, $2, (select id from teams where key = $3), (select id from services where key = $4), true)`,
        [service.key, service.name, service.team, service.parent ?? null],
      );
    }
  }

  serviceIds(db: Queryable): Promise<{ key: string; id: string }[]> {
    return select(db, IdByKey, 'select key, id from services where is_sample');
  }

  ruleIds(db: Queryable, sourceId: string): Promise<{ key: string; id: string }[]> {
    return select(db, IdByKey, 'select uid as key, id from alert_rules where source_id = $1', [sourceId]);
  }

  incidentIds(db: Queryable): Promise<{ key: string; id: string }[]> {
    return select(db, IdByKey, 'select external_id as key, id from incidents where source = $1', [
      SAMPLE_SOURCE,
    ]);
  }

  /** Rules that never fired are known from their definition only; all get versions, summary and runbook. */
  async insertRules(db: Queryable, sourceId: string, from: Date, now: Date): Promise<void> {
    for (const rule of SAMPLE_RULES) {
      await db.query(
        `with rule as (
           insert into alert_rules (source_id, uid, name, service_id, severity, summary, runbook_url, first_seen_at)
           values ($1, $2, $2, (select id from services where key = $3), $4, $5, $6, $7)
           on conflict (source_id, uid) do update set summary = excluded.summary, first_seen_at = excluded.first_seen_at,
             runbook_url = excluded.runbook_url
           returning id
         )
         insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression, for_seconds, seen_at)
         select id, 1, md5($8 || $9), $8, $9::int, $7 from rule`,
        [
          sourceId,
          rule.name,
          rule.service,
          rule.severity,
          rule.summary,
          rule.runbook ? `https://runbooks.example.com/${rule.name}` : null,
          from,
          rule.expression,
          String(rule.forSeconds),
        ],
      );
      if (rule.changed === undefined) continue;
      await db.query(
        `with version as (
           insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression, for_seconds, seen_at)
           select id, 2, md5($3 || $4), $3, $4::int, $5 from alert_rules where source_id = $1 and uid = $2
           returning alert_rule_id, seen_at
         )
         update alert_rules set definition_changed_at = version.seen_at from version where id = version.alert_rule_id`,
        [
          sourceId,
          rule.name,
          rule.expression,
          String(rule.changed.forSeconds),
          new Date(now.getTime() - rule.changed.daysAgo * DAY_MS),
        ],
      );
    }
  }

  /** The alert that saw an incident is linked to it; every sixth link still waits for somebody to confirm it. */
  async linkDetections(db: Queryable, sourceId: string, incidents: readonly SampleIncident[]): Promise<void> {
    const linked = incidents.filter((incident) => incident.detection !== null);
    await db.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status, decided_at)
       select i.id, e.alert_rule_id, e.fingerprint, e.starts_at,
         case when t.number % 6 = 5 then 'suggested' else 'confirmed' end,
         case when t.number % 6 = 5 then null else i.resolved_at end
       from unnest($2::text[], $3::text[], $4::timestamptz[]) with ordinality as t (external_id, uid, starts_at, number)
       join incidents i on i.source = '${SAMPLE_SOURCE}' and i.external_id = t.external_id
       join alert_rules r on r.source_id = $1 and r.uid = t.uid
       join episodes e on e.alert_rule_id = r.id and e.starts_at = t.starts_at
       on conflict do nothing`,
      [
        sourceId,
        linked.map((incident) => incident.externalId),
        linked.map((incident) => incident.detection!.ruleName),
        linked.map((incident) => incident.detection!.startsAt),
      ],
    );
  }

  /** A session that was held `at`: its rows were written just now, through the services, and say so until here. */
  async backdateReview(db: Queryable, id: string, at: Date): Promise<void> {
    await db.query(
      `with verdict as (update verdicts set decided_at = $2::timestamptz + interval '20 minutes' where review_session_id = $1),
       decision as (update decisions set created_at = $2::timestamptz + interval '25 minutes' where review_session_id = $1),
       item as (update agenda_items set reviewed_at = $2::timestamptz + interval '20 minutes'
         where review_session_id = $1 and reviewed_at is not null),
       action as (update action_items a set created_at = $2::timestamptz + interval '25 minutes', is_sample = true
         from decisions d where d.review_session_id = $1 and d.action_item_id = a.id)
       update review_sessions set is_sample = true, created_at = $2::timestamptz - interval '1 day', started_at = $2::timestamptz
       where id = $1`,
      [id, at],
    );
  }

  async endReview(db: Queryable, id: string, at: Date): Promise<void> {
    await db.query(
      `update review_sessions set closed_at = $2,
         record = jsonb_set(record, '{closedAt}', to_jsonb(to_char($2 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
       where id = $1`,
      [id, at],
    );
  }

  async markGap(db: Queryable, id: string, createdAt: Date): Promise<void> {
    await db.query('update coverage_gaps set is_sample = true, created_at = $2 where id = $1', [
      id,
      createdAt,
    ]);
  }

  async closeGap(db: Queryable, id: string, ruleId: string, closedAt: Date): Promise<void> {
    await db.query(
      `update coverage_gaps set status = 'closed', closing_alert_rule_id = $2, closed_at = $3 where id = $1`,
      [id, ruleId, closedAt],
    );
  }

  async acceptGap(db: Queryable, id: string, reason: string, until: Date): Promise<void> {
    await db.query(
      `update coverage_gaps set status = 'accepted', accepted_reason = $2, accepted_until = $3 where id = $1`,
      [id, reason, until],
    );
  }

  /** Removes what is marked, and what hangs on it by foreign keys; nothing else. */
  async remove(db: Queryable): Promise<void> {
    const rules = `select r.id from alert_rules r join sources s on s.id = r.source_id where s.is_sample`;
    await db.query(`delete from review_sessions where is_sample`);
    await db.query(`delete from episodes where alert_rule_id in (${rules})`);
    await db.query(`delete from episode_daily_rollups where alert_rule_id in (${rules})`);
    await db.query(`delete from episode_weekly_rollups where alert_rule_id in (${rules})`);
    await db.query(`delete from counted_episode_days where alert_rule_id in (${rules})`);
    await db.query(`delete from uncounted_episode_days where alert_rule_id in (${rules})`);
    await db.query(`delete from episode_duration_histograms where alert_rule_id in (${rules})`);
    await db.query(`delete from coverage_gaps where is_sample`);
    await db.query(`delete from action_items where is_sample`);
    await db.query(`delete from incidents where is_sample`);
    await db.query(
      `delete from recurrence_checks c where not exists (select from incidents where id = c.incident_id)`,
    );
    await db.query(`delete from sources where is_sample`);
    await db.query(`delete from services where is_sample`);
    await db.query(`delete from teams where is_sample`);
  }
}
