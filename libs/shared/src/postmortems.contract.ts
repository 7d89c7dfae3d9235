import { z } from 'zod';
import { ActionItemImportRecord } from './action-items.contract.js';
import { Day, Instant, listOf } from './field.contract.js';
import { IncidentImportRecord } from './incidents.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import {
  Checklist,
  MarkdownText,
  PostmortemCriterion,
  PostmortemImportFields,
  PostmortemSections,
  PostmortemStatus,
} from './postmortem-fields.contract.js';
import { KnownTimeZone } from './range.contract.js';

const Url = z.url({ protocol: /^https?$/ }).max(2000);
const PersonName = z.string().trim().max(200);

/** Deadlines in business days of the team's calendar, from resolution; null where none applies. */
export const PostmortemDeadline = z.object({
  businessDays: z.number().int().nullable(),
  reviewBy: Day.nullable(),
  overdue: z.boolean(),
});

export const PostmortemResponse = z.object({
  id: z.string().nullable(),
  incidentId: z.string(),
  title: z.string().nullable(),
  status: PostmortemStatus.nullable(),
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  url: z.string().nullable(),
  bodyMarkdown: z.string().nullable(),
  sections: PostmortemSections,
  requiredBy: z.array(PostmortemCriterion),
  waivedReason: z.string().nullable(),
  waivedBy: z.string().nullable(),
  checklist: Checklist,
  draftedAt: Instant.nullable(),
  reviewMeetingAt: Instant.nullable(),
  reviewedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  rowVersion: z.number().int(),
  updatedAt: Instant.nullable(),
  deadline: PostmortemDeadline,
});
export type PostmortemResponse = z.infer<typeof PostmortemResponse>;

/** PUT /api/v1/incidents/<id>/postmortem: makes it, or changes what is given. `rowVersion` 0 = there was none. */
export const PutPostmortemBody = z.strictObject({
  rowVersion: z.number().int().min(0),
  title: z.string().trim().max(300).nullable().optional(),
  status: PostmortemStatus.optional(),
  owner: PersonName.nullable().optional(),
  ownerId: z.string().regex(/^\d+$/).nullable().optional(),
  url: Url.nullable().optional(),
  bodyMarkdown: MarkdownText.nullable().optional(),
  sections: PostmortemSections.optional(),
  /** criteria that a person adds; those read from the incident are added anyway */
  requiredBy: z.array(PostmortemCriterion).optional(),
  waivedReason: z.string().trim().max(1000).nullable().optional(),
  checklist: Checklist.optional(),
  reviewMeetingAt: Instant.nullable().optional(),
  reviewedAt: Instant.nullable().optional(),
});
export type PutPostmortemBody = z.infer<typeof PutPostmortemBody>;

/** One line of the queue: an incident with its postmortem, or without the one it needs. */
export const PostmortemRow = z.object({
  incidentId: z.string(),
  incidentTitle: z.string(),
  severity: z.string().nullable(),
  resolvedAt: Instant.nullable(),
  status: PostmortemStatus.nullable(),
  owner: z.string().nullable(),
  requiredBy: z.array(PostmortemCriterion),
  reviewMeetingAt: Instant.nullable(),
  reviewedAt: Instant.nullable(),
  /** business days since resolution; null while the incident is open */
  ageBusinessDays: z.number().int().nullable(),
  deadline: PostmortemDeadline,
  isSample: z.boolean(),
});
export type PostmortemRow = z.infer<typeof PostmortemRow>;

export const PostmortemsQuery = z.strictObject({
  ...PageQuery.shape,
  /** `unreviewed`: required and not reviewed yet (missing ones as well), oldest first */
  state: z.enum(['all', 'unreviewed', 'missing', 'overdue']).default('all'),
  status: listOf(PostmortemStatus).optional(),
  owner: z.string().max(200).optional(),
  ids: listOf(z.string().regex(/^\d+$/)).optional(),
});
export type PostmortemsQuery = z.infer<typeof PostmortemsQuery>;
export const PostmortemsResponse = pageOf(PostmortemRow);
export type PostmortemsResponse = z.infer<typeof PostmortemsResponse>;

export const PostmortemMarkdownQuery = z.strictObject({
  language: z.enum(['en', 'ja']).default('en'),
  timeZone: KnownTimeZone.default('UTC'),
});
export type PostmortemMarkdownQuery = z.infer<typeof PostmortemMarkdownQuery>;
export const PostmortemTemplateResponse = z.object({ markdown: z.string() });

/**
 * One postmortem of an import (Markdown with front matter). It belongs to the incident (`source`, `incidentExternalId`
 * or, without it, `externalId`); where there is none yet, the incident is made from the same record.
 */
export const PostmortemImportRecord = z.object({
  ...IncidentImportRecord.omit({ postmortem: true, recurrenceOf: true, duplicateOf: true }).shape,
  ...PostmortemImportFields.omit({ title: true, closedAt: true, url: true }).shape,
  incidentExternalId: z.string().trim().min(1).max(300).nullish(),
  postmortemUrl: PostmortemImportFields.shape.url,
  postmortemClosedAt: PostmortemImportFields.shape.closedAt,
  actionItems: z
    .array(
      ActionItemImportRecord.omit({
        source: true,
        incidentExternalId: true,
        incidentSource: true,
        isSample: true,
      }).partial({ externalId: true }),
    )
    .max(500)
    .optional(),
});
export type PostmortemImportRecord = z.infer<typeof PostmortemImportRecord>;
