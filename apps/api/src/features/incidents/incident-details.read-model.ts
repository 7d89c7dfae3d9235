import { Injectable } from '@nestjs/common';
import { ACTION_TARGET_DAYS } from '@tenken/shared/action-items.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import {
  type IncidentResponse,
  InstantRecord,
  LinkedEpisode,
  SeverityChange,
} from '@tenken/shared/incident-details.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { LIST_COLUMNS, ListRow } from './incidents.read-model.js';

const Titled = z.object({ id: z.string(), title: z.string() });
const DetailRow = ListRow.extend({
  summary: z.string().nullable(),
  impact: z.string().nullable(),
  deleted: z.boolean(),
  createdBy: z.string().nullable(),
  duplicateOf: Titled.nullable(),
  duplicates: z.array(Titled),
  timeZone: z.string(),
  targetDays: z.number().int().nullable(),
});
const HistoryRow = z.object({
  ...InstantRecord.shape,
  id: rowId,
  at: rowInstant.nullable(),
  recordedAt: rowInstant,
});
const SeverityRow = z.object({ ...SeverityChange.shape, id: rowId, at: rowInstant });
const EpisodeRow = LinkedEpisode.omit({ episodeId: true, lagSeconds: true }).extend({
  linkId: rowId,
  alertRuleId: rowId,
  fingerprint: z.string(),
  startsAt: rowInstant,
  endsAt: rowInstant.nullable(),
});
const DAY_MS = 86_400_000;

/** One incident with all that belongs to it. */
@Injectable()
export class IncidentDetailsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Also answers for removed incidents (`deleted`), so that a removal can be looked at and undone. */
  async get(id: string, db: Queryable = this.dataSource): Promise<IncidentResponse> {
    const row = await selectOne(
      db,
      DetailRow,
      `select ${LIST_COLUMNS}, i.summary, i.impact, i.deleted_at is not null as deleted,
         (select u.name from users u where u.id = i.created_by_id) as "createdBy",
         (select jsonb_build_object('id', d.id::text, 'title', d.title) from incidents d
           where d.id = i.duplicate_of_id) as "duplicateOf",
         (select coalesce(jsonb_agg(jsonb_build_object('id', d.id::text, 'title', d.title) order by d.id), '[]')
           from incidents d where d.duplicate_of_id = i.id and d.deleted_at is null) as duplicates,
         coalesce((select t.time_zone from teams t where t.id = i.team_id),
           (select t.time_zone from incident_services x join services s on s.id = x.service_id
             join teams t on t.id = s.team_id where x.incident_id = i.id order by s.id limit 1), 'UTC')
           as "timeZone",
         (select (s.value ->> i.severity)::integer from settings s where s.key = 'actionItemTargetDays')
           as "targetDays"
       from incidents i where i.id = $1::bigint`,
      [id],
    );
    if (row === null) throw DomainError.notFound('incident', id);
    const [instantHistory, severityHistory, episodes] = await Promise.all([
      this.instantHistory(db, id),
      this.severityHistory(db, id),
      this.episodes(db, id, row.startedAt),
    ]);
    const { targetDays, ...incident } = row;
    const proposedDueOn = this.proposeDueDay(row, targetDays);
    return { ...incident, instantHistory, severityHistory, episodes, proposedDueOn };
  }

  private instantHistory(db: Queryable, id: string): Promise<InstantRecord[]> {
    return select(
      db,
      HistoryRow,
      `select h.id, h.field, h.at, h.provenance, h.note, u.name as "recordedBy", h.recorded_at as "recordedAt",
         h.retracted_at is not null as retracted
       from incident_instants h left join users u on u.id = h.recorded_by_id
       where h.incident_id = $1::bigint order by h.id`,
      [id],
    );
  }

  private severityHistory(db: Queryable, id: string): Promise<z.output<typeof SeverityRow>[]> {
    return select(
      db,
      SeverityRow,
      `select c.id, c.severity, c.at, c.reason, u.name as "changedBy"
       from incident_severity_changes c left join users u on u.id = c.changed_by_id
       where c.incident_id = $1::bigint order by c.id`,
      [id],
    );
  }

  private async episodes(db: Queryable, id: string, startedAt: string | null): Promise<LinkedEpisode[]> {
    const rows = await select(
      db,
      EpisodeRow,
      `select l.id as "linkId", l.alert_rule_id as "alertRuleId", r.name as "alertRuleName", l.fingerprint,
         l.starts_at as "startsAt", e.ends_at as "endsAt", l.status
       from episode_incident_links l
       join alert_rules r on r.id = l.alert_rule_id
       left join episodes e on e.alert_rule_id = l.alert_rule_id and e.fingerprint = l.fingerprint
         and e.starts_at = l.starts_at
       where l.incident_id = $1::bigint order by l.starts_at, l.id`,
      [id],
    );
    return rows.map(({ fingerprint, ...row }) => ({
      ...row,
      episodeId: formatEpisodeId({
        alertRuleId: row.alertRuleId,
        fingerprint,
        startsAt: new Date(row.startsAt),
      }),
      lagSeconds: startedAt === null ? null : (Date.parse(row.startsAt) - Date.parse(startedAt)) / 1000,
    }));
  }

  /** METRICS.md section 4: the clock of an item made now starts now. */
  private proposeDueDay(
    incident: { severity: keyof typeof ACTION_TARGET_DAYS | null; timeZone: string },
    targetDays: number | null,
  ): string | null {
    if (incident.severity === null) return null;
    const today = localDayOf(this.clock.now(), incident.timeZone);
    const days = targetDays ?? ACTION_TARGET_DAYS[incident.severity];
    return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  }
}
