import { z } from 'zod';
import { DecisionSchema } from './decisions.contract.js';
import { LanguageSchema } from './identity.contract.js';
import { pageOf } from './page.contract.js';
import { InstantOrDay, KnownTimeZone } from './range.contract.js';
import { AgendaItemSchema } from './review-agenda.contract.js';
import { AgreementSchema } from './review-votes.contract.js';
import { SignalSchema } from './signals.js';
import { VerdictCountsSchema } from './verdicts.contract.js';

const Id = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();
const Person = z.object({ id: z.string(), name: z.string() });
/**
 * Made by the client, once for each thing that a person does. A request whose answer was lost is sent again with the same
 * one: the work is done once, and both are answered alike.
 */
const ClientId = z.uuid();
const Named = z.object({ id: z.string(), name: z.string() });

/** Steps of an alert review in their default order, with their default minutes. */
export const REVIEW_STEPS = ['open_decisions', 'overview', 'rules', 'incidents_gaps', 'wrap_up'] as const;
/** A step that the product fills from the data and names in the reader's language. */
export type KnownReviewStep = (typeof REVIEW_STEPS)[number];
export const DEFAULT_STEP_MINUTES: Record<KnownReviewStep, number> = {
  open_decisions: 5,
  overview: 3,
  rules: 30,
  incidents_gaps: 5,
  wrap_up: 2,
};
/** Any other key is a step to talk in; it needs a `title`. */
export const ReviewStepKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'expected small letters, digits and underscores');
export type ReviewStepKey = z.infer<typeof ReviewStepKeySchema>;

export function isKnownReviewStep(key: string): key is KnownReviewStep {
  return (REVIEW_STEPS as readonly string[]).includes(key);
}

/** A step as it is asked for. `title` is in the session's language; of a known step it stands instead of its name. */
export const AgendaStepSchema = z
  .strictObject({
    key: ReviewStepKeySchema,
    title: z.string().trim().min(1).max(100).nullish(),
    minutes: z.number().int().min(0).max(480),
  })
  .refine((step) => isKnownReviewStep(step.key) || !!step.title, {
    path: ['title'],
    message: 'expected a title for a step of your own',
  });
export type AgendaStep = z.infer<typeof AgendaStepSchema>;
/** The steps of a session or of a template; each key at most once. */
export const AgendaStepsSchema = z
  .array(AgendaStepSchema)
  .min(1)
  .max(20)
  .refine((steps) => new Set(steps.map((step) => step.key)).size === steps.length, {
    message: 'each step can be there once',
  });

/** POST /api/v1/reviews → 201 ReviewRoom. `[from, to)`, a day is midnight in `timeZone`; steps default to all five. */
export const CreateReviewBody = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  serviceIds: z.array(Id).min(1).max(50),
  teamId: Id.optional(),
  from: InstantOrDay,
  to: InstantOrDay,
  timeZone: KnownTimeZone,
  language: LanguageSchema,
  agendaSteps: AgendaStepsSchema.optional(),
  facilitatorId: Id.optional(),
  scribeId: Id.optional(),
  scheduledAt: Instant.optional(),
  /** everyone votes on a rule before it is talked about */
  votesFirst: z.boolean().optional(),
  /** true: the meeting begins now */
  start: z.boolean().optional(),
  clientId: ClientId.optional(),
});
export type CreateReviewBody = z.infer<typeof CreateReviewBody>;

/** PATCH /api/v1/reviews/<id> → ReviewRoom */
export const PatchReviewBody = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  facilitatorId: Id.nullable().optional(),
  scribeId: Id.nullable().optional(),
  scheduledAt: Instant.nullable().optional(),
  votesFirst: z.boolean().optional(),
});
export type PatchReviewBody = z.infer<typeof PatchReviewBody>;

/** PUT /api/v1/reviews/<id>/notes → ReviewRoom; 409 `stale` unless `rowVersion` is the newest: nobody's words are lost. */
export const ReviewNotesBody = z.strictObject({
  notes: z.string().max(50_000),
  rowVersion: z.int32(),
});
export type ReviewNotesBody = z.infer<typeof ReviewNotesBody>;

/** POST /api/v1/reviews/<id>/step */
export const ReviewStepBody = z.strictObject({ step: ReviewStepKeySchema });
export type ReviewStepBody = z.infer<typeof ReviewStepBody>;

