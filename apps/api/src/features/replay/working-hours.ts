import { zoneOffsetMs } from '../../clock/local-day.js';
import type { TeamClock } from '../../clock/team-clock.js';

const DAY_MS = 86_400_000;

/** Half-open pieces of working time, ascending, in epoch milliseconds. */
export interface WorkingHours {
  opensMs: Float64Array;
  closesMs: Float64Array;
}

/**
 * The working time of a team between two instants: its working days that are no holidays (`2026-11-23`), without its
 * sleep hours, as `bandSql` tells them apart. A piece that a clock change makes empty is left out.
 */
export function workingHours(
  clock: TeamClock,
  holidays: ReadonlySet<string>,
  from: Date,
  to: Date,
): WorkingHours {
  const pieces = withoutSleep(clock);
  const opens: number[] = [];
  const closes: number[] = [];
  const firstDay = Math.floor((from.getTime() - DAY_MS) / DAY_MS) * DAY_MS;
  for (let day = firstDay; day <= to.getTime() + DAY_MS; day += DAY_MS) {
    const isoWeekday = ((new Date(day).getUTCDay() + 6) % 7) + 1;
    if (!clock.workingDays.includes(isoWeekday)) continue;
    if (holidays.has(new Date(day).toISOString().slice(0, 10))) continue;
    for (const piece of pieces) {
      const open = instantOfWall(day + piece.from, clock.timeZone);
      const close = instantOfWall(day + piece.to, clock.timeZone);
      if (open >= close) continue;
      opens.push(open);
      closes.push(close);
    }
  }
  return { opensMs: Float64Array.from(opens), closesMs: Float64Array.from(closes) };
}

/** `atMs` inside working time, else the next opening; Infinity where none is known. */
export function nextWorkingMs(hours: WorkingHours, atMs: number): number {
  const { opensMs, closesMs } = hours;
  let low = 0;
  let high = closesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (closesMs[middle]! <= atMs) low = middle + 1;
    else high = middle;
  }
  return low === opensMs.length ? Number.POSITIVE_INFINITY : Math.max(atMs, opensMs[low]!);
}

/** The parts of a working day outside the sleep hours, as milliseconds of the local day. */
function withoutSleep(clock: TeamClock): { from: number; to: number }[] {
  const sleepFrom = msOfDay(clock.sleepFrom);
  const sleepTo = msOfDay(clock.sleepTo);
  const awake =
    sleepFrom <= sleepTo
      ? [
          { from: 0, to: sleepFrom },
          { from: sleepTo, to: DAY_MS },
        ]
      : [{ from: sleepTo, to: sleepFrom }];
  const working = { from: msOfDay(clock.workingFrom), to: msOfDay(clock.workingTo) };
  return awake
    .map((piece) => ({
      from: Math.max(piece.from, working.from),
      to: Math.min(piece.to, working.to),
    }))
    .filter((piece) => piece.from < piece.to);
}

function msOfDay(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The instant at which a zone's clocks show a wall time (ms as if it were UTC); a skipped time is the change itself. */
function instantOfWall(wall: number, timeZone: string): number {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((ms) => zoneOffsetMs(new Date(ms), timeZone));
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const exact = candidates.find((ms) => ms + zoneOffsetMs(new Date(ms), timeZone) === wall);
  return exact ?? candidates[1]!;
}
