import { z } from 'zod';
import { Day, ImportInstant, Instant, listOf } from './field.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { InstantOrDay, KnownTimeZone } from './range.contract.js';

export const ActionItemType = z.enum(['prevent', 'detect', 'mitigate', 'repair', 'process', 'other']);
export type ActionItemType = z.infer<typeof ActionItemType>;
export const ActionItemStatus = z.enum(['open', 'in_progress', 'done', 'declined', 'deleted']);
export type ActionItemStatus = z.infer<typeof ActionItemStatus>;
export const ActionItemPriority = z.enum(['P0', 'P1', 'P2', 'P3']);
export type ActionItemPriority = z.infer<typeof ActionItemPriority>;

/** Where an item stands on the given day; the groups of the actions page, in their order. */
export const ActionItemGroup = z.enum([
  'overdue',
  'due_soon',
  'later',
  'no_due_date',
  'done',
  'declined',
  'deleted',
]);
export type ActionItemGroup = z.infer<typeof ActionItemGroup>;

/** Default targets in days by severity of the incident (METRICS.md section 4). */
export const ACTION_TARGET_DAYS = { SEV1: 7, SEV2: 30, SEV3: 60, SEV4: 90 } as const;
/** "Due soon": today or within this many days. */
export const DUE_SOON_DAYS = 7;

/** Why an item is not on the curve: nobody knows when it was closed, or its times cannot be right. */
export const ActionItemLeftOutReason = z.enum([
  'done_time_unknown',
  'declined_time_unknown',
  'order_broken',
  'in_future',
]);
export type ActionItemLeftOutReason = z.infer<typeof ActionItemLeftOutReason>;

/**
 * The rows behind a figure that no other filter names. `due_judged`: all that the on-time rate counts, `on_time` and
 * `late` its two parts; `followed`: all on the curve; `closed_fix`: done fixes of incidents; `recurred_after_closing`:
 * those whose incident recurred after they were done.
 */
export const ActionItemFigure = z.enum([
  'due_judged',
  'on_time',
  'late',
  'followed',
  ...ActionItemLeftOutReason.options,
  'closed_fix',
  'recurred_after_closing',
]);
export type ActionItemFigure = z.infer<typeof ActionItemFigure>;

const Id = z.string().regex(/^\d{1,18}$/, 'expected an id');
const Title = z.string().trim().min(1).max(300);
const Url = z.url({ protocol: /^https?$/ }).max(2000);
const PersonName = z.string().trim().min(1).max(200);
const Reason = z.string().trim().min(1).max(1000);

export const ActionItemRow = z.object({
  id: z.string(),
  source: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  description: z.string().nullable(),
  type: ActionItemType,
  priority: ActionItemPriority.nullable(),
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  status: ActionItemStatus,
  group: ActionItemGroup,
  dueOn: Day.nullable(),
  /** due day from the severity of the incident and its target; null without an incident of known severity */
  targetOn: Day.nullable(),
  /** what made the target: so many days from when the item was made or the severity was set, whichever came later */
  target: z
    .object({
      severity: z.string(),
      days: z.number().int(),
      since: Instant,
      clock: z.enum(['created', 'severity']),
    })
    .nullable(),
  /** the day that counts: a person's or the tracker's `dueOn`, else `targetOn` */
  deadlineOn: Day.nullable(),
  /** from creation to its outcome or to today, in local days; null where nobody knows when it was closed */
  ageDays: z.number().int().nullable(),
  ageBusinessDays: z.number().int().nullable(),
  /** days past the deadline of an open item; null when it is not overdue */
  daysLate: z.number().int().nullable(),
  businessDaysLate: z.number().int().nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  declinedAt: Instant.nullable(),
  declineReason: z.string().nullable(),
  url: z.string().nullable(),
  incident: z.object({ id: z.string(), title: z.string(), severity: z.string().nullable() }).nullable(),
  decision: z
    .object({
      id: z.string(),
      reviewSessionId: z.string().nullable(),
      alertRuleId: z.string().nullable(),
      alertRuleName: z.string().nullable(),
    })
    .nullable(),
  isSample: z.boolean(),
  rowVersion: z.int32(),
});
export type ActionItemRow = z.infer<typeof ActionItemRow>;

export const ActionItemsResponse = pageOf(ActionItemRow);
export type ActionItemsResponse = z.infer<typeof ActionItemsResponse>;

