import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';

/** Jira writes offsets without a colon: 2026-11-21T09:30:00.000+0900. */
const WRITTEN = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:?\d{2})$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const EXPECTED = expects('time_in_years_such_as', { from: 2000, to: 2099, example: '2026-11-21T09:30:00Z' });
const EXPECTED_DAY = expects('day_such_as', { example: '2026-12-01' });

/** An instant of an issue tracker: ISO 8601 with a zone, or epoch milliseconds. */
export const TrackerTime = z.union([z.string(), z.number()], EXPECTED).transform((value, context) => {
  const at = typeof value === 'number' ? value : parseWritten(value);
  if (at >= EARLIEST && at < LATEST) return new Date(at);
  context.addIssue({ code: 'custom', message: EXPECTED });
  return z.NEVER;
});

/** The day of `2026-12-01` or `2026-12-01T08:00:00Z`, as its tracker means it. */
export const TrackerDay = z
  .string(EXPECTED_DAY)
  .regex(/^20\d{2}-\d{2}-\d{2}(T.*)?$/, EXPECTED_DAY)
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date(EXPECTED_DAY));

/** Epoch milliseconds, NaN when it is no time. */
function parseWritten(text: string): number {
  const [, local, zone] = WRITTEN.exec(text) ?? [];
  if (local === undefined || zone === undefined) return Number.NaN;
  return Date.parse(`${local}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
}
