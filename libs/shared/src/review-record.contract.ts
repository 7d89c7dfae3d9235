import { z } from 'zod';
import { DecisionSchema } from './decisions.contract.js';
import { LanguageSchema } from './identity.contract.js';
import { VerdictSchema } from './verdicts.contract.js';

const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** A figure then and now, a week of each window so that windows of different length compare; null where it cannot be had. */
const PerWeek = z.object({ before: z.number().nullable(), after: z.number().nullable() });

export const RULE_CHANGES = ['new', 'gone', 'definition', 'verdict'] as const;

/** What is different from the last closed review of any of the same services. */
export const ReviewChangesSchema = z.object({
  previous: z.object({ id: z.string(), title: z.string(), closedAt: Instant }),
  firedPerWeek: PerWeek,
  pagesPerWeek: PerWeek,
  /** the services that the figures are of, where the two reviews had not the same ones; null: all of both */
  onlyServices: z.array(z.string()).nullable().default(null),
  /** rules that are new or no longer on the agenda, were defined anew, or were judged otherwise */
  rules: z.array(
    z.object({
      alertRuleId: z.string(),
      name: z.string(),
      change: z.enum(RULE_CHANGES),
      verdictBefore: VerdictSchema.nullable(),
      verdictAfter: VerdictSchema.nullable(),
    }),
  ),
  /** decisions of the last review, by what they had become when this one ended (or now, while it runs) */
  decisions: z.object({ done: z.number().int(), open: z.number().int(), cancelled: z.number().int() }),
});
export type ReviewChanges = z.infer<typeof ReviewChangesSchema>;

/** An item or gap as it stands today beside how it stood in the record. */
const Today = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  url: z.string().nullable(),
  statusThen: z.string(),
  statusNow: z.string(),
  isOverdue: z.boolean(),
});

/** GET /api/v1/reviews/<id>/record: what has become of what the review decided. */
export const ReviewRecordResponse = z.object({
  asOf: Instant,
  /** null: no earlier review of these services */
  changes: ReviewChangesSchema.nullable(),
  /** with their effect so far */
  decisions: z.array(DecisionSchema),
  actionItems: z.array(Today),
  gaps: z.array(Today),
  /** the next session of any of the same services that is planned or running */
  next: z
    .object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['planned', 'running']),
      scheduledAt: Instant.nullable(),
    })
    .nullable(),
});
export type ReviewRecordResponse = z.infer<typeof ReviewRecordResponse>;

export const REVIEW_EXPORT_FORMATS = ['markdown', 'pdf', 'csv', 'text'] as const;

/** GET /api/v1/reviews/<id>/export: minutes as Markdown, PDF or plain text for a chat; verdicts as CSV (UTF-8 with BOM). */
export const ReviewExportQuery = z.strictObject({
  format: z.enum(REVIEW_EXPORT_FORMATS).default('markdown'),
  language: LanguageSchema.optional(),
});
export type ReviewExportQuery = z.infer<typeof ReviewExportQuery>;
