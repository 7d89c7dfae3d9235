import type { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import type { z } from 'zod';

type Parsed = z.output<typeof EpisodeImportRecord>;

const SHORT = ['rule', 'source', 'ruleUid', 'group', 'fingerprint', 'service'] as const;
const LONG = { severity: 100, acknowledgedBy: 200, url: 2000, summary: 2000, runbookUrl: 2000 } as const;
const INSTANTS = ['startsAt', 'endsAt', 'acknowledgedAt', 'notifiedAt', 'suppressedAt'] as const;
const LABELS = ['labels', 'annotations'] as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** What toISOString gives, on days that every month has: nothing to work out. */
const CANONICAL =
  /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * An episode record of the usual shape, checked by hand: what EpisodeImportRecord gives, at a fifth of its cost. Null
 * for whatever is unusual or wrong, which is then for the contract to read or to refuse in words; a test compares both.
 */
export function fastEpisode(value: unknown): Parsed | null {
  if (typeof value !== 'object' || value === null) return null;
  const from = value as Record<string, unknown>;
  const parsed: Record<string, unknown> = {};
  for (const name of SHORT) {
    const text = from[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || text.length === 0 || text.length > 500 || isPadded(text)) return null;
    parsed[name] = text;
  }
  if (parsed.rule === undefined) return null;
  for (const name in LONG) {
    const text = from[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || text.length > LONG[name as keyof typeof LONG] || isPadded(text))
      return null;
    parsed[name] = text;
  }
  for (const name of INSTANTS) {
    const text = from[name];
    if (text === undefined) continue;
    if (typeof text !== 'string') return null;
    if (CANONICAL.test(text)) {
      parsed[name] = text;
      continue;
    }
    if (!INSTANT.test(text)) return null;
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) return null;
    parsed[name] = at.toISOString();
  }
  const startsAt = Date.parse(parsed.startsAt as string);
  if (!(startsAt >= EARLIEST && startsAt < LATEST)) return null;
  if (parsed.endsAt !== undefined && (parsed.endsAt as string) < (parsed.startsAt as string)) return null;
  if (from.notified !== undefined) {
    if (typeof from.notified !== 'boolean') return null;
    parsed.notified = from.notified;
  }
  for (const name of LABELS) {
    const labels = from[name];
    if (labels === undefined) continue;
    if (!isTexts(labels)) return null;
    parsed[name] = labels;
  }
  return parsed as Parsed;
}

/** White space at the ends is the contract's to trim. */
function isPadded(text: string): boolean {
  return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20 || text.trim() !== text;
}

function isTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const name of Object.keys(value)) {
    if (name === '__proto__' || typeof (value as Record<string, unknown>)[name] !== 'string') return false;
  }
  return true;
}
