import { Injectable } from '@nestjs/common';
import {
  type AlertRuleEvidenceResponse,
  type AlertRuleResponse,
  AlertRuleVersionSchema,
  type HeatStripResponse,
  type RuleDurationsResponse,
} from '@tenken/shared/alert-rules.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { TruncationReadModel } from '../truncations/truncation.read-model.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';
import { AlertRuleListReadModel } from './alert-rule-list.read-model.js';
import { AlertRuleReadModel } from './alert-rules.read-model.js';
import { blindSpotsOf } from './blind-spots.js';
import { listLocalDays } from './list-local-days.js';
import { summariseDurations } from './summarise-durations.js';

/** Past this many episodes the newest ones stand for all. */
const MAX_DURATIONS = 100_000;

const DetailRow = z.object({
  uid: z.string(),
  sourceKind: z.string(),
  summary: z.string().nullable(),
  dashboardUrl: z.string().nullable(),
  serviceRunbookUrl: z.string().nullable(),
  teamId: rowId.nullable(),
  teamName: z.string().nullable(),
  teamTimeZone: z.string().nullable(),
  firstEpisodeAt: rowInstant.nullable(),
  lastEpisodeAt: rowInstant.nullable(),
  openEpisodes: rowCount,
  file: z.string().nullable(),
  definedAt: rowInstant.nullable(),
  becameId: rowId.nullable(),
  becameName: z.string().nullable(),
});
const SilenceRow = z.object({
  externalId: z.string(),
  comment: z.string().nullable(),
  createdBy: z.string().nullable(),
  startsAt: rowInstant,
  endsAt: rowInstant.nullable(),
  others: z.array(z.string()),
});
const FormerRow = z.object({ id: rowId, name: z.string(), at: rowInstant });
const VersionRow = AlertRuleVersionSchema.extend({
  seenAt: rowInstant,
  labels: z.record(z.string(), z.coerce.string()),
  annotations: z.record(z.string(), z.coerce.string()),
});
const DurationRow = z.object({ durationSeconds: z.number().nullable(), ackSeconds: z.number().nullable() });

