import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/**
 * Handler parameter: aborts when the connection is closed before the answer has left, so that long work can end with
 * it. Its reason is a `DomainError`, which is logged nowhere: nobody waits for the answer.
 */
export const CallerGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  // the answer's stream: a request counts as closed as soon as it has been read
  const { raw } = context.switchToHttp().getResponse<FastifyReply>();
  const gone = new AbortController();
  const end = () => {
    if (!raw.writableFinished)
      gone.abort(new DomainError('unavailable', 'caller_gone', 'The connection was closed.'));
  };
  if (raw.closed || raw.destroyed) end();
  else raw.once('close', end);
  return gone.signal;
});
