import type { z } from 'zod';
import type { OutboundAnswer, OutboundClient } from '../../outbound/outbound-client.js';
import { PullError, RateLimited } from './pull-error.js';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1_048_576;
const DEFAULT_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface PulledAnswer {
  value: unknown;
  headers: Readonly<Record<string, string>>;
}

/** Asks one sender, with its credentials, for JSON. Counts its requests, and says in words what went wrong. */
export class PullClient {
  requests = 0;

  constructor(
    private readonly outbound: OutboundClient,
    /** without a slash at its end */
    private readonly base: string,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly now: () => Date,
    private readonly signal: AbortSignal,
  ) {}

  /** `path` begins with a slash; of a list every value becomes a parameter. */
  async get(path: string, query: Readonly<Record<string, QueryValue>> = {}): Promise<PulledAnswer> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
    }
    const text = parameters.toString();
    return this.ask(`${this.base}${path}${text === '' ? '' : `?${text}`}`);
  }

  /** Follows a link of an earlier answer. It must lead to the same place: the token goes nowhere else. */
  async follow(url: string): Promise<PulledAnswer> {
    if (!URL.canParse(url) || new URL(url).origin !== new URL(this.base).origin) {
      throw new PullError('answer_unreadable', 'The link to the next page leads to another server.');
    }
    return this.ask(url);
  }

  async post(path: string, body: unknown): Promise<PulledAnswer> {
    return this.ask(`${this.base}${path}`, JSON.stringify(body));
  }

  private async ask(url: string, body?: string): Promise<PulledAnswer> {
    this.requests += 1;
    const answer = await this.outbound.request({
      url,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: this.signal,
    });
    this.refuseFailure(answer, new URL(url));
    const text = answer.body.toString('utf8');
    try {
      return { value: JSON.parse(text), headers: answer.headers };
    } catch {
      const { host, pathname } = new URL(url);
      const found = /^\s*</.test(text) ? 'a web page' : 'something else';
      throw new PullError('answer_unreadable', `${host}${pathname}: expected JSON, found ${found}.`);
    }
  }

  private refuseFailure(answer: OutboundAnswer, { host, pathname }: URL): void {
    const { status } = answer;
    if (status >= 200 && status < 300) return;
    const isLimit = status === 429 || (status === 403 && answer.headers['x-ratelimit-remaining'] === '0');
    if (isLimit || (status === 503 && answer.headers['retry-after'] !== undefined)) {
      const seconds = waitSeconds(answer.headers, this.now());
      throw new RateLimited(seconds, `${host} asks to come back in ${seconds} s (${status}).`);
    }
    if (status === 401) throw new PullError('unauthorized', `${host} does not accept the token (401).`);
    if (status === 403) throw new PullError('forbidden', `The token may not read ${host}${pathname} (403).`);
    if (status === 404) throw new PullError('not_found', `There is nothing at ${host}${pathname} (404).`);
    throw new PullError('sender_failed', `${host}${pathname} answered with status ${status}.`);
  }
}

/** How long a sender wants to be left alone: seconds, an HTTP date, or the instant at which its limit starts anew. */
export function waitSeconds(headers: Readonly<Record<string, string>>, now: Date): number {
  const after = headers['retry-after'];
  const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  const seconds =
    after !== undefined
      ? /^\d+$/.test(after)
        ? Number(after)
        : (Date.parse(after) - now.getTime()) / 1000
      : reset !== undefined && /^\d+$/.test(reset)
        ? // an instant when it is too large for a number of seconds to wait
          Number(reset) > 1_000_000_000
          ? Number(reset) - now.getTime() / 1000
          : Number(reset)
        : DEFAULT_WAIT_SECONDS;
  if (!Number.isFinite(seconds)) return DEFAULT_WAIT_SECONDS;
  return Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_WAIT_SECONDS);
}

/** Parses an answer, or says where it is not what its documentation says. */
export function readAnswer<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new PullError(
    'answer_unreadable',
    `${what}: ${issue.path.map(String).join('.') || 'the answer'}: ${issue.message}`,
  );
}
