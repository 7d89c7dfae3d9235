import { Injectable } from '@nestjs/common';
import type {
  DetectionLedgerQuery,
  DetectionLedgerResponse,
  DetectionLedgerRow,
} from '@tenken/shared/detection.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { countRecall } from './count-recall.js';
import { LINK_EXPRESSIONS } from './episode-link-candidates.js';
import { judgeDetection } from './judge-detection.js';

const Offset = z.number().int().min(0);

const FirstRow = z.object({
  alertRuleId: z.string(),
  ruleName: z.string(),
  fingerprint: z.string(),
  startsAt: z.coerce.date(),
});
/** A link as `FirstRow`: only of the first ones, because thousands may be looked through. */
const firstLink = (link: string) =>
  `case when ${link}.incident_id is not null then json_build_object('alertRuleId', ${link}.alert_rule_id::text,
           'ruleName', ${link}.rule_name, 'fingerprint', ${link}.fingerprint, 'startsAt', ${link}.starts_at) end`;

const LedgerRow = z.object({
  incidentId: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  cohortAt: rowInstant,
  startedAt: rowInstant.nullable(),
  detectedAt: rowInstant.nullable(),
  isStartDefaulted: z.boolean(),
  detectionSource: z.enum(['alert', 'customer', 'colleague', 'partner', 'chance', 'unknown']),
  hasAlertHistory: z.boolean(),
  firstConfirmed: FirstRow.nullable(),
  firstOfAll: FirstRow.nullable(),
  confirmedLinks: rowCount,
  proposedLinks: rowCount,
  coverageGapIds: z.array(z.string()),
  toldBy: z.array(z.string()),
});

/** `cohortAt`: the instant that places it in a period: its start, else detection or declaration. */
export type JudgedIncident = DetectionLedgerRow & { cohortAt: string };

