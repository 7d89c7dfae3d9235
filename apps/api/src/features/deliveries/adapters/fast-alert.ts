import { type AlertFields, MAX_NAME_LENGTH, parseGoTime } from './alertmanager-alert.js';

/**
 * The same as the schemas of an alert, by hand: schemas cost eight times the parsing of the JSON, and a flood is when
 * it counts. Null for whatever is out of the ordinary; the schema then reads it, or says in words what is wrong. A test
 * compares the two.
 */
export function readAlertFast(value: unknown): AlertFields | null {
  if (value === null || typeof value !== 'object') return null;
  const alert = value as Record<string, unknown>;
  const labels = readTexts(alert.labels);
  const annotations = readTexts(alert.annotations);
  if (labels === null || annotations === null) return null;
  for (const name in labels) if (labels[name] === '') delete labels[name];
  const name = labels.alertname;
  if (name === undefined || name.length > MAX_NAME_LENGTH) return null;
  const startsAt = readTime(alert.startsAt);
  const endsAt = readTime(alert.endsAt);
  const { generatorURL } = alert;
  if (startsAt === undefined || endsAt === undefined || typeof generatorURL !== 'string') return null;
  return { labels, annotations, startsAt, endsAt, generatorURL };
}

function readTexts(value: unknown): Record<string, string> | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  for (const name in value) if (typeof (value as Record<string, unknown>)[name] !== 'string') return null;
  return value as Record<string, string>;
}

/** undefined = not an ordinary time; null = Go's zero. */
function readTime(value: unknown): Date | null | undefined {
  return typeof value === 'string' ? parseGoTime(value) : undefined;
}
