import { z } from 'zod';

/**
 * What an answer says of the definition behind its figures. `text` is in the language that was asked for. Apart from the
 * texts of `metric-definitions.ts`: the web application reads answers, and would carry 13 kB of both languages with them.
 */
export const MetricDefinition = z.object({
  key: z.string(),
  version: z.number().int(),
  text: z.string(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;
