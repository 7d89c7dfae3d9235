import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TeamClock } from '../../clock/team-clock.js';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { latestDay } from './latest-day.js';

const DirectoryRow = z.object({
  id: rowId,
  name: z.string(),
  groupName: z.string().nullable(),
  sourceId: rowId,
  sourceName: z.string(),
  serviceId: rowId.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  teamId: rowId.nullable(),
  definitionChangedAt: rowInstant.nullable(),
  lastFiredOn: z.string().nullable(),
});
export type DirectoryRow = z.output<typeof DirectoryRow>;

const ClockRow = z.object({
  teamId: rowId,
  timeZone: z.string(),
  calendar: z.string(),
  workingDays: z.array(z.number()),
  workingFrom: z.string(),
  workingTo: z.string(),
  sleepFrom: z.string(),
  sleepTo: z.string(),
});

export interface DirectoryFilter {
  ruleIds?: readonly string[] | undefined;
  /** ids, keys or names */
  services?: readonly string[] | undefined;
  teams?: readonly string[] | undefined;
  /** `lastFiredOn` stays null: it is looked up rule by rule */
  withoutLastFired?: boolean | undefined;
}

/** Which rules there are, whose they are, and when they last fired. */
@Injectable()
export class AlertRuleDirectoryReadModel {
  /** Rules that are not archived; those asked for by id are given even then. */
  rules(db: Queryable, filter: DirectoryFilter): Promise<DirectoryRow[]> {
    return select(
      db,
      DirectoryRow,
      `select r.id, r.name, r.group_name as "groupName", r.source_id as "sourceId", source.name as "sourceName",
         r.service_id as "serviceId", s.name as "serviceName", r.severity,
         coalesce(s.team_id, parent.team_id) as "teamId", r.definition_changed_at as "definitionChangedAt",
         latest.day::text as "lastFiredOn"
       from alert_rules r
       join sources source on source.id = r.source_id
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       ${latestDay('$4')}
       where ($1::bigint[] is null or r.id = any ($1)) and (r.archived_at is null or $1::bigint[] is not null)
         and ($2::text[] is null or s.id::text = any ($2) or s.key = any ($2) or s.name = any ($2))
         and ($3::text[] is null or t.id::text = any ($3) or t.key = any ($3) or t.name = any ($3))
       order by r.id`,
      [
        filter.ruleIds ?? null,
        filter.services ?? null,
        filter.teams ?? null,
        filter.withoutLastFired ?? false,
      ],
    );
  }

  /** The UTC day of the latest episode ever of each rule that fired. */
  async lastFired(db: Queryable, ruleIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await select(
      db,
      z.object({ id: rowId, day: z.string() }),
      `select r.id, latest.day::text as day from alert_rules r ${latestDay('$2')}
       where r.id = any ($1::bigint[]) and latest.day is not null`,
      [ruleIds, false],
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  }

  /** Rules that go on as one of the given ones under another name, with the one that they are now. */
  async formerNames(db: Queryable, ruleIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await select(
      db,
      z.object({ id: rowId, currentId: rowId }),
      `select id, current_id as "currentId" from alert_rules
       where current_id = any ($1::bigint[]) and current_id <> id`,
      [ruleIds],
    );
    return new Map(rows.map(({ id, currentId }) => [id, currentId]));
  }

  /** The rule and the rules that it was before it was renamed. Throws `not_found`. */
  async members(db: Queryable, id: string): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from alert_rules where id = $1 or current_id = $1 order by id <> $1, id`,
      [id],
    );
    if (rows[0]?.id !== id) throw DomainError.notFound('alert_rule', id);
    return rows.map((row) => row.id);
  }

  /** The clocks of all teams that are not archived. */
  async teamClocks(db: Queryable): Promise<Map<string, TeamClock>> {
    const rows = await select(
      db,
      ClockRow,
      `select id as "teamId", time_zone as "timeZone", calendar, working_days as "workingDays",
         working_from::text as "workingFrom", working_to::text as "workingTo",
         sleep_from::text as "sleepFrom", sleep_to::text as "sleepTo"
       from teams`,
    );
    return new Map(rows.map(({ teamId, ...clock }) => [teamId, clock]));
  }
}
