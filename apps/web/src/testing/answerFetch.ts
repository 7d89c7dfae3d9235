export interface SentRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Parsed where it was JSON. */
  body: unknown;
}

interface Failure {
  status: number;
  body?: unknown;
}
type Answer = unknown | ((request: SentRequest) => unknown);
/** `'GET /api/v1/rules'` → the body, or `{ status, body }` with status 400 and more, or a function giving either. */
export type Answers = Readonly<Record<string, Answer>>;

function isFailure(answer: unknown): answer is Failure {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'status' in answer &&
    typeof answer.status === 'number' &&
    answer.status >= 400
  );
}

/**
 * Puts a stand-in for the network: requests are answered from a table, by method and path; what the table
 * does not name is a 404 problem. Returns the list of requests, which grows.
 */
export function answerFetch(answers: Answers): SentRequest[] {
  const requests: SentRequest[] = [];
  globalThis.fetch = (async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = new URL(String(input), 'http://localhost');
    const request: SentRequest = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: parseBody(init.body),
    };
    requests.push(request);
    const found = answers[`${request.method} ${request.path}`];
    if (found === undefined && !(`${request.method} ${request.path}` in answers)) {
      return respond(404, problem(404, 'not_found', `no answer for ${request.method} ${request.path}`));
    }
    const answer: unknown = typeof found === 'function' ? await found(request) : found;
    if (isFailure(answer)) {
      return respond(answer.status, answer.body ?? problem(answer.status, 'http_error', 'failed'));
    }
    return answer === undefined ? respond(204, undefined) : respond(200, answer);
  }) as typeof fetch;
  return requests;
}

/** A problem+json body. */
export function problem(
  status: number,
  code: string,
  detail: string,
  errors?: { path: string; message: string }[],
) {
  return { type: 'about:blank', title: detail, status, code, detail, requestId: 'req-test', errors };
}

function parseBody(body: BodyInit | null | undefined): unknown {
  if (typeof body !== 'string') return body ?? undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

// jsdom has no Response; this is the part of it that http.ts uses.
function respond(status: number, body: unknown): Response {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    ok: status < 400,
    status,
    statusText: '',
    headers: { get: () => null },
    text: async () => text,
    json: async () => JSON.parse(text),
  } as unknown as Response;
}