/** POST /api/v1/reviews/<id>/items/reviewed: several at once; `false` takes it back. */
export const ReviewItemsBody = z.strictObject({
  itemIds: z.array(Id).min(1).max(1000),
  reviewed: z.boolean(),
});
export type ReviewItemsBody = z.infer<typeof ReviewItemsBody>;

/** PUT /api/v1/reviews/<id>/items/<itemId>/note; 409 `stale` unless `rowVersion` is the newest. */
export const ReviewItemNoteBody = z.strictObject({
  note: z.string().max(20_000),
  rowVersion: z.int32(),
});
export type ReviewItemNoteBody = z.infer<typeof ReviewItemNoteBody>;

/** POST /api/v1/reviews/<id>/action-items → 201 ReviewRoom */
export const ReviewActionItemBody = z.strictObject({
  title: z.string().trim().min(1).max(300),
  type: z.enum(['prevent', 'detect', 'mitigate', 'repair', 'process', 'other']).default('detect'),
  owner: z.string().trim().min(1).max(200).optional(),
  ownerId: Id.optional(),
  dueOn: Day.optional(),
  incidentId: Id.optional(),
  clientId: ClientId.optional(),
});
export type ReviewActionItemBody = z.input<typeof ReviewActionItemBody>;

/** POST /api/v1/reviews/<id>/coverage-gaps → 201 ReviewRoom */
export const ReviewGapBody = z.strictObject({
  serviceId: Id,
  signal: SignalSchema,
  incidentId: Id.optional(),
  expected: z.string().trim().max(2000).optional(),
  owner: z.string().trim().min(1).max(200).optional(),
  ownerId: Id.optional(),
  dueOn: Day.optional(),
  clientId: ClientId.optional(),
});
export type ReviewGapBody = z.infer<typeof ReviewGapBody>;

export const ReviewStatusSchema = z.enum(['planned', 'running', 'closed']);
export type ReviewStatus = z.infer<typeof ReviewStatusSchema>;

const SessionHead = z.object({
  id: z.string(),
  title: z.string(),
  status: ReviewStatusSchema,
  team: Named.nullable(),
  services: z.array(Named),
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  language: LanguageSchema,
  scheduledAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  createdAt: Instant,
  isSample: z.boolean(),
});

export const ReviewSummarySchema = SessionHead.extend({
  itemCount: z.number().int(),
  reviewedCount: z.number().int(),
  verdictCount: z.number().int(),
  decisionCount: z.number().int(),
  actionItemCount: z.number().int(),
  gapCount: z.number().int(),
  participantCount: z.number().int(),
});
export type ReviewSummary = z.infer<typeof ReviewSummarySchema>;

/** GET /api/v1/reviews: newest first. */
export const ReviewsQuery = z.strictObject({
  status: z.enum(['open', 'planned', 'running', 'closed', 'all']).default('all'),
  serviceId: Id.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
});
export type ReviewsQuery = z.infer<typeof ReviewsQuery>;
export const ReviewsResponse = pageOf(ReviewSummarySchema);
export type ReviewsResponse = z.infer<typeof ReviewsResponse>;

/** Figures of the scope in the window, as of `asOf` (closed: as they stood at the end). */
export const ReviewOverviewSchema = z.object({
  rules: z.number().int(),
  fired: z.number().int(),
  pages: z.number().int(),
  nightPages: z.number().int().nullable(),
  incidents: z.number().int(),
  incidentsCaught: z.number().int(),
  incidentsLate: z.number().int(),
  incidentsMissed: z.number().int(),
  /** the same length of time before the window */
  previousFired: z.number().int().nullable(),
  previousPages: z.number().int().nullable(),
  /** last closed review of any of these services before this one */
  previousReview: z.object({ id: z.string(), title: z.string(), closedAt: Instant }).nullable(),
});
export type ReviewOverview = z.infer<typeof ReviewOverviewSchema>;

export const ReviewActionItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  status: z.string(),
  url: z.string().nullable(),
});
export type ReviewActionItem = z.infer<typeof ReviewActionItemSchema>;

export const ReviewGapSchema = z.object({
  id: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  signal: z.string(),
  expected: z.string(),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  status: z.string(),
  incident: z.object({ id: z.string(), title: z.string() }).nullable(),
});
export type ReviewGap = z.infer<typeof ReviewGapSchema>;

