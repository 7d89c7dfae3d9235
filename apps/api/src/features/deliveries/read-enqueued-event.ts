const MAX_KEY_LENGTH = 255;
const KEY_LENGTH = 32;
const SHOWN_OF_KEY = 4;
const ACTIONS = ['trigger', 'acknowledge', 'resolve'];
const SEVERITIES = ['critical', 'warning', 'error', 'info'];

/** What PagerDuty's Events API takes: alerts (`enqueue`) and changes (`change/enqueue`). */
export type EnqueueKind = 'alert' | 'change';

export type EnqueuedEvent =
  | { errors: string[] }
  | {
      errors: null;
      routingKey: string;
      /** of an alert; null when the sender left it out, and for changes */
      dedupKey: string | null;
    };

type JsonObject = Record<string, unknown>;

/**
 * Checks an event as PagerDuty does before it answers. What is wrong is said in its words, because senders show them
 * to their people.
 */
export function readEnqueuedEvent(kind: EnqueueKind, body: Buffer): EnqueuedEvent {
  const event = readObject(body);
  if (event === null) return { errors: ['JSON is invalid'] };
  const errors: string[] = [];
  const { routing_key: routingKey, event_action: action, dedup_key: dedupKey } = event;
  if (isBlank(routingKey)) errors.push("'routing_key' is missing or blank");
  else if (typeof routingKey !== 'string' || routingKey.length !== KEY_LENGTH) {
    errors.push(`Length of 'routing_key' is incorrect (should be ${KEY_LENGTH} characters)`);
  }
  if (kind === 'alert') {
    if (isBlank(action)) errors.push("'event_action' is missing or blank");
    else if (!ACTIONS.includes(action as string)) {
      errors.push(`'event_action' is invalid (must be one of the following: ${listed(ACTIONS)})`);
    } else if (action !== 'trigger' && isBlank(dedupKey)) errors.push("'dedup_key' is missing or blank");
    if (!isBlank(dedupKey) && (typeof dedupKey !== 'string' || dedupKey.length > MAX_KEY_LENGTH)) {
      errors.push(`'dedup_key' is invalid (must be a string of at most ${MAX_KEY_LENGTH} characters)`);
    }
  }
  // What acknowledges or resolves may come without a payload; whatever it has is not looked at.
  if (kind === 'change' || action === 'trigger') errors.push(...errorsOfPayload(kind, event.payload));
  if (errors.length > 0) return { errors };
  return {
    errors: null,
    routingKey: routingKey as string,
    dedupKey: kind === 'alert' && !isBlank(dedupKey) ? (dedupKey as string) : null,
  };
}

/**
 * The event as it is kept: without its routing key, which is a credential while everybody who may read sees bodies
 * (the last four characters tell people which one it was), and with the key that was made for it, if one was: without
 * it nobody could close the alert. The rest of the bytes is as it came.
 */
export function keptEvent(body: Buffer, routingKey: string, madeDedupKey: string | null): Buffer {
  const blacked = '*'.repeat(KEY_LENGTH - SHOWN_OF_KEY) + routingKey.slice(-SHOWN_OF_KEY);
  let text = body.toString('utf8');
  // Written with escapes, the key is not found in the bytes: then the same JSON is written anew.
  text = text.includes(`"${routingKey}"`)
    ? text.replaceAll(`"${routingKey}"`, `"${blacked}"`)
    : JSON.stringify({ ...readObject(body), routing_key: blacked });
  if (madeDedupKey === null) return Buffer.from(text);
  // At the end: of two members with one name the last one counts.
  const end = text.lastIndexOf('}');
  return Buffer.from(`${text.slice(0, end)},"dedup_key":${JSON.stringify(madeDedupKey)}${text.slice(end)}`);
}

function errorsOfPayload(kind: EnqueueKind, payload: unknown): string[] {
  if (payload === null || typeof payload !== 'object' || Array.isArray(payload)) {
    return ["'payload' is missing or blank"];
  }
  const { summary, source, severity } = payload as JsonObject;
  const errors: string[] = [];
  if (isBlank(summary)) errors.push("'payload.summary' is missing or blank");
  if (kind === 'change') return errors;
  if (isBlank(source)) errors.push("'payload.source' is missing or blank");
  if (isBlank(severity)) errors.push("'payload.severity' is missing or blank");
  else if (!SEVERITIES.includes(severity as string)) {
    errors.push(`'payload.severity' is invalid (must be one of the following: ${listed(SEVERITIES)})`);
  }
  return errors;
}

function readObject(body: Buffer): JsonObject | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
