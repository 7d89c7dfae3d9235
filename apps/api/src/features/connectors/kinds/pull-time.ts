import { z } from 'zod';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const EXPECTED = 'expected a time from the year 2000 to 2099';
/** Epoch seconds up to the year 2100; what is larger is milliseconds. */
const LARGEST_SECONDS = 4_102_444_800;

/** An instant in an answer: ISO 8601 (also with an offset without colon), epoch seconds or milliseconds. */
export const PullTime = z.union([z.string(), z.number()], EXPECTED).transform((value, context) => {
  const ms =
    typeof value === 'number'
      ? value <= LARGEST_SECONDS
        ? value * 1000
        : value
      : Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (ms >= EARLIEST && ms < LATEST) return new Date(Math.floor(ms));
  context.addIssue({ code: 'custom', message: EXPECTED });
  return z.NEVER;
});

export const MaybePullTime = PullTime.nullish().catch(null);
