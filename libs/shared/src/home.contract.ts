import { z } from 'zod';
import { DecisionKindSchema, DecisionOutcomeSchema } from './decisions.contract.js';
import { isTimeZone } from './time-zone.js';

const Instant = z.string();
const Day = z.iso.date();
const Count = z.number().int();

/** GET /api/v1/home: what needs the reader today. `timeZone` decides which day it is. */
export const HomeQuery = z.strictObject({
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'expected the name of a time zone such as Asia/Tokyo')
    .optional(),
});
export type HomeQuery = z.infer<typeof HomeQuery>;

/** Action items that are open or in progress; `mine` those whose owner is the reader. */
export const HomeActionsSchema = z.object({
  mineOpen: Count,
  mineOverdue: Count,
  mineDueSoon: Count,
  allOpen: Count,
  allOverdue: Count,
  /** the reader's, the most overdue first, without a due day last */
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['open', 'in_progress']),
      priority: z.string().nullable(),
      dueOn: Day.nullable(),
      /** negative: so many days over */
      daysLeft: z.number().int().nullable(),
      incidentId: z.string().nullable(),
      incidentTitle: z.string().nullable(),
    }),
  ),
});
export type HomeActions = z.infer<typeof HomeActionsSchema>;

export const HomeReviewsSchema = z.object({
  /** running first, then planned by their time */
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['planned', 'running']),
      scheduledAt: Instant.nullable(),
      startedAt: Instant.nullable(),
      services: z.array(z.string()),
      rules: Count,
      rulesReviewed: Count,
    }),
  ),
  lastClosed: z.object({ id: z.string(), title: z.string(), closedAt: Instant }).nullable(),
});
export type HomeReviews = z.infer<typeof HomeReviewsSchema>;

/** Resolved incidents whose postmortem is written and not reviewed, or required by severity and not written. */
export const HomePostmortemsSchema = z.object({
  unreviewed: Count,
  missing: Count,
  /** ids of the incidents behind the two figures, the oldest first; null when there are more than 200 of them */
  unreviewedIds: z.array(z.string()).nullable(),
  missingIds: z.array(z.string()).nullable(),
  requiredSeverities: z.array(z.string()),
  /** the oldest first */
  items: z.array(
    z.object({
      incidentId: z.string(),
      title: z.string(),
      severity: z.string().nullable(),
      /** null: there is none yet */
      status: z.enum(['draft', 'in_review']).nullable(),
      owner: z.string().nullable(),
      resolvedAt: Instant,
      ageDays: z.number().int(),
    }),
  ),
});
export type HomePostmortems = z.infer<typeof HomePostmortemsSchema>;

export const HomeFollowUpsSchema = z.object({
  gapsOpen: Count,
  gapsOverdue: Count,
  decisionsOpen: Count,
  decisionsOverdue: Count,
  /** decisions whose 28 days are over and whose measurement nobody has looked at */
  decisionsMeasured: Count,
  /** the newest of those */
  measured: z.array(
    z.object({
      id: z.string(),
      ruleName: z.string().nullable(),
      kind: DecisionKindSchema,
      outcome: DecisionOutcomeSchema,
    }),
  ),
  /** both kinds, by due day */
  items: z.array(
    z.object({
      kind: z.enum(['coverage_gap', 'decision']),
      id: z.string(),
      /** service or rule it is about */
      subject: z.string(),
      /** id of the rule of a decision, of the service of a gap */
      subjectId: z.string(),
      /** signal of the gap, kind of the decision */
      what: z.string(),
      owner: z.string().nullable(),
      dueOn: Day.nullable(),
      daysLeft: z.number().int().nullable(),
    }),
  ),
});
export type HomeFollowUps = z.infer<typeof HomeFollowUpsSchema>;

export const HomeSourcesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      isSample: z.boolean(),
      /** null: nothing is kept from it */
      lastDeliveryAt: Instant.nullable(),
      pending: Count,
      quarantined: Count,
    }),
  ),
});
export type HomeSources = z.infer<typeof HomeSourcesSchema>;

/** A block is null when its question could not be answered; the others are there all the same. */
export const HomeResponse = z.object({
  asOf: Instant,
  today: Day,
  timeZone: z.string(),
  /** nothing has come in and nothing was entered yet */
  isEmpty: z.boolean().nullable(),
  actions: HomeActionsSchema.nullable(),
  reviews: HomeReviewsSchema.nullable(),
  postmortems: HomePostmortemsSchema.nullable(),
  followUps: HomeFollowUpsSchema.nullable(),
  sources: HomeSourcesSchema.nullable(),
});
export type HomeResponse = z.infer<typeof HomeResponse>;
