import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { describeProblem } from './problem.filter.js';

/** What is left to do for a request that needs none of the framework: body in, status and JSON out. */
export interface DirectRoute {
  /** its pattern, as in the metrics of all other routes */
  route: string;
  answer(headers: IncomingHttpHeaders, body: Buffer): Promise<{ status: number; json: string }>;
}

export interface DirectRouter {
  /** Null when the request is to go the ordinary way. Called before the body is read. */
  findDirectRoute(method: string, url: string, headers: IncomingHttpHeaders): DirectRoute | null;
}

interface Options {
  maxBodyBytes: number;
  onAnswered(method: string, route: string, status: number, seconds: number): void;
}

/**
 * Puts a short way in front of the framework's. Theory of operation: a webhook that comes thousands of times a second
 * needs its body and one line of answer; routing, guards, pipes, interceptors and the headers for browsers cost five
 * times as much as that. What may go this way is for the router to say, and it says so only for what the ordinary way
 * has let in a moment ago; everything else, and whatever is unusual about a request, takes the ordinary way.
 */
export function serveDirectly(server: Server, router: DirectRouter, options: Options): void {
  const ordinary = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const route = isPlain(request, options.maxBodyBytes)
      ? router.findDirectRoute(request.method ?? '', request.url ?? '', request.headers)
      : null;
    if (route === null) for (const listener of ordinary) listener(request, response);
    else receive(request, response, route, options);
  });
}

/** A body whose length is stated and allowed, and that comes as it is. */
function isPlain(request: IncomingMessage, maxBodyBytes: number): boolean {
  const { headers } = request;
  const length = headers['content-length'];
  return (
    length !== undefined &&
    Number(length) <= maxBodyBytes &&
    headers['transfer-encoding'] === undefined &&
    headers['content-encoding'] === undefined &&
    headers.expect === undefined
  );
}

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  route: DirectRoute,
  { onAnswered }: Options,
): void {
  const startedMs = performance.now();
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const requestId = randomUUID();
    const finish = (status: number, type: string, json: string, more: string[] = []) => {
      response.writeHead(status, [
        'content-type',
        type,
        'content-length',
        String(Buffer.byteLength(json)),
        'cache-control',
        'no-store',
        'x-content-type-options',
        'nosniff',
        'x-request-id',
        requestId,
        ...more,
      ]);
      response.end(json);
      onAnswered(request.method ?? '', route.route, status, (performance.now() - startedMs) / 1000);
    };
    route.answer(request.headers, body).then(
      ({ status, json }) => finish(status, 'application/json; charset=utf-8', json),
      (error: unknown) => {
        const { status, headers, json } = describeProblem(error, requestId);
        finish(status, 'application/problem+json; charset=utf-8', json, headers.flat());
      },
    );
  });
  // Cut off before its end: there is nobody to answer, and nothing was taken.
  request.on('error', () => undefined);
}
