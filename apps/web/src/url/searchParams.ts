import { z } from 'zod';
import { isIsoDay } from '../time/isoDay.js';

/** Plain, readable addresses: every value is text, lists are joined by commas, undefined leaves no trace. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(search)) {
    const text = toText(value);
    if (text === null) continue;
    // Commas and slashes (time zones) are legal in a query and easier to read.
    const encoded = encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%2F', '/');
    parts.push(`${encodeURIComponent(key)}=${encoded}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function toText(value: unknown): string | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (value === true) return '1';
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(',');
  return String(value);
}

/*
 * Parts of search schemas. What cannot be read is as if it were not there: an address never breaks a page.
 */

/** `?q=text` */
export const textParam = z.string().min(1).max(500).optional().catch(undefined);
/** `?service=1,2` ↔ ['1', '2'] */
export const listParam = z
  .preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(z.string()).min(1),
  )
  .optional()
  .catch(undefined);
/** `?compare=1` ↔ true */
export const flagParam = z
  .preprocess((value) => value === true || value === '1' || value === 'true', z.literal(true))
  .optional()
  .catch(undefined);
/** `?page=3` ↔ 3 */
export const numberParam = z.coerce.number().finite().optional().catch(undefined);
/** `?from=2026-11-21` */
export const dayParam = z.string().refine(isIsoDay).optional().catch(undefined);
/** One word of a list. */
export function choiceParam<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words).optional().catch(undefined);
}

const timeZoneParam = z
  .string()
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  })
  .optional()
  .catch(undefined);

/** What every address carries: whose data, of which days, in which zone, beside which others. */
export const scopeSearch = z.object({
  from: dayParam,
  to: dayParam,
  tz: timeZoneParam,
  service: listParam,
  team: textParam,
  /** read by parseComparison */
  compare: z
    .string()
    .regex(/^(?:last_year|none|\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})$/)
    .optional()
    .catch(undefined),
  lang: choiceParam(['en', 'ja']),
});
export type ScopeSearch = z.infer<typeof scopeSearch>;
/** Kept when one goes from page to page. */
export const SCOPE_KEYS = ['from', 'to', 'tz', 'service', 'team', 'compare'] as const;
