import { z } from 'zod';

/** An instant with its offset, or a day (`2026-11-21`, midnight in the query's time zone). */
export const InstantOrDay = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'expected an instant with offset (2026-11-21T09:00:00+09:00) or a day (2026-11-21)',
});

/** An IANA time zone that this runtime knows. */
export const KnownTimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'expected an IANA time zone, as Asia/Tokyo');

/** `1,2,3` or a repeated parameter → `['1','2','3']`; an empty text is no filter. */
export const CommaList = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    (Array.isArray(value) ? value : [value])
      .flatMap((part) => part.split(','))
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string().max(200)).max(500));

/** `1`/`true` and `0`/`false`, as addresses carry them. */
export const Flag = z
  .enum(['1', 'true', '0', 'false'])
  .transform((value) => value === '1' || value === 'true');

/** The part of a query that every figure has: half-open [from, to); without it, the last 12 complete weeks. */
export const rangeFields = {
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
