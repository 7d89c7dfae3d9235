const MAX_PAIRS = 64;
const MAX_KEY = 200;
const MAX_VALUE = 2000;

/** A text, number or truth value as a text without blanks around it; null for what is none or is empty. */
export function toText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value).trim();
  return text === '' ? null : text;
}

/**
 * Labels from an object, from a list of `{name, value}` (or key, value), or from texts such as `zone:tokyo` and
 * `zone=tokyo`. Null when it is none of them. What is empty is left out; lists become texts with commas.
 */
export function toLabels(value: unknown): Record<string, string> | null {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object') return null;
  const pairs = Array.isArray(value) ? value.map(toPair) : Object.entries(value);
  const labels: [string, string][] = [];
  for (const pair of pairs) {
    if (pair === null) return null;
    const text = toLabelValue(pair[1]);
    if (text === null || pair[0] === '' || labels.length >= MAX_PAIRS) continue;
    labels.push([pair[0].slice(0, MAX_KEY), text.slice(0, MAX_VALUE)]);
  }
  return Object.fromEntries(labels);
}

function toPair(value: unknown): [string, unknown] | null {
  if (typeof value === 'string') {
    const at = value.search(/[:=]/);
    return at < 0 ? [value.trim(), 'true'] : [value.slice(0, at).trim(), value.slice(at + 1)];
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { name, key, value: said } = value as Record<string, unknown>;
  const text = toText(name ?? key);
  return text === null ? null : [text, said];
}

function toLabelValue(value: unknown): string | null {
  if (Array.isArray(value)) return toText(value.map((part) => toLabelValue(part) ?? '').join(', '));
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return toText(value);
}
