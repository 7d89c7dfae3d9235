import { zoneOffsetMs } from '../../clock/local-day.js';
import type { Expectation } from '../../errors/expectation.js';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const OUT_OF_YEARS: Expectation = { code: 'time_in_years', params: { from: 2000, to: 2099 } };
const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,12}))?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const DIGITS = /^\d{9,20}(\.\d+)?$/;
/** One of each unit in milliseconds: seconds, milli-, micro-, nanoseconds. From 2000 to 2099 no two can be mistaken. */
const UNITS_MS = [1000, 1, 1e-3, 1e-6];
/** Nanoseconds do not fit a double: what is short of a millisecond by rounding is that millisecond. */
const ROUNDING_MS = 1e-3;

/**
 * An instant as a sender wrote it, to the millisecond: ISO 8601 (a time without a zone is taken in `timeZone`), or
 * epoch seconds, milli-, micro- or nanoseconds as a number or in digits; else what was expected.
 */
export function readMappedInstant(value: unknown, timeZone: string | undefined): Date | Expectation {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return { code: 'time', params: {} };
  const text = value.trim();
  if (DIGITS.test(text)) return fromEpoch(Number(text));
  const match = WRITTEN.exec(text);
  if (match === null) return { code: 'time_or_epoch', params: { example: '2026-11-21T09:30:00+09:00' } };
  const [, day = '', clock = '', decimals = '', zone] = match;
  const wall = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (Number.isNaN(wall)) return { code: 'real_day_and_time', params: {} };
  const ms = wall + Math.trunc(Number(`0.${decimals || 0}`) * 1000 + 1e-6);
  if (zone !== undefined) return inRange(ms - offsetMs(zone));
  if (timeZone === undefined) return { code: 'time_with_zone', params: {} };
  return inRange(fromWallClock(ms, timeZone));
}

function fromEpoch(value: number): Date | Expectation {
  for (const unit of UNITS_MS) {
    const ms = Math.floor(value * unit + ROUNDING_MS);
    if (ms >= EARLIEST && ms < LATEST) return new Date(ms);
  }
  return OUT_OF_YEARS;
}

function inRange(ms: number): Date | Expectation {
  return ms >= EARLIEST && ms < LATEST ? new Date(ms) : OUT_OF_YEARS;
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The instant at which clocks of a zone showed this; of two (autumn) the first, of none (spring) after the change. */
function fromWallClock(wall: number, timeZone: string): number {
  const before = wall - zoneOffsetMs(new Date(wall - 86_400_000), timeZone);
  const after = wall - zoneOffsetMs(new Date(wall + 86_400_000), timeZone);
  const fits = (ms: number) => ms + zoneOffsetMs(new Date(ms), timeZone) === wall;
  const first = Math.min(before, after);
  return fits(first)
    ? first
    : fits(Math.max(before, after))
      ? Math.max(before, after)
      : Math.max(before, after);
}
