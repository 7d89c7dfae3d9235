import { createHash } from 'node:crypto';

type Headers = Readonly<Record<string, string | string[] | undefined>>;
type IdOf = (headers: Headers, body: Buffer) => unknown[];

const MAX_LENGTH = 200;

/**
 * Where each sender says which delivery this is, so that one that it sends again is known. An id inside the signed
 * bytes goes before one in a header: nobody can change it. Senders that are not here name none.
 */
const ids: ReadonlyMap<string, IdOf> = new Map<string, IdOf>([
  // Two subscriptions send the same event with different ids of their own.
  ['pagerduty', (headers, body) => [field(body, 'event', 'id') ?? headers['x-webhook-id']]],
  ['datadog', (_, body) => [field(body, 'id'), field(body, 'transition')]],
  ['sentry', (headers) => [headers['request-id']]],
  ['github', (headers) => [headers['x-github-delivery']]],
  ['jira', (headers) => [headers['x-atlassian-webhook-identifier']]],
  ['linear', (headers) => [headers['linear-delivery']]],
  ['cloudwatch', (headers, body) => [field(body, 'MessageId') ?? headers['x-amz-sns-message-id']]],
  ['cloudevents', cloudEventId],
]);

/** What the sender calls this delivery, or null when it does not say. Two deliveries with one id are the same. */
export function senderDeliveryIdOf(kind: string, headers: Headers, body: Buffer): string | null {
  const idOf = ids.get(kind);
  if (idOf === undefined) return null;
  const parts = idOf(headers, body);
  if (!parts.every(isId)) return null;
  const id = parts.map(String).join(' ').replaceAll('\0', '\ufffd');
  // Cut short, two long ones could become the same.
  return id.length <= MAX_LENGTH ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}

/** `source` and `id` together, of the headers (binary) or of the one event in the body; a batch has no id. */
function cloudEventId(headers: Headers, body: Buffer): unknown[] {
  if (headers['ce-id'] !== undefined) return [headers['ce-source'], headers['ce-id']];
  return [field(body, 'source'), field(body, 'id')];
}

function isId(part: unknown): boolean {
  return typeof part === 'number' || (typeof part === 'string' && part.trim() !== '');
}

/** A value inside a JSON body; undefined when it is no such JSON. */
function field(body: Buffer, ...path: string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, key) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      JSON.parse(body.toString('utf8')),
    );
  } catch {
    return undefined;
  }
}