/** Per incident: which alert saw it first, how late, or who told us instead (METRICS.md section 6). */
@Injectable()
export class DetectionLedgerReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** `db`: the transaction to read in */
  async ledger(
    query: DetectionLedgerQuery,
    db: Queryable = this.dataSource.manager,
  ): Promise<DetectionLedgerResponse> {
    const range = resolveRange(query, this.clock.now());
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const rows = await this.rows(query, range, db);
    const all = rows.map(judge);
    const isToldBy = new Set(
      rows
        .filter((row) => query.rule === undefined || query.rule.some((id) => row.toldBy.includes(id)))
        .map((row) => row.incidentId),
    );
    const wanted = all.filter(
      (row) =>
        isToldBy.has(row.incidentId) &&
        (query.outcome === undefined || query.outcome.includes(row.proposedOutcome)) &&
        (query.confirmedOutcome === undefined || query.confirmedOutcome.includes(row.outcome)) &&
        (query.detectionSource === undefined || query.detectionSource.includes(row.detectionSource)),
    );
    const detectionSources: Record<string, number> = {};
    for (const { detectionSource } of all)
      detectionSources[detectionSource] = (detectionSources[detectionSource] ?? 0) + 1;
    return {
      definition: metricDefinition('recall'),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      items: wanted.slice(offset, offset + query.limit),
      nextCursor: offset + query.limit < wanted.length ? encodeCursor(offset + query.limit) : null,
      recall: countRecall(all),
      detectionSources,
    };
  }

  /** Every incident of a range with its outcome, newest first. */
  async judged(
    scope: { service?: string[] | undefined; team?: string[] | undefined },
    range: { from: Date; to: Date },
  ): Promise<JudgedIncident[]> {
    const rows = await this.rows(scope, range, this.dataSource.manager);
    return rows.map((row) => ({ ...judge(row), cohortAt: row.cohortAt }));
  }

  private rows(
    query: { service?: string[] | undefined; team?: string[] | undefined },
    range: { from: Date; to: Date },
    db: Queryable,
  ): Promise<z.output<typeof LedgerRow>[]> {
    return select(
      db,
      LedgerRow,
      `with incident as (
         select i.* from incidents i
         where i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
           and coalesce(i.started_at, i.detected_at, i.declared_at) >= $2
           and coalesce(i.started_at, i.detected_at, i.declared_at) < $3
           and ($4::text[] is null or exists (
             select from incident_services x join services s on s.id = x.service_id
             where x.incident_id = i.id and (s.id::text = any ($4) or s.key = any ($4) or s.name = any ($4))))
           and ($5::text[] is null or exists (
             select from teams t
             left join services s on s.team_id = t.id
             left join incident_services x on x.service_id = s.id and x.incident_id = i.id
             where (t.id = i.team_id or x.incident_id is not null)
               and (t.id::text = any ($5) or t.key = any ($5) or t.name = any ($5))))
       ), ${LINK_EXPRESSIONS}, named as (
         select l.incident_id, l.alert_rule_id, l.fingerprint, l.starts_at, l.status, r.name as rule_name,
           r.current_id as current_rule_id
         from link l join alert_rules r on r.id = l.alert_rule_id
         where l.status <> 'rejected'
       ), told as (
         -- one pass: looked up for each incident it would be read as often as there are incidents
         select incident_id,
           count(*) filter (where status = 'confirmed') as confirmed_links,
           count(*) filter (where status = 'suggested') as proposed_links
         from named group by incident_id
       ), first_confirmed as (
         select distinct on (incident_id) * from named
         where status = 'confirmed' order by incident_id, starts_at, alert_rule_id
       ), first_of_all as (
         select distinct on (incident_id) * from named order by incident_id, starts_at, alert_rule_id
       ), told_in_time as (
         -- an alert that came under an earlier name of a rule is the rule's
         select n.incident_id, array_agg(n.current_rule_id::text) || array_agg(n.alert_rule_id::text) as rules
         from named n join incident i on i.id = n.incident_id
         where n.status = 'confirmed' and n.starts_at <= i.detected_at + interval '1 minute'
         group by n.incident_id
       ), named_services as (
         select x.incident_id, json_agg(json_build_object('id', s.id::text, 'name', s.name) order by s.name) as services
         from incident i
         join incident_services x on x.incident_id = i.id
         join services s on s.id = x.service_id
         group by x.incident_id
       ), history as (
         select starts_at from episodes order by starts_at limit 1
       )
       select i.id as "incidentId", i.title, i.severity,
         coalesce(i.started_at, i.detected_at, i.declared_at) as "cohortAt", i.started_at as "startedAt",
         i.detected_at as "detectedAt", i.detection_source as "detectionSource",
         coalesce(i.provenance ->> 'startedAt' = 'defaulted', false) as "isStartDefaulted",
         coalesce(i.started_at, i.detected_at, i.declared_at) >= (select starts_at from history) is true
           as "hasAlertHistory",
         coalesce(v.services, '[]') as services, ${firstLink('c')} as "firstConfirmed", ${firstLink('a')} as "firstOfAll",
         coalesce(t.confirmed_links, 0) as "confirmedLinks", coalesce(t.proposed_links, 0) as "proposedLinks",
         (select coalesce(array_agg(g.id::text order by g.id), '{}') from coverage_gaps g
           where g.incident_id = i.id and g.deleted_at is null) as "coverageGapIds",
         coalesce(r.rules, '{}') as "toldBy"
       from incident i
       left join named_services v on v.incident_id = i.id
       left join told t on t.incident_id = i.id
       left join first_confirmed c on c.incident_id = i.id
       left join first_of_all a on a.incident_id = i.id
       left join told_in_time r on r.incident_id = i.id
       order by coalesce(i.started_at, i.detected_at, i.declared_at) desc, i.id desc`,
      [this.clock.now(), range.from, range.to, query.service ?? null, query.team ?? null],
    );
  }
}

function judge(row: z.output<typeof LedgerRow>): DetectionLedgerRow {
  const {
    firstConfirmed,
    firstOfAll,
    isStartDefaulted,
    hasAlertHistory,
    toldBy: _,
    cohortAt: __,
    ...rest
  } = row;
  const outcomeOf = (first: z.output<typeof FirstRow> | null) =>
    judgeDetection({
      firstAlertAt: first?.startsAt ?? null,
      detectedAt: row.detectedAt === null ? null : new Date(row.detectedAt),
      toldByAlert: row.detectionSource === 'alert',
      hasAlertHistory,
    });
  // A start that was copied from the first alert would make every lag zero.
  const start = isStartDefaulted ? null : row.startedAt;
  const alertOf = (first: z.output<typeof FirstRow> | null) =>
    first && {
      episodeId: formatEpisodeId(first),
      alertRuleId: first.alertRuleId,
      ruleName: first.ruleName,
      startsAt: first.startsAt.toISOString(),
      lagSeconds: secondsBetween(start, first.startsAt),
      afterDetectionSeconds: secondsBetween(row.detectedAt, first.startsAt),
    };
  return {
    ...rest,
    outcome: outcomeOf(firstConfirmed),
    firstAlert: alertOf(firstConfirmed),
    proposedOutcome: outcomeOf(firstOfAll),
    proposedAlert: alertOf(firstOfAll),
  };
}

function secondsBetween(from: string | null, to: Date): number | null {
  return from === null ? null : (to.getTime() - Date.parse(from)) / 1000;
}
