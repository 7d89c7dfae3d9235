import type { SourceSettings } from '@tenken/shared/sources.contract';

/** A request as a check of credentials sees it. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** the bytes as they came: signatures are over bytes, not over what they mean */
  readonly body: Buffer;
  readonly now: Date;
}

/** What a request claims: some secret gave one of these signatures over `message`. */
export interface SignatureClaim {
  readonly algorithm: 'sha256' | 'sha384' | 'sha512';
  /** all that came; one of them has to fit, so that a sender can change its secret */
  readonly signatures: readonly Buffer[];
  /** parts of what was signed, in order */
  readonly message: readonly (string | Buffer)[];
  /** why the request is refused however well it is signed: it is too old or claims no time */
  readonly refusal: string | null;
}

/** Reads the claim of a request; null when it carries no signature at all. */
type SignatureScheme = (request: SignedRequest, settings: SourceSettings) => SignatureClaim | null;

/** Senders that sign the time of sending: what is older (or comes from further ahead) may be a recording. */
const MAX_SKEW_MS = 300_000;
const DEFAULT_GRAFANA_HEADER = 'x-grafana-alerting-signature';

const pagerduty: SignatureScheme = ({ headers, body }) => {
  const text = header(headers, 'x-pagerduty-signature');
  if (text === null) return null;
  // `v1=<hex>,v1=<hex>`: one for each secret while it is being changed; other versions are not for us.
  const parts = text.split(',').map((part) => part.trim());
  return claim(
    parts.filter((part) => part.startsWith('v1=')).map((part) => hex(part.slice('v1='.length))),
    [body],
  );
};

const grafana: SignatureScheme = ({ headers, body, now }, settings) => {
  const text = header(headers, settings.signatureHeader?.toLowerCase() ?? DEFAULT_GRAFANA_HEADER);
  if (text === null) return null;
  if (settings.timestampHeader === undefined) return claim([hex(text)], [body]);
  const seconds = header(headers, settings.timestampHeader.toLowerCase());
  if (seconds === null || !/^\d{1,12}$/.test(seconds)) {
    return claim([], [body], `${settings.timestampHeader} should hold the time in Unix seconds.`);
  }
  return claim([hex(text)], [`${seconds}:`, body], staleness(Number(seconds) * 1000, now));
};

const linear: SignatureScheme = ({ headers, body, now }) => {
  const text = header(headers, 'linear-signature');
  if (text === null) return null;
  const sentAtMs = linearSentAtMs(body);
  return claim([hex(text)], [body], sentAtMs === null ? null : staleness(sentAtMs, now));
};

const jira: SignatureScheme = ({ headers, body }) => {
  const text = header(headers, 'x-hub-signature');
  if (text === null) return null;
  const [, algorithm, signature] = /^(sha256|sha384|sha512)=([0-9a-f]+)$/i.exec(text) ?? [];
  return {
    ...claim(signature === undefined ? [] : [hex(signature)], [body]),
    algorithm: (algorithm?.toLowerCase() ?? 'sha256') as SignatureClaim['algorithm'],
  };
};

const github: SignatureScheme = ({ headers, body }) => {
  const text = header(headers, 'x-hub-signature-256');
  if (text === null) return null;
  return claim(text.startsWith('sha256=') ? [hex(text.slice('sha256='.length))] : [], [body]);
};

const sentry: SignatureScheme = ({ headers, body }) => {
  const text = header(headers, 'sentry-hook-signature');
  return text === null ? null : claim([hex(text)], [body]);
};

/** How each kind of source signs, by its documentation. A kind that is not here does not sign with a shared secret. */
export const signatureSchemes: ReadonlyMap<string, SignatureScheme> = new Map(
  Object.entries({ pagerduty, grafana, sentry, github, jira, linear }),
);

function claim(
  signatures: readonly Buffer[],
  message: readonly (string | Buffer)[],
  refusal: string | null = null,
): SignatureClaim {
  return { algorithm: 'sha256', signatures, message, refusal };
}

function staleness(sentAtMs: number, now: Date): string | null {
  const skewMs = Math.abs(now.getTime() - sentAtMs);
  if (skewMs <= MAX_SKEW_MS) return null;
  return `It was signed ${Math.round(skewMs / 1000)} seconds ${sentAtMs < now.getTime() ? 'ago' : 'ahead of our clock'}; ${MAX_SKEW_MS / 1000} are allowed.`;
}

/**
 * When Linear sent this, in epoch milliseconds; null when the body does not say. The body is signed, so nobody but
 * Linear can leave it out: such a delivery is taken and shown, not refused.
 */
function linearSentAtMs(body: Buffer): number | null {
  try {
    const value = (JSON.parse(body.toString('utf8')) as { webhookTimestamp?: unknown } | null)
      ?.webhookTimestamp;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}

/** One header as text; a repeated one is what its values say together. Null when it is absent or empty. */
function header(headers: SignedRequest['headers'], name: string): string | null {
  const value = headers[name];
  const text = (Array.isArray(value) ? value.join(',') : (value ?? '')).trim();
  return text === '' ? null : text;
}

/** Bytes of a hexadecimal text; what is not hexadecimal gives no bytes, which equal no signature. */
function hex(text: string): Buffer {
  return /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.alloc(0);
}
