import type { Socket } from 'node:net';
import { Agent, buildConnector, request as send } from 'undici';
import { isLiteral, type OutboundAllowList, refusalOf } from './address-policy.js';
import { guardedLookup, type Resolve, refused, resolveBySystem } from './guarded-lookup.js';
import { OutboundError } from './outbound-error.js';

export interface OutboundRequest {
  url: string;
  method?: 'GET' | 'POST';
  /** credentials go in here; they stay behind when a redirect leaves the origin */
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** for the whole of it, names and redirects included; default 15 s */
  timeoutMs?: number;
  /** of the answer's body; default 8 MiB */
  maxBytes?: number;
  /** default 3; 0 answers with the redirect itself refused */
  maxRedirects?: number;
  signal?: AbortSignal;
}

export interface OutboundAnswer {
  status: number;
  /** names in lower case; of a repeated header the first */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** where it came from after redirects */
  url: string;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 8 * 1_048_576;
const MAX_REDIRECTS = 3;
const CONNECT_TIMEOUT_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What may follow to another origin: nothing that proves who we are. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);
const USER_AGENT = 'Tenken';

/**
 * The only way in which Tenken asks another server for something. It speaks http and https to addresses of the public
 * Internet and to those that OUTBOUND_ALLOW adds; every connection is judged by the address that it is made to, so
 * neither a name that changes its address nor a redirect gets around it. Time and size are limited.
 */
export class OutboundClient {
  private readonly agent: Agent;

  constructor(
    private readonly allow: OutboundAllowList,
    resolve: Resolve = resolveBySystem,
  ) {
    const connect = buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      lookup: guardedLookup(allow, resolve),
      keepAlive: true,
    } as buildConnector.BuildOptions);
    this.agent = new Agent({
      connect: (options, callback) =>
        connect(options, (...[error, socket]) => {
          if (error !== null) return callback(error, null);
          const reason = this.judgeSocket(options.hostname, socket);
          if (reason === null) return callback(null, socket);
          socket.destroy();
          return callback(reason, null);
        }),
      keepAliveTimeout: 4000,
      connections: 4,
      maxResponseSize: -1,
    });
  }

  /**
   * Sends a request and reads the whole answer, whatever its status.
   * @throws {OutboundError} when there is no answer, or none that may be read
   */
  async request(wanted: OutboundRequest): Promise<OutboundAnswer> {
    // Not AbortSignal.any of a timeout: Node 20 may collect what is joined that way as garbage, and then it never fires.
    const ending = new AbortController();
    const end = () => ending.abort();
    const timer = setTimeout(end, wanted.timeoutMs ?? TIMEOUT_MS);
    wanted.signal?.addEventListener('abort', end, { once: true });
    if (wanted.signal?.aborted) end();
    try {
      return await this.follow(wanted, ending.signal);
    } finally {
      clearTimeout(timer);
      wanted.signal?.removeEventListener('abort', end);
    }
  }

  /** Ends the connections that are kept open. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /** Sends it, and goes where the answers lead. */
  private async follow(wanted: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    let url = this.parse(wanted.url);
    let { method = 'GET', headers = {}, body } = wanted;
    for (let left = wanted.maxRedirects ?? MAX_REDIRECTS; ; left -= 1) {
      const answer = await this.sendOnce(
        url,
        { method, headers, body },
        signal,
        wanted.maxBytes ?? MAX_BYTES,
      );
      const location = answer.headers.location;
      if (!REDIRECTS.has(answer.status) || location === undefined) return answer;
      if (left <= 0) throw new OutboundError('redirect_refused', `${url.host} redirects too often.`);
      const next = this.parse(location, url);
      if (url.protocol === 'https:' && next.protocol === 'http:') {
        throw new OutboundError('redirect_refused', `${url.host} redirects to an address without TLS.`);
      }
      if (next.origin !== url.origin) {
        headers = Object.fromEntries(
          Object.entries(headers).filter(([name]) => HARMLESS.has(name.toLowerCase())),
        );
        if (body !== undefined)
          throw new OutboundError('redirect_refused', `${url.host} redirects what was sent to ${next.host}.`);
      }
      if (answer.status === 303 || (method === 'POST' && (answer.status === 301 || answer.status === 302))) {
        method = 'GET';
        body = undefined;
      }
      url = next;
    }
  }

  private parse(text: string, base?: URL): URL {
    const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) {
      throw new OutboundError('address_invalid', 'Expected an address that begins with http:// or https://.');
    }
    if (url.username !== '' || url.password !== '') {
      throw new OutboundError('address_invalid', 'The address must not hold a user name or password.');
    }
    const host = hostOf(url);
    // A name is judged when it is resolved; an address written out is never resolved.
    if (isLiteral(host)) {
      const reason = refusalOf(host, host, this.allow);
      if (reason !== null) throw refused(host, host, reason);
    }
    url.hash = '';
    return url;
  }

  private judgeSocket(hostname: string, socket: Socket): OutboundError | null {
    const host = hostname.replace(/^\[|\]$/g, '');
    const address = socket.remoteAddress ?? '';
    const reason = refusalOf(host, address, this.allow);
    return reason === null ? null : refused(host, address, reason);
  }

  private async sendOnce(
    url: URL,
    {
      method,
      headers,
      body,
    }: { method: string; headers: OutboundRequest['headers']; body: string | undefined },
    signal: AbortSignal,
    maxBytes: number,
  ): Promise<OutboundAnswer> {
    try {
      signal.throwIfAborted();
      const answer = await send(url, {
        method: method as 'GET',
        headers: { 'user-agent': USER_AGENT, ...headers },
        body: body ?? null,
        dispatcher: this.agent,
        signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const parts: Buffer[] = [];
      let bytes = 0;
      for await (const part of answer.body as AsyncIterable<Buffer>) {
        bytes += part.length;
        if (bytes > maxBytes) {
          throw new OutboundError('answer_too_large', `The answer of ${url.host} is over ${maxBytes} bytes.`);
        }
        parts.push(part);
      }
      return {
        status: answer.statusCode,
        headers: firstOfEach(answer.headers),
        body: Buffer.concat(parts),
        url: url.href,
      };
    } catch (error) {
      throw inWords(error, url, signal);
    }
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function firstOfEach(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name.toLowerCase(), first]];
    }),
  );
}