/** Everything about one rule. */
@Injectable()
export class AlertRuleDetailReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly list: AlertRuleListReadModel,
    private readonly directory: AlertRuleDirectoryReadModel,
    private readonly countsModel: AlertRuleCountsReadModel,
    private readonly rules: AlertRuleReadModel,
    private readonly truncations: TruncationReadModel,
    private readonly hygiene: AlertRuleHygieneReadModel,
  ) {}

  async rule(id: string): Promise<AlertRuleResponse> {
    const db = this.dataSource.manager;
    const [item] = await this.list.rules(db, { ruleIds: [id] });
    const detail = await selectOne(
      db,
      DetailRow,
      `select r.uid, source.kind as "sourceKind", r.summary, r.dashboard_url as "dashboardUrl",
         s.runbook_url as "serviceRunbookUrl", t.id as "teamId", t.name as "teamName",
         t.time_zone as "teamTimeZone", first.starts_at as "firstEpisodeAt", last.starts_at as "lastEpisodeAt",
         (select count(*) from episodes e where e.alert_rule_id = any ($2::bigint[]) and e.ends_at is null)
           as "openEpisodes", r.file, r.defined_at as "definedAt", became.id as "becameId",
         became.name as "becameName"
       from alert_rules r
       join sources source on source.id = r.source_id
       left join alert_rules became on became.id = r.renamed_to_id
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       left join lateral (
         select e.starts_at from episodes e where e.alert_rule_id = any ($2::bigint[])
         order by e.starts_at limit 1
       ) first on true
       left join lateral (
         select e.starts_at from episodes e where e.alert_rule_id = any ($2::bigint[])
         order by e.starts_at desc limit 1
       ) last on true
       where r.id = $1`,
      [id, await this.members(id)],
    );
    if (item === undefined || detail === null) throw DomainError.notFound('alert_rule', id);
    const versions = await select(
      db,
      VersionRow,
      `select version, expression, for_seconds as "forSeconds", keep_firing_for_seconds as "keepFiringForSeconds",
         labels, annotations, variants, seen_at as "seenAt"
       from alert_rule_versions where alert_rule_id = $1 order by version desc limit 100`,
      [id],
    );
    const renamedFrom = await select(
      db,
      FormerRow,
      `with recursive former as (
         select from_rule_id as id, at from alert_rule_renames where to_rule_id = $1 and undone_at is null
         union all
         select n.from_rule_id, n.at from alert_rule_renames n join former f on n.to_rule_id = f.id
         where n.undone_at is null
       )
       select r.id, r.name, f.at from former f join alert_rules r on r.id = f.id order by f.at desc limit 20`,
      [id],
    );
    // Names and lists of names (A|B) are compared; what a freer regular expression matches is not guessed.
    const silences = await select(
      db,
      SilenceRow,
      `select s.external_id as "externalId", s.comment, s.created_by as "createdBy", s.starts_at as "startsAt",
         s.ends_at as "endsAt",
         (select coalesce(json_agg((m->>'name') || case when (m->>'isEqual')::boolean then '=' else '!' end
             || case when (m->>'isRegex')::boolean then '~' when (m->>'isEqual')::boolean then '' else '=' end
             || '"' || (m->>'value') || '"'), '[]')
           from jsonb_array_elements(s.matchers) m where m->>'name' <> 'alertname') as others
       from silences s join alert_rules r on r.source_id = s.source_id
       where r.id = $1 and exists (
         select from jsonb_array_elements(s.matchers) m
         where m->>'name' = 'alertname' and (m->>'isEqual')::boolean
           and r.name = any (case when (m->>'isRegex')::boolean then string_to_array(m->>'value', '|')
             else array[m->>'value'] end))
       order by s.starts_at desc limit 20`,
      [id],
    );
    const { teamId, teamName, teamTimeZone, becameId, becameName, ...rest } = detail;
    const renamedTo = becameId === null ? null : { id: becameId, name: becameName! };
    const team = teamId === null ? null : { id: teamId, name: teamName!, timeZone: teamTimeZone! };
    return {
      ...item,
      ...rest,
      team,
      versions,
      renamedFrom,
      renamedTo,
      silences,
      duplicates: await this.hygiene.duplicatesOf(db, id),
      blindSpots: blindSpotsOf(detail.sourceKind),
    };
  }

  /** The rule and the rules that it was before it was renamed. */
  private async members(id: string): Promise<string[]> {
    const former = await this.directory.formerNames(this.dataSource.manager, [id]);
    return [id, ...former.keys()];
  }

  /** The figures of one rule in a range. */
  async evidence(id: string, range: ResolvedRange): Promise<AlertRuleEvidenceResponse> {
    const db = this.dataSource.manager;
    const found = await this.directory.rules(db, { ruleIds: [id] });
    const [figures] = await this.rules.figures(db, found, range);
    if (figures === undefined) throw DomainError.notFound('alert_rule', id);
    const cutMessages = await this.truncations.countForRule(db, id, range.from, range.to);
    const days = listLocalDays(range.from, range.to, range.timeZone);
    return { ...figures, ...rangeOf(range), days, cutMessages };
  }

  /** Firings by weekday and hour, and by day and hour. */
  async heatStrip(id: string, range: ResolvedRange): Promise<HeatStripResponse> {
    const { from, to, timeZone } = range;
    const members = await this.members(id);
    const cells = await this.countsModel.firedAt(this.dataSource.manager, members, from, to, timeZone);
    const weekdays = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
    const days = new Map(
      listLocalDays(from, to, timeZone).map((day) => [day, new Array<number>(24).fill(0)]),
    );
    for (const { day, hour, fired } of cells) {
      const row = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;
      row[hour] = row[hour]! + fired;
      const ofDay = days.get(day);
      if (ofDay) ofDay[hour] = fired;
    }
    return {
      ...rangeOf(range),
      total: cells.reduce((sum, { fired }) => sum + fired, 0),
      max: Math.max(0, ...weekdays.flat()),
      weekdays,
      days: [...days].map(([day, hours]) => ({ day, hours })),
    };
  }

  /** How long the episodes of a range lasted, and how long they waited for someone. */
  async durations(id: string, range: ResolvedRange): Promise<RuleDurationsResponse> {
    const rows = await select(
      this.dataSource.manager,
      DurationRow,
      `select duration_seconds as "durationSeconds",
         extract(epoch from acknowledged_at - starts_at)::double precision as "ackSeconds"
       from episodes where alert_rule_id = any ($1::bigint[]) and starts_at >= $2 and starts_at < $3
       order by starts_at desc limit $4`,
      [await this.members(id), range.from, range.to, MAX_DURATIONS],
    );
    return { from: range.from.toISOString(), to: range.to.toISOString(), ...summariseDurations(rows) };
  }
}

function rangeOf(range: ResolvedRange) {
  return { from: range.from.toISOString(), to: range.to.toISOString(), timeZone: range.timeZone };
}
