import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';

/** Longest name or identity of a rule; longer ones would not fit an index. */
const MAX_NAME_LENGTH = 500;
const SUMMARY_LENGTH = 2000;
/** What is longer names no service. */
const MAX_SERVICE_LENGTH = 200;

/** A text that a sender may write as a number (ids). */
export const TextOrNumber = z
  .union([z.string(), z.number()], expects('text'))
  .transform((value) => String(value).trim());

/** An identity or name that must be there. */
export const Name = TextOrNumber.refine(
  (text) => text !== '' && text.length <= MAX_NAME_LENGTH,
  expects('text_of_length', { min: 1, max: MAX_NAME_LENGTH }),
);

/** A text that may be missing, empty or of another type; all of that is null. */
export const MaybeText = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null,
  );

/** An object, or an empty one: for parts that describe and must not stop the rest. */
export const LooseParts = z.record(z.string(), z.unknown()).catch({});

/** Cut to what a summary may have, never through the middle of a character. */
export function cutSummary(text: string | null | undefined): string | null {
  return text ? cut(text, SUMMARY_LENGTH) : null;
}

/** Cut to what a name may have, never through the middle of a character. */
export function cutName(text: string): string {
  return cut(text, MAX_NAME_LENGTH);
}

function cut(text: string, length: number): string {
  return text.length > length ? text.slice(0, length).replace(/[\ud800-\udbff]$/, '') : text;
}

/** Labels from pairs: what is null or empty is not there; values of a name that comes twice stand side by side. */
export function labelsOf(
  pairs: Iterable<readonly [string, string | null | undefined]>,
): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (name === '' || name === '__proto__' || !value) continue;
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else if (!known.includes(value)) known.push(value);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]));
}

/** `key:value` tags as pairs; a tag without a value goes under `tag`. */
export function tagPairs(tags: readonly string[]): [string, string][] {
  return tags.map((tag) => {
    const text = tag.trim();
    const colon = text.indexOf(':');
    return colon > 0 ? [text.slice(0, colon), text.slice(colon + 1)] : ['tag', text];
  });
}

/** The first of the labels that is there: the source's setting, or what the kind has by default. */
export function serviceOf(
  labels: Readonly<Record<string, string>>,
  wanted: readonly string[] | undefined,
  defaults: readonly string[],
): string | null {
  for (const name of wanted ?? defaults) {
    if (Object.hasOwn(labels, name) && labels[name]!.length <= MAX_SERVICE_LENGTH) return labels[name]!;
  }
  return null;
}
