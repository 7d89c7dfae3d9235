import { Injectable } from '@nestjs/common';
import type { CreateTeamBody, Team } from '@tenken/shared/teams.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

/** `time` arrives as `09:00:00`. */
const rowTime = z.string().transform((time) => time.slice(0, 5));

const TeamRow = z.object({
  id: rowId,
  key: z.string(),
  name: z.string(),
  timeZone: z.string(),
  calendar: z.string(),
  workingDays: z.array(z.number()),
  workingFrom: rowTime,
  workingTo: rowTime,
  sleepFrom: rowTime,
  sleepTo: rowTime,
  weekStartsOn: z.number(),
  fiscalYearStartsIn: z.number(),
  serviceCount: rowCount,
  isSample: z.boolean(),
  createdAt: rowInstant,
  archivedAt: rowInstant.nullable(),
});

const SELECT = `select t.id, t.key, t.name, t.time_zone as "timeZone", t.calendar, t.working_days as "workingDays",
    t.working_from as "workingFrom", t.working_to as "workingTo", t.sleep_from as "sleepFrom",
    t.sleep_to as "sleepTo", t.week_starts_on as "weekStartsOn", t.fiscal_year_starts_in as "fiscalYearStartsIn",
    (select count(*) from services s where s.team_id = t.id and s.archived_at is null) as "serviceCount",
    t.is_sample as "isSample", t.created_at as "createdAt", t.archived_at as "archivedAt"
  from teams t`;

/** The part of a team that people write. */
export type TeamFields = Required<Omit<CreateTeamBody, 'key'>>;

@Injectable()
export class TeamRepository {
  /** By name; `after` is the last row of the page before. */
  findPage(
    db: Queryable,
    page: { archived: boolean; after: { name: string; id: string } | undefined; limit: number },
  ): Promise<Team[]> {
    return select(
      db,
      TeamRow,
      `${SELECT}
       where ($1 or t.archived_at is null)
         and ($2::text is null or (lower(t.name), t.id) > ($2, $3::bigint))
       order by lower(t.name), t.id limit $4`,
      [page.archived, page.after?.name ?? null, page.after?.id ?? null, page.limit],
    );
  }

  findById(db: Queryable, id: string): Promise<Team | null> {
    return selectOne(db, TeamRow, `${SELECT} where t.id = $1`, [id]);
  }

  async lock(db: Queryable, id: string): Promise<void> {
    await db.query('select 1 from teams where id = $1 for update', [id]);
  }

  /** Null when the key is taken. */
  async insert(db: Queryable, key: string, team: TeamFields): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into teams (key, name, time_zone, calendar, working_days, working_from, working_to, sleep_from,
         sleep_to, week_starts_on, fiscal_year_starts_in)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (key) do nothing returning id`,
      [key, ...columns(team)],
    );
    return row?.id ?? null;
  }

  async update(db: Queryable, id: string, team: TeamFields): Promise<void> {
    await db.query(
      `update teams set name = $2, time_zone = $3, calendar = $4, working_days = $5, working_from = $6,
         working_to = $7, sleep_from = $8, sleep_to = $9, week_starts_on = $10, fiscal_year_starts_in = $11
       where id = $1`,
      [id, ...columns(team)],
    );
  }

  async setArchivedAt(db: Queryable, id: string, at: Date | null): Promise<void> {
    await db.query('update teams set archived_at = $2 where id = $1', [id, at]);
  }

  /** True when anything speaks of the team: then it is archived, not deleted. */
  async isUsed(db: Queryable, id: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ used: z.boolean() }),
      `select exists (select 1 from services where team_id = $1)
           or exists (select 1 from sources where team_id = $1)
           or exists (select 1 from incidents where team_id = $1)
           or exists (select 1 from action_items where team_id = $1)
           or exists (select 1 from review_sessions where team_id = $1) as used`,
      [id],
    );
    return row!.used;
  }

  async remove(db: Queryable, id: string): Promise<void> {
    await db.query('delete from teams where id = $1', [id]);
  }
}

function columns(team: TeamFields): unknown[] {
  return [
    team.name,
    team.timeZone,
    team.calendar,
    [...team.workingDays].sort((a, b) => a - b),
    team.workingFrom,
    team.workingTo,
    team.sleepFrom,
    team.sleepTo,
    team.weekStartsOn,
    team.fiscalYearStartsIn,
  ];
}
