import { zoneOffsetMs } from '../../../clock/local-day.js';
import { type CellProblem, cellProblem } from './cell-problem.js';

/** A time on a wall clock, without its zone. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const DAY_MS = 86_400_000;
/** Offsets by zone and hour: files hold thousands of times of the same days. */
const offsets = new Map<string, readonly number[]>();

/** Epoch milliseconds of a wall clock time as if it were UTC; null where there is no such day or time. */
export function wallMs(wall: WallTime): number | null {
  if (wall.hour > 23 || wall.minute > 59 || wall.second > 59) return null;
  const ms = Date.UTC(
    wall.year,
    wall.month - 1,
    wall.day,
    wall.hour,
    wall.minute,
    wall.second,
    wall.millisecond,
  );
  const back = new Date(ms);
  return back.getUTCMonth() === wall.month - 1 && back.getUTCDate() === wall.day ? ms : null;
}

/**
 * The instant of a wall clock time in a zone. A time that a change of clocks skips, or that occurs twice, is refused
 * with both offsets that it could have: choosing one would be an invention.
 */
export function localInstant(wall: number, timeZone: string, text: string): string | CellProblem {
  const candidates = offsetsAround(wall, timeZone);
  if (candidates.length === 1) return new Date(wall - candidates[0]!).toISOString();
  const exact = candidates.filter((offset) => zoneOffsetMs(new Date(wall - offset), timeZone) === offset);
  if (exact.length === 1) return new Date(wall - exact[0]!).toISOString();
  const [before, after] = candidates.map(offsetText);
  return cellProblem(exact.length === 0 ? 'gap' : 'overlap', {
    text,
    zone: timeZone,
    before: before!,
    after: after!,
  });
}

/** Offsets that the zone has the day before and the day after: one, or two around a change of clocks. */
function offsetsAround(wall: number, timeZone: string): readonly number[] {
  const key = `${timeZone} ${Math.floor(wall / 3_600_000)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = [
    ...new Set([wall - DAY_MS, wall + DAY_MS].map((ms) => zoneOffsetMs(new Date(ms), timeZone))),
  ];
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, found);
  return found;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
