import { z } from 'zod';
import { VerdictCountsSchema, VerdictSchema } from './verdicts.contract.js';

const Id = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Person = z.object({ id: z.string(), name: z.string() });

/** Votes on one rule. Until they are revealed, nobody is told what the others voted. */
export const RuleVotesSchema = z.object({
  isRevealed: z.boolean(),
  /** of the person who asks */
  mine: VerdictSchema.nullable(),
  voters: z.array(Person),
  /** only when revealed */
  all: z.array(z.object({ person: Person, verdict: VerdictSchema })),
  /** only when revealed */
  counts: VerdictCountsSchema.nullable(),
});
export type RuleVotes = z.infer<typeof RuleVotesSchema>;

/**
 * PUT /api/v1/reviews/<id>/items/<itemId>/vote → RuleVotes. Also while the session is planned. `null` takes the vote back.
 * 409 `votes_revealed` once the votes on this rule are open.
 */
export const ReviewVoteBody = z.strictObject({ verdict: VerdictSchema.nullable() });
export type ReviewVoteBody = z.infer<typeof ReviewVoteBody>;

/** POST /api/v1/reviews/<id>/votes/reveal → ReviewRoom; `false` hides them again. */
export const RevealVotesBody = z.strictObject({
  itemIds: z.array(Id).min(1).max(1000),
  revealed: z.boolean(),
});
export type RevealVotesBody = z.infer<typeof RevealVotesBody>;

/**
 * METRICS.md section 6, "Agreement": over the revealed rules with two votes or more, of votes given before the rule was
 * first revealed.
 */
export const AgreementSchema = z.object({
  /** two reviewers: Cohen; more: Fleiss */
  method: z.enum(['cohen', 'fleiss']),
  kappa: z.number().nullable(),
  /** rules that count */
  items: z.number().int(),
  raters: z.number().int(),
  /** share of pairs of votes that are the same */
  observed: z.number().nullable(),
  /** why there is no κ: no rule has two votes; everyone gave the same verdict everywhere, which chance would do as well */
  reason: z.enum(['no_pairs', 'one_category']).nullable(),
});
export type Agreement = z.infer<typeof AgreementSchema>;
