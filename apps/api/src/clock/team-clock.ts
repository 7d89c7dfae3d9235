/** The clock by which a team's interruptions are told apart (METRICS.md section 6). Times are local, `HH:MM:SS`. */
export interface TeamClock {
  timeZone: string;
  /** of `holidays` */
  calendar: string;
  /** ISO, 1 = Monday */
  workingDays: number[];
  workingFrom: string;
  workingTo: string;
  sleepFrom: string;
  sleepTo: string;
}

/** Office hours for what belongs to no team yet; Japan's holidays where the reader is in Japan. */
export function defaultClock(timeZone: string): TeamClock {
  return {
    timeZone,
    calendar: timeZone === 'Asia/Tokyo' ? 'JP' : '',
    workingDays: [1, 2, 3, 4, 5],
    workingFrom: '09:00:00',
    workingTo: '18:00:00',
    sleepFrom: '22:00:00',
    sleepTo: '08:00:00',
  };
}

/** SQL expressions of a clock's parts: columns or typed parameters. */
export type ClockSql = Record<Exclude<keyof TeamClock, 'timeZone'>, string>;

/**
 * SQL for the band of a local timestamp: `sleep` first, then `working` (working days that are no holidays), else `off`.
 * `local` and the parts are SQL written by us, never input.
 */
export function bandSql(local: string, clock: ClockSql): string {
  return `case
    when case when ${clock.sleepFrom} <= ${clock.sleepTo}
      then ${local}::time >= ${clock.sleepFrom} and ${local}::time < ${clock.sleepTo}
      else ${local}::time >= ${clock.sleepFrom} or ${local}::time < ${clock.sleepTo} end then 'sleep'
    when extract(isodow from ${local})::int = any (${clock.workingDays})
      and ${local}::time >= ${clock.workingFrom} and ${local}::time < ${clock.workingTo}
      and not exists (
        select from holidays holiday where holiday.calendar = ${clock.calendar} and holiday.day = ${local}::date
      ) then 'working'
    else 'off' end`;
}
