import { type Problem, type ProblemField, ProblemSchema } from '@tenken/shared/problem.contract';
import type { z } from 'zod';

/**
 * Why a request failed, in the form that the screens show: a stable code, a sentence, the request id that
 * leads to the server's log line, and the bad fields. `status` is 0 when the server could not be reached,
 * and code `answer_not_understood` means that the answer broke its contract.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: readonly ProblemField[];

  constructor(problem: {
    status: number;
    code: string;
    message: string;
    requestId?: string | null;
    errors?: readonly ProblemField[];
  }) {
    super(problem.message);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId ?? null;
    this.errors = problem.errors ?? [];
  }
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type QueryParams = Readonly<Record<string, QueryValue>>;
type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  signal?: AbortSignal;
  /** Set where 401 is an ordinary answer (signing in, asking who is signed in). */
  expect401?: boolean;
}

let onUnauthorized: () => void = () => {};
/** The application tells once what to do when a session has ended (go to the sign-in page). */
export function setUnauthorizedHandler(handler: () => void): void {
  onUnauthorized = handler;
}

/** The path with its query: null and undefined are left out, lists are joined by commas, zero-length lists left out. */
export function withQuery(path: string, params: QueryParams = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      if (value.length > 0) query.set(key, value.join(','));
    } else query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** GET `/api/v1…`, parsed by the contract's schema. Throws ApiError. */
export function apiGet<Schema extends z.ZodType>(
  path: string,
  responseSchema: Schema,
  params?: QueryParams,
  options: Options = {},
): Promise<z.output<Schema>> {
  return send('GET', withQuery(path, params), undefined, responseSchema, options);
}

/**
 * POST, PUT, PATCH or DELETE with a JSON body, the answer parsed by the contract's schema
 * (`z.undefined()` or `z.void()` for 204). Throws ApiError.
 */
export function apiSend<Schema extends z.ZodType>(
  method: Method,
  path: string,
  body: unknown,
  responseSchema: Schema,
  options: Options = {},
): Promise<z.output<Schema>> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  return send(
    method,
    path,
    json === undefined ? undefined : { type: 'application/json', content: json },
    responseSchema,
    options,
  );
}

/** POST of a file or text as it is (imports): the body travels with its own media type. Throws ApiError. */
export function apiUpload<Schema extends z.ZodType>(
  path: string,
  content: Blob | string,
  mediaType: string,
  responseSchema: Schema,
  params?: QueryParams,
): Promise<z.output<Schema>> {
  return send('POST', withQuery(path, params), { type: mediaType, content }, responseSchema, {});
}

/** GET of a text file (minutes, CSV), as text. Throws ApiError. */
export async function apiText(path: string, params?: QueryParams, options: Options = {}): Promise<string> {
  const response = await request('GET', withQuery(path, params), undefined, options);
  return response.text();
}

/** GET of a file that the browser only hands on (PDF), as it is. Throws ApiError. */
export async function apiFile(path: string, params?: QueryParams, options: Options = {}): Promise<Blob> {
  const response = await request('GET', withQuery(path, params), undefined, options);
  return response.blob();
}

interface Body {
  type: string;
  content: Blob | string;
}

async function send<Schema extends z.ZodType>(
  method: string,
  path: string,
  body: Body | undefined,
  schema: Schema,
  options: Options,
): Promise<z.output<Schema>> {
  const response = await request(method, path, body, options);
  const text = response.status === 204 ? '' : await response.text();
  let answer: unknown;
  try {
    answer = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw notUnderstood(response, 'the answer is not JSON');
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) {
    const where = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw notUnderstood(response, where.join('; '));
  }
  return parsed.data;
}

async function request(
  method: string,
  path: string,
  body: Body | undefined,
  options: Options,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      // A page of another origin cannot set this header without a preflight: the server's guard against CSRF.
      headers: {
        accept: 'application/json',
        'x-tenken-request': '1',
        ...(body ? { 'content-type': body.type } : {}),
      },
      body: body?.content,
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({ status: 0, code: 'unreachable', message: 'The server could not be reached.' });
  }
  if (response.ok) return response;
  if (response.status === 401 && !options.expect401) onUnauthorized();
  throw await toApiError(response);
}

async function toApiError(response: Response): Promise<ApiError> {
  const parsed = ProblemSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) {
    return new ApiError({
      status: response.status,
      code: 'http_error',
      message: `${response.status} ${response.statusText}`.trim(),
      requestId: response.headers.get('x-request-id'),
    });
  }
  const problem: Problem = parsed.data;
  return new ApiError({
    status: problem.status,
    code: problem.code,
    message: problem.detail || problem.title,
    requestId: problem.requestId,
    errors: problem.errors,
  });
}

function notUnderstood(response: Response, why: string): ApiError {
  return new ApiError({
    status: response.status,
    code: 'answer_not_understood',
    message: why,
    requestId: response.headers.get('x-request-id'),
  });
}
