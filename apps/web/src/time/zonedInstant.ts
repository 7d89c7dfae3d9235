import { wallClockOf } from './formatInstant.js';

/** Minutes east of UTC of a zone at an instant. */
function offsetMinutes(instantMs: number, timeZone: string): number {
  const w = wallClockOf(new Date(instantMs), timeZone);
  const asUtc = Date.UTC(
    Number(w.year),
    Number(w.month) - 1,
    Number(w.day),
    Number(w.hour),
    Number(w.minute),
    Number(w.second),
  );
  return Math.round((asUtc - instantMs) / 60_000);
}

/**
 * A wall clock time (`2026-11-21T14:05`, as a datetime-local field gives it) in a zone, as an ISO instant
 * with the zone's offset: `2026-11-21T14:05:00+09:00`. A time that a clock change skips is moved on by the
 * change; one that occurs twice is its first occurrence. Null when it is no time.
 */
export function toZonedInstant(local: string, timeZone: string): string | null {
  const wallMs = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(wallMs)) return null;
  const DAY = 86_400_000;
  const before = offsetMinutes(wallMs - DAY, timeZone);
  const after = offsetMinutes(wallMs + DAY, timeZone);
  const candidates = [before, after].map((offset) => wallMs - offset * 60_000);
  const exact = candidates.filter((ms) => ms + offsetMinutes(ms, timeZone) * 60_000 === wallMs);
  const instant = exact.length > 0 ? Math.min(...exact) : (candidates[0] as number);
  return withOffset(instant, offsetMinutes(instant, timeZone));
}

/** The value of a datetime-local field for an instant in a zone: `2026-11-21T14:05`. */
export function toLocalField(instant: string | null, timeZone: string): string {
  if (instant === null || Number.isNaN(Date.parse(instant))) return '';
  const w = wallClockOf(instant, timeZone);
  return `${w.year}-${w.month}-${w.day}T${w.hour}:${w.minute}`;
}

function withOffset(instantMs: number, offset: number): string {
  const wall = new Date(instantMs + offset * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
