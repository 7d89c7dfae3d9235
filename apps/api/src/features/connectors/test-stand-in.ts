import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}
export interface StandInAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** JSON, or text as it is */
  body?: unknown;
  /** answers after so long */
  delayMs?: number;
}
type Handler = (request: StandInRequest) => StandInAnswer | undefined | Promise<StandInAnswer | undefined>;

/** A real HTTP server on this machine that answers as a sender's documentation says. */
export class StandIn {
  readonly requests: StandInRequest[] = [];
  handle: Handler = () => undefined;
  private failure: unknown = null;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<StandIn> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const standIn = new StandIn(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      void (async () => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        const url = new URL(request.url ?? '/', standIn.url);
        const asked = {
          method: request.method ?? 'GET',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body: Buffer.concat(parts).toString(),
        };
        standIn.requests.push(asked);
        const answer = await standIn.answerTo(asked);
        if (answer.delayMs) await new Promise((done) => setTimeout(done, answer.delayMs));
        const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(body);
      })();
    });
    return standIn;
  }

  /** A handler that throws (an expectation in it failed) must be heard of at once, not when the asker gives up. */
  private async answerTo(asked: StandInRequest): Promise<StandInAnswer> {
    try {
      return (await this.handle(asked)) ?? { status: 404, body: {} };
    } catch (error) {
      this.failure ??= error;
      return { status: 500, body: { error: 'The handler of the stand-in failed.' } };
    }
  }

  /** @throws what a handler threw since the last time that somebody asked */
  throwFailure(): void {
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
