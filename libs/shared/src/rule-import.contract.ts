import { z } from 'zod';

const Text = z.string().max(20_000);

/**
 * One alerting rule of a `rules` import: of a Prometheus rule file (YAML), or a record in JSON, NDJSON or CSV. `for`
 * and `keep_firing_for` are Prometheus durations (`5m`, `1h30m`) or seconds.
 */
export const RuleImportRecord = z.object({
  /** key of the source whose alerts this rule sends; else the source of the whole import */
  source: z.string().trim().min(1).max(100).nullish(),
  file: z.string().max(500).nullish(),
  group: z.string().max(500).nullish(),
  /** the rule's name, which is what its alerts carry as `alertname` */
  alert: z.string('expected the name of the rule').trim().min(1, 'expected the name of the rule').max(500),
  expr: Text.min(1, 'expected an expression'),
  for: z.union([z.string(), z.number()]).nullish(),
  keep_firing_for: z.union([z.string(), z.number()]).nullish(),
  labels: z.record(z.string(), z.coerce.string()).nullish(),
  annotations: z.record(z.string(), z.coerce.string()).nullish(),
});
export type RuleImportRecord = z.infer<typeof RuleImportRecord>;
