import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** Checks `@Body/@Query/@Param({ schema })` and answers 400 with the path and the expectation of every bad field. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const errors = issues.slice(0, 100).map((issue) => ({
        path: (issue.path ?? [])
          .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
          .join('.'),
        message: issue.message,
      }));
      const first = errors[0];
      const detail = first ? `${first.path || 'body'}: ${first.message}` : 'The request is not valid.';
      return new DomainError('invalid', 'invalid_request', detail, { errors });
    },
  });
}
