import { z } from 'zod';
import { ActionItemRow } from './action-items.contract.js';
import { LanguageSchema } from './identity.contract.js';
import { RowId } from './row-id.js';

export const TrackerRepository = z
  .string()
  .trim()
  .max(200)
  .regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/repository')
  .refine((name) => name.split('/').every((part) => !/^\.+$/.test(part)), 'expected owner/repository');

/** GET /api/v1/action-items/<id>/tracker-issue: what an issue made of it would say, and where it could go. */
export const TrackerIssueDraftQuery = z.strictObject({ language: LanguageSchema.default('en') });
export type TrackerIssueDraftQuery = z.infer<typeof TrackerIssueDraftQuery>;
export const TrackerIssueDraft = z.object({
  title: z.string(),
  /** Markdown */
  body: z.string(),
  /** connectors whose token can be used, with the repositories that they follow */
  connections: z.array(
    z.object({ id: z.string(), sourceName: z.string(), host: z.string(), repositories: z.array(z.string()) }),
  ),
  /** the last attempt that did not lead to an issue */
  lastFailure: z.object({ code: z.string(), detail: z.string(), repository: z.string() }).nullable(),
});
export type TrackerIssueDraft = z.infer<typeof TrackerIssueDraft>;

/**
 * POST /api/v1/action-items/<id>/tracker-issue → 201 ActionItemRow with the issue's address. 409 `issue_exists` when the item
 * names an issue already, `issue_in_progress` while another request makes one; 503 with a code and a reason when GitHub
 * does not take it. The item stays as it was in every failure.
 */
export const CreateTrackerIssueBody = z.strictObject({
  connectionId: RowId.optional(),
  repository: TrackerRepository,
  title: z.string().trim().min(1).max(256).optional(),
  body: z.string().max(60_000).optional(),
  language: LanguageSchema.default('en'),
});
export type CreateTrackerIssueBody = z.input<typeof CreateTrackerIssueBody>;
export const CreateTrackerIssueResponse = ActionItemRow;
export type CreateTrackerIssueResponse = z.infer<typeof CreateTrackerIssueResponse>;