const SignOffSchema = z.object({ person: Person, at: Instant, comment: z.string().nullable() });

/** GET /api/v1/reviews/<id>: the whole room. Of a closed session: the record as it was frozen. */
export const ReviewRoomSchema = SessionHead.extend({
  facilitator: Person.nullable(),
  scribe: Person.nullable(),
  steps: z.array(
    z.object({
      key: ReviewStepKeySchema,
      /** null: a known step under its own name */
      title: z.string().nullable().default(null),
      /** the title is that of a built-in agenda, and to be read in the reader's language (`titleOfStep`) */
      isBuiltin: z.boolean().optional(),
      minutes: z.number().int(),
      /** until the last move; of the current step, add what has passed since `currentStepAt` unless it is paused */
      spentSeconds: z.number().int(),
      /** its timer was started anew when so much had been spent; the time left is `minutes` − (spent − this) */
      timerFromSeconds: z.number().int().default(0),
    }),
  ),
  currentStep: ReviewStepKeySchema.nullable(),
  currentStepAt: Instant.nullable(),
  timerPausedAt: Instant.nullable().default(null),
  votesFirst: z.boolean().default(false),
  /** whose place in the agenda the others may follow */
  presenter: Person.nullable().default(null),
  /** how far those who voted before the discussion agree, over what is revealed */
  agreement: AgreementSchema.nullable().default(null),
  /** of a closed session: who has read and confirmed the record as it was frozen */
  signOffs: z.array(SignOffSchema).default([]),
  notes: z.string(),
  rowVersion: z.int32(),
  participants: z.array(z.object({ id: z.string(), name: z.string(), joinedAt: Instant })),
  overview: ReviewOverviewSchema,
  items: z.array(AgendaItemSchema),
  progress: z.object({ reviewed: z.number().int(), total: z.number().int() }),
  /** rules of the agenda by their verdict of this session */
  verdictCounts: VerdictCountsSchema,
  decisions: z.array(DecisionSchema),
  actionItems: z.array(ReviewActionItemSchema),
  gaps: z.array(ReviewGapSchema),
  asOf: Instant,
  /** what a reader hands back to be told of changes only; none of a closed session, and none of a very long agenda */
  revision: z.string().optional(),
});
export type ReviewRoom = z.infer<typeof ReviewRoomSchema>;

/** GET /api/v1/reviews/lobby */
export const LobbyQuery = z.strictObject({ from: InstantOrDay, to: InstantOrDay, timeZone: KnownTimeZone });
export type LobbyQuery = z.infer<typeof LobbyQuery>;

export const LobbyServiceSchema = z.object({
  serviceId: z.string(),
  serviceName: z.string(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  rules: z.number().int(),
  fired: z.number().int(),
  pages: z.number().int(),
  nightPages: z.number().int().nullable(),
  /** episodes that ended with no acknowledgement, and of how many ended */
  selfResolved: z.number().int(),
  ended: z.number().int(),
  incidentsWithoutAlert: z.number().int(),
  openDecisions: z.number().int(),
  openGaps: z.number().int(),
  lastReview: z.object({ id: z.string(), closedAt: Instant }).nullable(),
  /** a session of this service that is planned or running */
  openReviewId: z.string().nullable(),
  /** (1 + self-resolved a week) × (1 + night pages a week) × (1 + weeks since the last review, at most 26) */
  score: z.number(),
  /** why it stands where it stands, strongest first */
  reasons: z.array(
    z.object({
      key: z.enum([
        'self_resolved_per_week',
        'night_pages_per_week',
        'never_reviewed',
        'weeks_since_review',
        'incidents_without_alert',
      ]),
      value: z.number().nullable(),
    }),
  ),
});
export type LobbyService = z.infer<typeof LobbyServiceSchema>;
export const LobbyResponse = z.object({
  asOf: Instant,
  from: Instant,
  to: Instant,
  items: z.array(LobbyServiceSchema),
});
export type LobbyResponse = z.infer<typeof LobbyResponse>;

/** GET /api/v1/reviews/<id>/minutes → text/markdown */
export const MinutesQuery = z.strictObject({ language: LanguageSchema.optional() });
export type MinutesQuery = z.infer<typeof MinutesQuery>;
