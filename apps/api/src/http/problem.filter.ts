import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type DomainErrorKind, type FieldError } from '../errors/domain-error.js';

const STATUS: Record<DomainErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  unavailable: 503,
};

interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
}

/** Turns every error into `application/problem+json`. A 5xx says nothing of the inside and is logged with its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    // A refusal that says when to come back is meant; whoever refused has logged why.
    if (problem.status >= 500 && !(error instanceof DomainError)) {
      this.logger.error(
        `${request.method} ${withoutSecrets(request.url)} ${request.id}`,
        error instanceof Error ? error.stack : String(error),
      );
    }
    if (reply.sent) return;
    const { status, headers, body } = answerOf(problem, request.id);
    for (const [name, value] of headers) reply.header(name, value);
    reply.status(status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
  }
}

/** The same answer for requests that do not go through the framework. */
export function describeProblem(
  error: unknown,
  requestId: string,
): { status: number; headers: [string, string][]; json: string } {
  const { status, headers, body } = answerOf(toProblem(error), requestId);
  return { status, headers, json: JSON.stringify(body) };
}

function answerOf(
  problem: Problem,
  requestId: string,
): { status: number; headers: [string, string][]; body: Record<string, unknown> } {
  const headers: [string, string][] = [];
  if (problem.retryAfterSeconds !== undefined)
    headers.push(['retry-after', String(problem.retryAfterSeconds)]);
  if (problem.status === 401) headers.push(['www-authenticate', 'Bearer realm="tenken"']);
  return {
    status: problem.status,
    headers,
    body: {
      type: 'about:blank',
      title: problem.code.replaceAll('_', ' '),
      status: problem.status,
      code: problem.code,
      detail: problem.detail,
      requestId,
      ...(problem.errors ? { errors: problem.errors } : {}),
    },
  };
}

/** The path of an address without its query; a one-time link carries its secret in the path. */
function withoutSecrets(url: string): string {
  return (url.split('?')[0] ?? '').replace(/(\/sign-in-links\/)[^/]+/, '$1***');
}

const BODY_TOO_LARGE: Problem = {
  status: 413,
  code: 'body_too_large',
  detail: 'The body is over the size limit of this address.',
};

function toProblem(error: unknown): Problem {
  if (error instanceof DomainError) {
    return {
      status: STATUS[error.kind],
      code: error.code,
      detail: error.message,
      ...(error.options.errors ? { errors: error.options.errors } : {}),
      ...(error.options.retryAfterSeconds === undefined
        ? {}
        : { retryAfterSeconds: error.options.retryAfterSeconds }),
    };
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 413) return BODY_TOO_LARGE;
    return { status, code: status === 404 ? 'no_such_route' : `http_${status}`, detail: error.message };
  }
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 413) return BODY_TOO_LARGE;
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, code: `http_${status}`, detail: (error as Error).message };
  }
  if (isUnstorableText(error)) {
    return {
      status: 400,
      code: 'invalid_text',
      detail: 'A text holds a character that cannot be stored (NUL, U+0000).',
    };
  }
  if (isDatabaseGone(error)) {
    return {
      status: 503,
      code: 'database_unavailable',
      detail: 'The database cannot be reached at the moment.',
      retryAfterSeconds: 5,
    };
  }
  return {
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on the server. It was logged under this request id.',
  };
}

/** PostgreSQL takes every character but NUL (SQLSTATE 22021 in a text, 22P05 in JSON); wherever it came in, it is the caller's. */
function isUnstorableText(error: unknown): boolean {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return ['22021', '22P05'].includes(driverError?.code ?? code ?? '');
}

/** Connection trouble and a server that is starting or stopping (SQLSTATE class 08, 57P). */
function isDatabaseGone(error: unknown): boolean {
  const code =
    (error as { code?: string; driverError?: { code?: string } }).driverError?.code ??
    (error as { code?: string }).code;
  if (code !== undefined && /^(ECONN|EPIPE|ETIMEDOUT|08|57P)/.test(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
