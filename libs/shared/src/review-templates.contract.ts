import { z } from 'zod';
import { Instant } from './field.contract.js';
import { LanguageSchema } from './identity.contract.js';
import { Flag } from './range.contract.js';
import { AgendaStepsSchema } from './reviews.contract.js';

const Id = z.string().regex(/^\d{1,19}$/, 'expected the id of a row');
const Name = z.string().trim().min(1).max(120);

/** The agendas that everybody has; they cannot be changed, and their names are in the reader's language. */
export const BUILTIN_TEMPLATES = ['builtin_review', 'builtin_monthly'] as const;

export const ReviewTemplateSchema = z.object({
  /** one of BUILTIN_TEMPLATES, or the id of a row */
  id: z.string(),
  name: z.string(),
  /** null: built in, or for every team */
  teamId: z.string().nullable(),
  /** what a new session of the team (or, without a team, of anyone who has none) begins with */
  isDefault: z.boolean(),
  language: LanguageSchema,
  steps: z.array(z.object({ key: z.string(), title: z.string().nullable(), minutes: z.number().int() })),
  /** it is in the list of deleted ones alone, and can be brought back */
  deletedAt: Instant.nullable().default(null),
});
export type ReviewTemplate = z.infer<typeof ReviewTemplateSchema>;

/**
 * GET /api/v1/review-templates: built-in ones first, then those for every team, then the team's own. With `deleted=1`
 * those that were deleted instead, the last one first, at most 50.
 */
export const ReviewTemplatesQuery = z.strictObject({
  team: Id.optional(),
  /** of the built-in ones; English unless asked */
  language: LanguageSchema.default('en'),
  deleted: Flag.optional(),
});
export type ReviewTemplatesQuery = z.infer<typeof ReviewTemplatesQuery>;
export const ReviewTemplatesResponse = z.object({ items: z.array(ReviewTemplateSchema) });
export type ReviewTemplatesResponse = z.infer<typeof ReviewTemplatesResponse>;

/** POST /api/v1/review-templates → 201 ReviewTemplate */
export const CreateReviewTemplateBody = z.strictObject({
  name: Name,
  teamId: Id.optional(),
  isDefault: z.boolean().optional(),
  language: LanguageSchema,
  steps: AgendaStepsSchema,
});
export type CreateReviewTemplateBody = z.infer<typeof CreateReviewTemplateBody>;

/** PATCH /api/v1/review-templates/<id> → ReviewTemplate. DELETE → 204, and POST …/restore → ReviewTemplate brings it back. */
export const PatchReviewTemplateBody = z.strictObject({
  name: Name.optional(),
  isDefault: z.boolean().optional(),
  language: LanguageSchema.optional(),
  steps: AgendaStepsSchema.optional(),
});
export type PatchReviewTemplateBody = z.infer<typeof PatchReviewTemplateBody>;
