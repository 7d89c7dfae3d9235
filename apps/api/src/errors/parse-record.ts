import type { z } from 'zod';
import { describeIssue } from './describe-issue.js';
import { DomainError } from './domain-error.js';

/** Parses with a contract; what does not fit is an `invalid` domain error that carries the path of every bad field. */
export function parseRecord<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 100).map((issue) => describeIssue(issue, value));
  const first = errors[0];
  throw new DomainError(
    'invalid',
    'invalid_record',
    `${first?.path ?? ''}: ${first?.message ?? 'not valid'}`,
    {
      errors,
    },
  );
}
