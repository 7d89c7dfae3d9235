import { z } from 'zod';
import { Instant } from './field.contract.js';
import { rangeFields } from './range.contract.js';

/** GET /api/v1/metrics/definition-changes: what changed the meaning of a figure in the range, oldest first. */
export const DefinitionChangesQuery = z.strictObject(rangeFields);
export type DefinitionChangesQuery = z.infer<typeof DefinitionChangesQuery>;

/**
 * `version`: a definition got a new version, `key` is the definition's. `setting`: somebody changed a setting, `key` is
 * the setting's (`holidays` for a calendar). `from` and `to` are the values before and after as JSON, null where none.
 */
export const DefinitionChange = z.object({
  at: Instant,
  kind: z.enum(['version', 'setting']),
  key: z.string(),
  /** keys of the definitions that it moves */
  metrics: z.array(z.string()),
  from: z.unknown(),
  to: z.unknown(),
  /** who; null for a version */
  by: z.string().nullable(),
});
export type DefinitionChange = z.infer<typeof DefinitionChange>;

export const DefinitionChangesResponse = z.object({ items: z.array(DefinitionChange) });
export type DefinitionChangesResponse = z.infer<typeof DefinitionChangesResponse>;
