import { Injectable } from '@nestjs/common';
import type { DetectionOutcome, FirstAlertSchema } from '@tenken/shared/detection.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { judgeDetection } from './judge-detection.js';

/** A rule and the span of time in which its incidents began. `key` comes back with each row. */
export interface RuleSpan {
  key: number;
  alertRuleId: string;
  from: Date;
  to: Date;
}

export interface RuleIncident {
  key: number;
  incidentId: string;
  title: string;
  severity: string | null;
  startedAt: string;
  detectedAt: string | null;
  /** whether any alert told in time, by confirmed and proposed links */
  outcome: DetectionOutcome;
  /** whether the rule did */
  byRule: 'caught' | 'late' | 'none' | 'unknown';
  firstAlert: z.output<typeof FirstAlertSchema> | null;
  /** a coverage gap says that it needed signals of which the rule's is none */
  needsOtherSignal: boolean;
}

const Row = z.object({
  key: z.coerce.number(),
  incidentId: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  cohortAt: rowInstant,
  startedAt: rowInstant.nullable(),
  detectedAt: rowInstant.nullable(),
  toldByAlert: z.boolean(),
  hasAlertHistory: z.boolean(),
  needsOtherSignal: z.boolean(),
  ofRuleAt: z.date().nullable(),
  first: z
    .object({
      alertRuleId: z.string(),
      ruleName: z.string(),
      fingerprint: z.string(),
      startsAt: z.coerce.date(),
    })
    .nullable(),
});
const KeyRow = z.object({ key: z.coerce.number() });

/**
 * The rule with its earlier names (their episodes are its own), and the services whose incidents concern it: its own,
 * and the one that this is a component of. `$2` to `$5` are keys, rules, from, to.
 */
const SPANS = `span as (
  select * from unnest($2::int[], $3::bigint[], $4::timestamptz[], $5::timestamptz[]) as s (key, rule_id, lo, hi)
), member as (
  select s.key, m.id as rule_id, m.service_id
  from span s join alert_rules r on r.id = s.rule_id join alert_rules m on m.current_id = r.current_id
), home as (
  select distinct m.key, x.id as service_id
  from member m join services s on s.id = m.service_id join services x on x.id in (s.id, s.parent_id)
)`;

/** Incidents that count, of the alias `i`. */
const IS_INCIDENT = `i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'`;
const COHORT_AT = 'coalesce(i.started_at, i.detected_at, i.declared_at)';

/**
 * An episode `e` of an incident `i` is a proposal when it began between 15 minutes before the incident and its end, and
 * nobody said no (METRICS.md section 6).
 */
const IS_PROPOSED = `e.starts_at >= i.started_at - interval '15 minutes'
  and e.starts_at <= coalesce(i.resolved_at, $1::timestamptz)
  and not exists (select from episode_incident_links no where no.incident_id = i.id
    and no.alert_rule_id = e.alert_rule_id and no.fingerprint = e.fingerprint and no.starts_at = e.starts_at
    and no.status = 'rejected')`;

/** How the incidents around a rule came to light: by it, by another alert, late, or not by any. */
@Injectable()
export class RuleDetectionReadModel {
  constructor(private readonly clock: Clock) {}

