import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { isCalendarDay } from './is-calendar-day.js';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const EXPECTED = expects('time_in_years_such_as', {
  from: 2000,
  to: 2099,
  example: '2026-11-21T09:30:00Z, 1795253400',
});

const DIGITS = /^\d{9,19}(\.\d{1,9})?$/;
/** ISO 8601 as senders write it: T or a blank, any decimals, offsets with or without a colon. */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Units of an epoch in milliseconds: seconds, milliseconds, microseconds, nanoseconds. From 2000 to 2099 their ranges
 * do not meet (9.4e8…4.1e9, 9.4e11…4.1e12 and so on), so the number itself says its unit.
 */
const UNITS_MS = [1000, 1, 1e-3, 1e-6] as const;
/** Nanoseconds do not fit a double (steps of 256): what is short of a millisecond by rounding is that millisecond. */
const ROUNDING_MS = 1e-3;

/** An instant that a sender states, cut to the millisecond. Undefined: no time, or none from 2000 to 2099. */
export function parseSenderTime(value: unknown): Date | undefined {
  if (typeof value === 'number') return parseEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (DIGITS.test(text)) return parseEpoch(Number(text));
  const [, day, time, fraction = '', zone = ''] = ISO.exec(text) ?? [];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return inRange(Date.parse(`${day}T${time}${fraction.slice(0, 4)}${offset}`));
}

function parseEpoch(value: number): Date | undefined {
  for (const unit of UNITS_MS) {
    const at = inRange(Math.floor(value * unit + ROUNDING_MS));
    if (at !== undefined) return at;
  }
  return undefined;
}

function inRange(ms: number): Date | undefined {
  return ms >= EARLIEST && ms < LATEST ? new Date(ms) : undefined;
}

/** A time that must be there: epoch of any unit, or ISO 8601 with its offset. */
export const SenderTime = z
  .unknown()
  .optional()
  .transform((value, context) => {
    const at = parseSenderTime(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: EXPECTED });
    return z.NEVER;
  });

/** A time that may be missing (absent, null or empty), which is null; what is there must be a time. */
export const MaybeSenderTime = z
  .unknown()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === null || value === '') return null;
    const at = parseSenderTime(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: EXPECTED });
    return z.NEVER;
  });