/** What went wrong in words for people, by the codes of Node and undici; their own texts may quote the request. */
function inWords(error: unknown, url: URL, signal: AbortSignal): OutboundError {
  const cause = deepest(error);
  if (cause instanceof OutboundError) return cause;
  const code = (cause as { code?: unknown }).code;
  const text = typeof code === 'string' ? code : '';
  if (signal.aborted || /TIMEOUT|ETIMEDOUT/.test(text)) {
    return new OutboundError('timed_out', `${url.host} did not answer in time.`);
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(text)) {
    return new OutboundError(
      'certificate_invalid',
      `The certificate of ${url.host} cannot be trusted (${text}).`,
    );
  }
  const { name } = cause as { name?: unknown };
  if (name === 'HTTPParserError' || /^(HPE_|UND_ERR_(RESPONSE|SOCKET|HEADERS_OVERFLOW|RES_))/.test(text)) {
    return new OutboundError('answer_unreadable', `The answer of ${url.host} broke off or is not HTTP.`);
  }
  return new OutboundError(
    'connection_failed',
    `No connection to ${url.host}${text === '' ? '' : ` (${text})`}.`,
  );
}

/** The first cause; of several attempts at once (both families of addresses) the first one. */
function deepest(error: unknown): unknown {
  const inner =
    (error as { cause?: unknown }).cause ?? (error as { errors?: unknown[] }).errors?.[0] ?? undefined;
  return inner === undefined || error instanceof OutboundError ? error : deepest(inner);
}