  /** Incidents of the rule's services, or that an alert of it is linked to, that began in the span; oldest first. */
  async incidentsOf(db: Queryable, spans: readonly RuleSpan[]): Promise<RuleIncident[]> {
    if (spans.length === 0) return [];
    const rows = await select(
      db,
      Row,
      `with ${SPANS}, concerned as (
         select h.key, x.incident_id from home h join incident_services x on x.service_id = h.service_id
         union
         select m.key, l.incident_id
         from member m join episode_incident_links l on l.alert_rule_id = m.rule_id and l.status <> 'rejected'
       ), around as (
         select c.key, i.*
         from concerned c join span s on s.key = c.key join incidents i on i.id = c.incident_id
         where ${IS_INCIDENT} and ${COHORT_AT} >= s.lo and ${COHORT_AT} < s.hi
       ), incident as (
         select distinct on (i.id) i.id, i.started_at, i.resolved_at, (
             select array_agg(distinct s.id) from incident_services x
             join services s on s.id = x.service_id or s.parent_id = x.service_id
             where x.incident_id = i.id) as services
         from around i
       ), any_first as (
         select i.id, told.*
         from incident i
         cross join lateral (
           select found.alert_rule_id, found.fingerprint, found.starts_at
           from (
             (select l.alert_rule_id, l.fingerprint, l.starts_at from episode_incident_links l
              where l.incident_id = i.id and l.status <> 'rejected' order by l.starts_at limit 1)
             union all
             (select e.alert_rule_id, e.fingerprint, e.starts_at
              from unnest(i.services) x (service_id) join episodes e on e.service_id = x.service_id
              where ${IS_PROPOSED} order by e.starts_at limit 1)
             union all
             (select e.alert_rule_id, e.fingerprint, e.starts_at
              from unnest(i.services) x (service_id)
              join alert_rules r on r.service_id = x.service_id
              join episodes e on e.alert_rule_id = r.id and e.service_id is null
              where ${IS_PROPOSED} order by e.starts_at limit 1)
           ) found
           order by found.starts_at, found.alert_rule_id limit 1
         ) told
       ), history as (
         select starts_at from episodes order by starts_at limit 1
       )
       select a.key, a.id as "incidentId", a.title, a.severity, a.started_at as "startedAt",
         coalesce(a.started_at, a.detected_at, a.declared_at) as "cohortAt", a.detected_at as "detectedAt",
         a.detection_source = 'alert' as "toldByAlert",
         coalesce(a.started_at, a.detected_at, a.declared_at) >= (select starts_at from history) is true
           as "hasAlertHistory",
         subject.signal is not null and exists (
           select from coverage_gaps g where g.incident_id = a.id and g.deleted_at is null
         ) and not exists (
           select from coverage_gaps g
           where g.incident_id = a.id and g.deleted_at is null and g.signal = subject.signal
         ) as "needsOtherSignal",
         (select min(own.starts_at) from (
            select l.starts_at from member m join episode_incident_links l on l.alert_rule_id = m.rule_id
            where m.key = a.key and l.incident_id = a.id and l.status <> 'rejected'
            union all
            select e.starts_at from incident i
            join member m on m.key = a.key
            join episodes e on e.alert_rule_id = m.rule_id
              and coalesce(e.service_id, m.service_id) = any (i.services)
            where i.id = a.id and ${IS_PROPOSED}
          ) own) as "ofRuleAt",
         case when f.id is not null then json_build_object('alertRuleId', f.alert_rule_id::text,
           'ruleName', named.name, 'fingerprint', f.fingerprint, 'startsAt', f.starts_at) end as first
       from around a
       join span on span.key = a.key
       join alert_rules subject on subject.id = span.rule_id
       left join any_first f on f.id = a.id
       left join alert_rules named on named.id = f.alert_rule_id
       order by a.key, "cohortAt", a.id`,
      [this.clock.now(), ...columnsOf(spans)],
    );
    return rows.map(judge);
  }

  /** Keys of the spans in which the rule told of an incident in time, by confirmed and proposed links. */
  async caughtAny(db: Queryable, spans: readonly RuleSpan[]): Promise<Set<number>> {
    if (spans.length === 0) return new Set();
    const rows = await select(
      db,
      KeyRow,
      `with ${SPANS}
       select s.key from span s
       where exists (
         select from member m
         join episode_incident_links l on l.alert_rule_id = m.rule_id and l.status <> 'rejected'
         join incidents i on i.id = l.incident_id
         where m.key = s.key and ${IS_INCIDENT} and ${COHORT_AT} >= s.lo and ${COHORT_AT} < s.hi
           and l.starts_at <= i.detected_at + interval '1 minute')
       or exists (
         select from home h
         join incident_services x on x.service_id = h.service_id
         join incidents i on i.id = x.incident_id
         join member m on m.key = h.key
         join episodes e on e.alert_rule_id = m.rule_id
         where h.key = s.key and ${IS_INCIDENT} and ${COHORT_AT} >= s.lo and ${COHORT_AT} < s.hi
           and (e.service_id is null or e.service_id in (
             select near.id from incident_services y
             join services near on near.id = y.service_id or near.parent_id = y.service_id
             where y.incident_id = i.id))
           and ${IS_PROPOSED} and e.starts_at <= i.detected_at + interval '1 minute')`,
      [this.clock.now(), ...columnsOf(spans)],
    );
    return new Set(rows.map((row) => row.key));
  }
}

function columnsOf(spans: readonly RuleSpan[]): unknown[] {
  return [
    spans.map((span) => span.key),
    spans.map((span) => span.alertRuleId),
    spans.map((span) => span.from),
    spans.map((span) => span.to),
  ];
}

function judge(row: z.output<typeof Row>): RuleIncident {
  const facts = {
    detectedAt: row.detectedAt === null ? null : new Date(row.detectedAt),
    toldByAlert: row.toldByAlert,
    hasAlertHistory: row.hasAlertHistory,
  };
  const { first } = row;
  const byRule = row.ofRuleAt && judgeDetection({ ...facts, firstAlertAt: row.ofRuleAt });
  const secondsAfter = (from: string | null) =>
    first === null || from === null ? null : (first.startsAt.getTime() - Date.parse(from)) / 1000;
  return {
    key: row.key,
    incidentId: row.incidentId,
    title: row.title,
    severity: row.severity,
    startedAt: row.cohortAt,
    detectedAt: row.detectedAt,
    outcome: judgeDetection({ ...facts, firstAlertAt: first?.startsAt ?? null }),
    byRule: byRule === null || byRule === 'missed' ? 'none' : byRule,
    firstAlert: first && {
      episodeId: formatEpisodeId(first),
      alertRuleId: first.alertRuleId,
      ruleName: first.ruleName,
      startsAt: first.startsAt.toISOString(),
      lagSeconds: secondsAfter(row.startedAt),
      afterDetectionSeconds: secondsAfter(row.detectedAt),
    },
    needsOtherSignal: row.needsOtherSignal,
  };
}