export const ActionItemFilters = z.strictObject({
  /** names of owners; `none` = nobody yet */
  owner: listOf(z.string().min(1).max(200)).optional(),
  /** items of the signed-in person */
  mine: z.enum(['true', 'false']).optional(),
  team: listOf(z.string().min(1).max(100)).optional(),
  service: listOf(z.string().min(1).max(100)).optional(),
  status: listOf(ActionItemStatus).optional(),
  group: listOf(ActionItemGroup).optional(),
  severity: listOf(z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'])).optional(),
  type: listOf(ActionItemType).optional(),
  priority: listOf(z.enum([...ActionItemPriority.options, 'none'])).optional(),
  source: listOf(z.string().min(1).max(100)).optional(),
  incident: Id.optional(),
  /** owning team by id, key or name: the item's, else that of its incident; `none` */
  ownerTeam: listOf(z.string().min(1).max(200)).optional(),
  figure: ActionItemFigure.optional(),
  /** half-open range of the days that count (`deadlineOn`) */
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  /** half-open range of creation, the cohort; days are midnight in `timeZone` */
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
  q: z.string().trim().max(200).optional(),
  ids: listOf(Id, 500).optional(),
});
export type ActionItemFilters = z.infer<typeof ActionItemFilters>;

export const ActionItemSort = z.enum(['group', 'dueOn', '-createdAt', 'createdAt', '-updatedAt']);
export const ActionItemsQuery = z.strictObject({
  ...ActionItemFilters.shape,
  ...PageQuery.shape,
  sort: ActionItemSort.default('group'),
});
export type ActionItemsQuery = z.infer<typeof ActionItemsQuery>;

export const ActionItemExportQuery = z.strictObject({
  ...ActionItemFilters.shape,
  format: z.enum(['csv', 'json', 'markdown']).default('csv'),
  language: z.enum(['en', 'ja']).default('en'),
});
export type ActionItemExportQuery = z.infer<typeof ActionItemExportQuery>;

/** Counts of the rows that the filters leave; `byOwner` only of what is still to be done. */
export const ActionItemSummaryResponse = z.object({
  total: z.number().int(),
  groups: z.record(ActionItemGroup, z.number().int()),
  owners: z.array(
    z.object({ owner: z.string().nullable(), open: z.number().int(), overdue: z.number().int() }),
  ),
  lastClosedAt: Instant.nullable(),
  /** items there would be without any filter: an empty list says whether a filter made it so */
  unfiltered: z.number().int(),
});
export type ActionItemSummaryResponse = z.infer<typeof ActionItemSummaryResponse>;

export const CreateActionItemBody = z.strictObject({
  title: Title,
  type: ActionItemType.default('other'),
  priority: ActionItemPriority.nullish(),
  owner: PersonName.nullish(),
  ownerId: Id.nullish(),
  teamId: Id.nullish(),
  dueOn: Day.nullish(),
  incidentId: Id.nullish(),
  description: z.string().max(20_000).nullish(),
  url: Url.nullish(),
});
export type CreateActionItemBody = z.infer<typeof CreateActionItemBody>;

/** What can be changed. `statusAt` is when the status was really reached; now unless said. */
export const ActionItemChange = z.strictObject({
  title: Title.optional(),
  type: ActionItemType.optional(),
  priority: ActionItemPriority.nullable().optional(),
  owner: PersonName.nullable().optional(),
  ownerId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  dueOn: Day.nullable().optional(),
  incidentId: Id.nullable().optional(),
  description: z.string().max(20_000).nullable().optional(),
  url: Url.nullable().optional(),
  status: ActionItemStatus.optional(),
  statusAt: Instant.optional(),
  /** needed with `declined` */
  reason: Reason.optional(),
});
export type ActionItemChange = z.infer<typeof ActionItemChange>;

export const PatchActionItemBody = z.strictObject({
  rowVersion: z.int32().positive().optional(),
  ...ActionItemChange.shape,
});
export type PatchActionItemBody = z.infer<typeof PatchActionItemBody>;

/** POST /api/v1/action-items/bulk. The answer's `before` sent back as `set` undoes it. */
export const BulkActionItemsBody = z.strictObject({
  changes: z
    .array(z.strictObject({ id: Id, rowVersion: z.int32().positive().optional(), set: ActionItemChange }))
    .min(1)
    .max(500),
});
export type BulkActionItemsBody = z.infer<typeof BulkActionItemsBody>;

export const ChangedActionItem = z.object({ item: ActionItemRow, before: ActionItemChange });
export type ChangedActionItem = z.infer<typeof ChangedActionItem>;
export const BulkActionItemsResponse = z.object({
  done: z.array(ChangedActionItem),
  failed: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
});
export type BulkActionItemsResponse = z.infer<typeof BulkActionItemsResponse>;

export const ActionItemHistoryResponse = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      fromStatus: ActionItemStatus.nullable(),
      toStatus: ActionItemStatus,
      at: Instant,
      atKnown: z.boolean(),
      source: z.string(),
      reason: z.string().nullable(),
      changedBy: z.string().nullable(),
      recordedAt: Instant,
      /** taken back: no longer counts */
      retracted: z.boolean(),
    }),
  ),
  /** every other change, oldest first: made, edited by a person, an import or the tracker */
  edits: z.array(
    z.object({
      id: z.string(),
      at: Instant,
      action: z.enum(['created', 'changed', 'imported', 'synced']),
      by: z.string(),
      /** `human`, or the name of the import or tracker */
      source: z.string(),
      /** as text that a person reads: names instead of ids; null = nothing */
      changes: z.array(
        z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
      ),
    }),
  ),
});
export type ActionItemHistoryResponse = z.infer<typeof ActionItemHistoryResponse>;

/** One action item of an import (DESIGN.md section 2). */
export const ActionItemImportRecord = z.object({
  externalId: z.string().trim().min(1).max(300),
  source: z.string().trim().min(1).max(100).default('import'),
  incidentExternalId: z.string().trim().min(1).max(300).nullish(),
  /** source of that incident, where it is not the item's own */
  incidentSource: z.string().trim().min(1).max(100).nullish(),
  title: Title,
  description: z.string().max(20_000).nullish(),
  type: ActionItemType.nullish(),
  priority: ActionItemPriority.nullish(),
  owner: PersonName.nullish(),
  status: ActionItemStatus.nullish(),
  dueOn: Day.nullish(),
  createdAt: ImportInstant.nullish(),
  startedAt: ImportInstant.nullish(),
  completedAt: ImportInstant.nullish(),
  declinedAt: ImportInstant.nullish(),
  declineReason: z.string().trim().max(1000).nullish(),
  url: Url.nullish(),
  team: z.string().trim().min(1).max(200).nullish(),
  isSample: z.boolean().optional(),
});
export type ActionItemImportRecord = z.infer<typeof ActionItemImportRecord>;
