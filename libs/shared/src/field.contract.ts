import { z } from 'zod';

const ISO = /^\+?(\d{4,6})(-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|z|[+-]\d{2}:?\d{2})$/;
const EXPECTED = 'expected a time with a zone such as 2026-11-21T09:30:00+09:00';

/** An instant on the wire: ISO 8601 with a zone. */
export const Instant = z
  .string()
  .max(40)
  .refine((text) => /^\+?\d{4,6}-.*T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && instantOf(text) !== null, EXPECTED);

/** An instant of an import; a year past 9999 is taken, so that the record is kept and flagged instead of refused. */
export const ImportInstant = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = instantOf(text);
    if (at !== null) return at.toISOString();
    context.addIssue({ code: 'custom', message: EXPECTED, params: { code: 'not_an_instant' } });
    return z.NEVER;
  });

/** A day of the calendar, `2026-11-21`. */
export const Day = z.iso.date();

/** A filter with several values joined by commas; an empty text means no filter at all. */
export function listOf<Item extends z.ZodType<string, string>>(item: Item, max = 100) {
  return z
    .string()
    .max(10_000)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).max(max));
}

/** `20250-01-01T00:00:00Z` is not a date to JavaScript unless its year is written `+020250`. */
function instantOf(text: string): Date | null {
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [, year = '', rest = '', zone = ''] = match;
  const local = `${year.length > 4 ? `+${year.padStart(6, '0')}` : year}${rest.replace(' ', 'T').replace(',', '.')}`;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = new Date(`${local}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
