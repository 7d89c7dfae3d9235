import { zoneOffsetMs } from '../../clock/local-day.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05, the first Monday after the epoch. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/**
 * How [from, to) is counted: whole UTC days [dayFrom, dayTo) from the daily rollups, and the edges from the episodes
 * themselves, so that a figure equals the rows behind it to the last one. Edges are half-open and may be empty.
 */
export interface CountWindow {
  from: Date;
  to: Date;
  dayFrom: string;
  dayTo: string;
  firstEdgeTo: Date;
  lastEdgeFrom: Date;
}

/** Splits [from, to) at UTC midnights. Without `useRollups` the first edge is all of it. */
export function splitWindow(from: Date, to: Date, useRollups = true): CountWindow {
  const innerFrom = Math.ceil(from.getTime() / DAY_MS) * DAY_MS;
  const innerTo = Math.floor(to.getTime() / DAY_MS) * DAY_MS;
  if (!useRollups || innerFrom >= innerTo) {
    return {
      from,
      to,
      dayFrom: utcDay(innerFrom),
      dayTo: utcDay(innerFrom),
      firstEdgeTo: to,
      lastEdgeFrom: to,
    };
  }
  return {
    from,
    to,
    dayFrom: utcDay(innerFrom),
    dayTo: utcDay(innerTo),
    firstEdgeTo: new Date(innerFrom),
    lastEdgeFrom: new Date(innerTo),
  };
}

/** The six parameters of `EDGES_SQL` and the day conditions, in the order dayFrom, dayTo, edge, edge. */
export function windowParameters(window: CountWindow): unknown[] {
  return [window.dayFrom, window.dayTo, window.from, window.firstEdgeTo, window.lastEdgeFrom, window.to];
}

/**
 * The UTC weeks, Monday to Monday, that stand for the whole days of a window: from the Monday nearest to its first day to
 * the one nearest to its end. Up to three days at each end are then to be added, or, where the weeks reach beyond the
 * window, to be taken off: half of the days that whole weeks would leave. Both are the window's last day where no week
 * lies between them, and all its days stay days.
 */
export function nearestWeeks(window: CountWindow): [string, string] {
  const [first, last] = [nearestMonday(window.dayFrom), nearestMonday(window.dayTo)];
  return first < last ? [utcDay(first), utcDay(last)] : [window.dayTo, window.dayTo];
}

function nearestMonday(day: string): number {
  return Math.round((Date.parse(day) - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}

/**
 * The same by whole UTC hours [hourFrom, hourTo), for what the rollups know by the hour: a local day of a zone of whole
 * hours has no edges then. Parameters $2–$7: hourFrom, hourTo, and both edges as in `windowParameters`.
 */
export function hourParameters(from: Date, to: Date, useRollups: boolean): Date[] {
  const hourFrom = new Date(Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS);
  const hourTo = new Date(Math.floor(to.getTime() / HOUR_MS) * HOUR_MS);
  return useRollups && hourFrom < hourTo
    ? [hourFrom, hourTo, from, hourFrom, hourTo, to]
    : [from, from, from, to, to, to];
}

/** True when UTC hours are also hours of the zone all through the range: then hourly rollups can be used. */
export function hasWholeHours(timeZone: string, from: Date, to: Date): boolean {
  const step = Math.max(DAY_MS, (to.getTime() - from.getTime()) / 400);
  for (let at = from.getTime(); at < to.getTime() + step; at += step) {
    if (zoneOffsetMs(new Date(Math.min(at, to.getTime())), timeZone) % HOUR_MS !== 0) return false;
  }
  return true;
}

function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
