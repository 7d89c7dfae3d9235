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
import { CommaList, Flag, InstantOrDay, KnownTimeZone } from './range.contract.js';

const Url = z.url({ protocol: /^https?$/ }).max(2000);
const PersonName = z.string().trim().max(200);

/** Deadlines in business days of the team's calendar, from resolution; null where none applies. */
export const PostmortemDeadline = z.object({
  businessDays: z.number().int().nullable(),
  reviewBy: Day.nullable(),
  /** not reviewed although the day has passed */
  overdue: z.boolean(),
  /** 24 hours before the review meeting: by then the draft is with those who come; null without a meeting */
  draftBy: Instant.nullable(),
  /** still a draft although that time has passed */
  draftOverdue: z.boolean(),
});
export type PostmortemDeadline = z.infer<typeof PostmortemDeadline>;

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
  rowVersion: z.int32(),
  updatedAt: Instant.nullable(),
  deadline: PostmortemDeadline,
});
export type PostmortemResponse = z.infer<typeof PostmortemResponse>;

/** PUT /api/v1/incidents/<id>/postmortem: makes it, or changes what is given. `rowVersion` 0 = there was none. */
export const PutPostmortemBody = z.strictObject({
  rowVersion: z.int32().min(0),
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

const NamedRef = z.object({ id: z.string(), name: z.string() });

/** One line of the queue: an incident with its postmortem, or without the one it needs. */
export const PostmortemRow = z.object({
  incidentId: z.string(),
  incidentTitle: z.string(),
  severity: z.string().nullable(),
  resolvedAt: Instant.nullable(),
  /** of the incident, else of its first service; deadlines are counted by its calendar */
  team: NamedRef.nullable(),
  services: z.array(NamedRef),
  status: PostmortemStatus.nullable(),
  /** there is something to read: a text, a section, an address, or a status past the draft */
  isWritten: z.boolean(),
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  requiredBy: z.array(PostmortemCriterion),
  waivedReason: z.string().nullable(),
  waivedBy: z.string().nullable(),
  reviewMeetingAt: Instant.nullable(),
  reviewedAt: Instant.nullable(),
  /** since resolution; null while the incident is open */
  ageDays: z.number().int().nullable(),
  ageBusinessDays: z.number().int().nullable(),
  /** from resolution to review; null where either is not known */
  reviewedAfterBusinessDays: z.number().int().nullable(),
  deadline: PostmortemDeadline,
  /** 0 = there is no postmortem yet */
  rowVersion: z.int32(),
  isSample: z.boolean(),
});
export type PostmortemRow = z.infer<typeof PostmortemRow>;

/**
 * Which incidents: `all` that need a postmortem or have one · `resolved`, needed or not · `required` and not waived, of
 * these `missing` (nothing written), `written`, `unreviewed`, `reviewed`, `overdue` (unreviewed, deadline passed),
 * `due` (deadline passed, without `time_unknown`), `on_time` and `late` (parts of `due`), `time_unknown` (reviewed,
 * nobody knows when) · `waived`.
 */
export const PostmortemState = z.enum([
  'all',
  'resolved',
  'required',
  'missing',
  'written',
  'unreviewed',
  'reviewed',
  'overdue',
  'due',
  'on_time',
  'late',
  'time_unknown',
  'waived',
]);
export type PostmortemState = z.infer<typeof PostmortemState>;

/** Filters of the queue and its counts. Values of one filter are joined by commas and mean "any of". */
export const PostmortemFilters = z.strictObject({
  status: listOf(PostmortemStatus).optional(),
  /** names or ids of people */
  owner: CommaList.optional(),
  /** nobody is named */
  unowned: Flag.optional(),
  /** half-open range of the resolution; days are midnight in `timeZone` */
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
  /** ids, keys or names of services; their components count as well */
  service: CommaList.optional(),
  /** ids, keys or names of teams: the incident's own, or the team of one of its services */
  team: CommaList.optional(),
  severity: CommaList.pipe(z.array(z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none']))).optional(),
  /** unreviewed for so many business days since resolution: at least `ageFrom`, less than `ageTo` */
  ageFrom: z.coerce.number().int().min(0).optional(),
  ageTo: z.coerce.number().int().min(0).optional(),
  q: z.string().trim().max(200).optional(),
  ids: listOf(z.string().regex(/^\d+$/)).optional(),
});
export type PostmortemFilters = z.infer<typeof PostmortemFilters>;

export const PostmortemsQuery = z.strictObject({
  ...PostmortemFilters.shape,
  ...PageQuery.shape,
  state: PostmortemState.default('all'),
  /** `need`: overdue ones first, then those with a deadline, other unreviewed ones, the rest; the longest resolved first */
  sort: z.enum(['need', 'resolvedAt', '-resolvedAt']).default('need'),
});
export type PostmortemsQuery = z.infer<typeof PostmortemsQuery>;
export const PostmortemsResponse = pageOf(PostmortemRow);
export type PostmortemsResponse = z.infer<typeof PostmortemsResponse>;

/** GET /api/v1/postmortems/counts: how many rows each state has under the same filters. */
export const PostmortemCountsQuery = PostmortemFilters;
export const PostmortemCountsResponse = z.object({
  all: z.number().int(),
  required: z.number().int(),
  missing: z.number().int(),
  draft: z.number().int(),
  inReview: z.number().int(),
  unreviewed: z.number().int(),
  reviewed: z.number().int(),
  overdue: z.number().int(),
  waived: z.number().int(),
  /** unreviewed ones that nobody owns */
  unowned: z.number().int(),
});
export type PostmortemCountsResponse = z.infer<typeof PostmortemCountsResponse>;

/** POST /api/v1/postmortems/owners: names an owner for several; makes the draft where there is none. Null takes it off. */
export const SetPostmortemOwnersBody = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        incidentId: z.string().regex(/^\d+$/),
        owner: PersonName.nullable(),
        ownerId: z.string().regex(/^\d+$/).nullable(),
      }),
    )
    .min(1)
    .max(500),
});
export type SetPostmortemOwnersBody = z.infer<typeof SetPostmortemOwnersBody>;
/** `before` sent back as `changes` undoes it. */
export const SetPostmortemOwnersResponse = z.object({
  before: SetPostmortemOwnersBody.shape.changes.element.array(),
  failed: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
});
export type SetPostmortemOwnersResponse = z.infer<typeof SetPostmortemOwnersResponse>;

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
