import { z } from 'zod';

const Instant = z.iso.datetime({ offset: true });

/**
 * How the shape of a source's deliveries differs from what was learned: `new` a field that never came before ·
 * `missing` one that was always there and now is not · `retyped` one that holds another type than before.
 */
export const SchemaFindingKind = z.enum(['new', 'missing', 'retyped']);
export type SchemaFindingKind = z.infer<typeof SchemaFindingKind>;

export const SchemaFinding = z.object({
  adapter: z.string(),
  /** `alerts[].status`: indexes of arrays and names in free-form maps are folded */
  path: z.string(),
  kind: SchemaFindingKind,
  /** receipt of the delivery that showed it first */
  since: Instant,
  lastSeenAt: Instant,
  lastAbsentAt: Instant.nullable(),
  /** JSON types learned */
  types: z.array(z.string()),
  /** the type that came instead, for `retyped` */
  retypedTo: z.string().nullable(),
  /** a value, shortened and without secrets */
  example: z.string().nullable(),
  /** deliveries looked at that have it, and those with its parent but without it */
  seen: z.number().int(),
  absent: z.number().int(),
});
export type SchemaFinding = z.infer<typeof SchemaFinding>;

/** GET /api/v1/sources/<id>/schema */
export const SourceSchemaResponse = z.object({
  schemas: z.array(
    z.object({
      adapter: z.string(),
      /** deliveries looked at: a sample */
      sampled: z.number().int(),
      firstSampledAt: Instant,
      lastSampledAt: Instant,
      /** null while the shape is being learned */
      baselineAt: Instant.nullable(),
      fields: z.number().int(),
    }),
  ),
  findings: z.array(SchemaFinding),
});
export type SourceSchemaResponse = z.infer<typeof SourceSchemaResponse>;

/** GET /api/v1/schema-drift: sources whose shape has changed and nobody said that this was expected. */
export const SchemaDriftResponse = z.object({
  items: z.array(z.object({ sourceId: z.string(), findings: z.number().int(), since: Instant })),
});
export type SchemaDriftResponse = z.infer<typeof SchemaDriftResponse>;

const FindingKey = z.strictObject({
  adapter: z.string().min(1).max(100),
  path: z.string().min(1).max(400),
  kind: SchemaFindingKind,
});

/** POST /api/v1/sources/<id>/schema/acknowledge: these are expected. The answer, sent to …/restore, takes it back. */
export const AcknowledgeDriftBody = z.strictObject({ findings: z.array(FindingKey).min(1).max(2000) });
export type AcknowledgeDriftBody = z.infer<typeof AcknowledgeDriftBody>;

export const RestoreDriftBody = z.strictObject({
  findings: z
    .array(FindingKey.extend({ since: Instant }))
    .min(1)
    .max(2000),
});
export type RestoreDriftBody = z.infer<typeof RestoreDriftBody>;

export const AcknowledgeDriftResponse = z.object({
  findings: z.array(
    z.object({ adapter: z.string(), path: z.string(), kind: SchemaFindingKind, since: Instant }),
  ),
});
export type AcknowledgeDriftResponse = z.infer<typeof AcknowledgeDriftResponse>;
