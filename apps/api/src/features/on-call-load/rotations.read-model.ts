import { Injectable } from '@nestjs/common';
import { NO_ROTATION } from '@tenken/shared/on-call-load.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type RangeInput, resolveRange } from '../../clock/resolve-range.js';
import { defaultClock, type TeamClock } from '../../clock/team-clock.js';
import { rowId, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

/** Longer ranges would only blur: shifts and floods of two years ago say nothing of today's rotation. */
const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

const RotationRow = z.object({
  id: rowId.nullable(),
  key: z.string().nullable(),
  name: z.string().nullable(),
  timeZone: z.string().nullable(),
  calendar: z.string().nullable(),
  workingDays: z.array(z.number()).nullable(),
  workingFrom: z.string().nullable(),
  workingTo: z.string().nullable(),
  sleepFrom: z.string().nullable(),
  sleepTo: z.string().nullable(),
  ruleIds: z.array(z.string()),
});

/** A team as those see it who are on call for it; `none` for the rules of no team. */
export interface Rotation {
  /** the team's id, or `none` */
  key: string;
  name: string | null;
  /** the team's key, by which it can be asked for too */
  teamKey: string | null;
  clock: TeamClock;
  ruleIds: string[];
}

/** The alerts of one rotation in the part of a range that has passed. Half-open. */
export interface LoadSpan {
  rotation: Rotation;
  from: Date;
  to: Date;
}

/** Who is on call for which rules: the team of a rule's service, or of the service that it is a component of. */
@Injectable()
export class RotationReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Every rotation that has a rule, by name; `none` last. `timeZone` is for the rules of no team. */
  async rotations(timeZone: string): Promise<Rotation[]> {
    const rows = await select(
      this.dataSource.manager,
      RotationRow,
      `select t.id, t.key, t.name, t.time_zone as "timeZone", t.calendar, t.working_days::int[] as "workingDays",
         t.working_from as "workingFrom", t.working_to as "workingTo", t.sleep_from as "sleepFrom",
         t.sleep_to as "sleepTo", array_agg(r.id::text order by r.id) as "ruleIds"
       from alert_rules r
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       group by t.id
       order by t.name nulls last, t.id`,
    );
    return rows.map(({ id, key, name, ruleIds, ...clock }) => ({
      key: id ?? NO_ROTATION,
      name,
      teamKey: key,
      ruleIds,
      clock: id === null ? defaultClock(timeZone) : (clock as TeamClock),
    }));
  }

  /** The rotation of a query: by id, key or name. Throws `not_found`. */
  async rotation(wanted: string, timeZone: string): Promise<Rotation> {
    const found = (await this.rotations(timeZone)).find(({ key, name, teamKey }) =>
      [key, name, teamKey].includes(wanted),
    );
    if (found === undefined) throw DomainError.notFound('rotation', wanted);
    return found;
  }

  /**
   * The range of a query, and the part of it that has passed since alerts are recorded at all; null when there is none.
   * Throws `invalid` for a range of more than 400 days.
   */
  async observe(query: RangeInput): Promise<{ range: Span; observed: Span | null }> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    if (range.to.getTime() - range.from.getTime() > MAX_DAYS * DAY_MS)
      throw DomainError.invalid('to', `must be at most ${MAX_DAYS} days after from`, 'range_too_long');
    return { range, observed: await this.clip(range, now) };
  }

  /** What of a range has passed since the first alert that was ever recorded. */
  async clip(range: Span, now: Date): Promise<Span | null> {
    const first = await selectOne(
      this.dataSource.manager,
      z.object({ at: z.date() }),
      'select starts_at as at from episodes order by starts_at limit 1',
    );
    if (first === null) return null;
    const from = new Date(Math.max(range.from.getTime(), first.at.getTime()));
    const to = new Date(Math.min(range.to.getTime(), now.getTime()));
    return from < to ? { from, to } : null;
  }
}

export interface Span {
  from: Date;
  to: Date;
}
