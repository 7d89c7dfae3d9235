import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AnswerReader } from './answer-reader.js';

export interface LoadOptions {
  /** full address of the receiver, http or https */
  url: string;
  /** sent with every request beside host, content-type and content-length */
  headers?: Readonly<Record<string, string>>;
  /** body of the request with this number, counted from 0 */
  body: (index: number) => Buffer;
  /** how many requests; with `seconds` whichever ends first */
  requests?: number;
  seconds?: number;
  connections: number;
  /** requests a second over all connections; null = as fast as the answers come */
  rate?: number | null;
  /** what is refused (429, 5xx) or cut off is sent again after this pause, as senders do; null = counted and left */
  retryAfterMs?: number | null;
  /** called with the number and the answer's body of each request that was answered 2xx */
  onAccepted?: (index: number, answer: Buffer) => void;
}

export interface LoadResult {
  /** requests that were answered 2xx */
  accepted: number;
  seconds: number;
  /** of each accepted request from when it was due to its answer, ascending; a late start counts */
  latenciesMs: number[];
  /** how often each status that is not 2xx was answered; `0` = the connection failed */
  refusals: Record<string, number>;
}

/**
 * Sends requests over so many kept-alive connections and measures the answers. Written on sockets, because Node's own
 * client costs more than most servers that it would measure on the same machine: about 15 µs a request against 60.
 */
export async function generateLoad(options: LoadOptions): Promise<LoadResult> {
  const { connections, requests = Infinity, seconds = Infinity, rate = null } = options;
  const latenciesMs: number[] = [];
  const refusals: Record<string, number> = {};
  let next = 0;
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  const lane = async (): Promise<void> => {
    const line = new Line(options);
    for (let index = next++; index < requests && performance.now() < endMs; index = next++) {
      const dueMs = rate === null ? performance.now() : startedMs + (index * 1000) / rate;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await pause(waitMs);
      const body = options.body(index);
      for (;;) {
        const answer = await line.send(body);
        if (answer.status >= 200 && answer.status <= 299) {
          latenciesMs.push(performance.now() - dueMs);
          options.onAccepted?.(index, answer.body);
          break;
        }
        refusals[answer.status] = (refusals[answer.status] ?? 0) + 1;
        const { retryAfterMs = null } = options;
        const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
        if (retryAfterMs === null || !isPassing || performance.now() >= endMs) break;
        await pause(retryAfterMs);
      }
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return {
    accepted: latenciesMs.length,
    seconds: (performance.now() - startedMs) / 1000,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
    refusals,
  };
}

/** The smallest value that so large a share does not exceed; NaN without values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const ANSWER_LIMIT_MS = 60_000;

interface Answer {
  status: number;
  body: Buffer;
}
const CUT_OFF: Answer = { status: 0, body: Buffer.alloc(0) };

/** One connection, made anew when it was lost. One request at a time. */
class Line {
  private socket: Socket | null = null;
  private reader = new AnswerReader();
  private resolve: ((answer: Answer) => void) | null = null;
  private readonly head: string;
  private readonly url: URL;

  constructor(options: LoadOptions) {
    this.url = new URL(options.url);
    const headers = { host: this.url.host, 'content-type': 'application/json', ...options.headers };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.head = `POST ${this.url.pathname}${this.url.search} HTTP/1.1\r\n${lines.join('')}content-length: `;
  }

  send(body: Buffer): Promise<Answer> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.reader = new AnswerReader();
      const head = Buffer.from(`${this.head}${body.length}\r\n\r\n`, 'latin1');
      (this.socket ?? this.open()).write(Buffer.concat([head, body]));
    });
  }

  close(): void {
    this.resolve = null;
    this.drop();
  }

  private drop(): void {
    this.socket?.removeAllListeners('close').destroy();
    this.socket = null;
  }

  private finish(answer: Answer): void {
    if (this.reader.isLast) this.drop();
    const { resolve } = this;
    this.resolve = null;
    resolve?.(answer);
  }

  private open(): Socket {
    const { protocol, hostname, port } = this.url;
    const socket =
      protocol === 'https:'
        ? connectTls({ host: hostname, port: Number(port || 443), servername: hostname })
        : connectTcp({ host: hostname, port: Number(port || 80), noDelay: true });
    socket.on('data', (chunk: Buffer) => {
      const answer = this.reader.push(chunk);
      if (answer !== null) this.finish(answer);
    });
    // The `close` that follows says what matters.
    socket.on('error', () => undefined);
    socket.on('close', () => this.finish(this.reader.end() ?? CUT_OFF));
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy());
    this.socket = socket;
    return socket;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
