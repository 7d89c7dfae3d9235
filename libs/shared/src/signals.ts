import { z } from 'zod';

/** The signals of the coverage matrix (METRICS.md section 7), in the order of its columns. A team can add its own. */
export const SIGNALS = [
  'availability',
  'latency',
  'errors',
  'traffic',
  'saturation',
  'freshness',
  'correctness',
  'dependency',
  'certificate_or_backup',
  'security',
] as const;
export type KnownSignal = (typeof SIGNALS)[number];

/** A signal: one of `SIGNALS`, or a team's own word in the same form. */
export const SignalSchema = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/, 'expected a signal, as latency or queue_age');
