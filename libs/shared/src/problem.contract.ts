import { z } from 'zod';

/** One bad field of a request: where it is, what is wrong, and (when known) what was expected. */
export const ProblemFieldSchema = z.object({
  path: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  /** names what is wrong, with its values, where the server has a code for it */
  code: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ProblemField = z.infer<typeof ProblemFieldSchema>;

/**
 * The body of every error answer (`application/problem+json`, RFC 9457). `code` is stable and is what
 * clients switch on; `title` and `detail` are for people; `requestId` leads to the log line.
 */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(ProblemFieldSchema).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;
