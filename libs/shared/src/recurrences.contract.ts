import { z } from 'zod';
import { ActionItemStatus, ActionItemType } from './action-items.contract.js';
import { Instant } from './field.contract.js';
import { incidentScopeFields } from './incident-scope.contract.js';
import { InstantField } from './incidents.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { CommaList, Flag } from './range.contract.js';

export const RecurrenceStatus = z.enum(['suggested', 'confirmed', 'rejected']);
export type RecurrenceStatus = z.infer<typeof RecurrenceStatus>;

/** Why two incidents may be the same story. */
export const RecurrenceReason = z.object({
  code: z.enum(['same_cause', 'same_trigger', 'same_service', 'similar_text', 'said_by_person', 'imported']),
  /** the cause, the service's name, or the similarity from 0 to 1 */
  detail: z.string().nullable(),
});
export type RecurrenceReason = z.infer<typeof RecurrenceReason>;

/**
 * What became of the fix (METRICS.md section 3): items of the earlier incident of type prevent, detect, mitigate or
 * repair, as they stood when the later one began.
 */
export const FixState = z.enum(['no_items', 'fix_open', 'fix_done', 'unknown']);
export type FixState = z.infer<typeof FixState>;

const IncidentBrief = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  causeCategory: z.string().nullable(),
});

export const Recurrence = z.object({
  id: z.string(),
  incidentId: z.string(),
  earlierIncidentId: z.string(),
  status: RecurrenceStatus,
  reasons: z.array(RecurrenceReason),
  other: IncidentBrief,
  /** days from the earlier one's resolution to the later one's start */
  daysAfter: z.number().nullable(),
  fix: FixState,
  fixItems: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: ActionItemType,
      statusThen: ActionItemStatus,
      statusNow: ActionItemStatus,
    }),
  ),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type Recurrence = z.infer<typeof Recurrence>;

/** GET /api/v1/incidents/<id>/recurrences */
export const RecurrencesResponse = z.object({
  /** incidents that this one recurs (confirmed, suggested, rejected) */
  earlier: z.array(Recurrence),
  /** incidents that recur this one */
  later: z.array(Recurrence),
});
export type RecurrencesResponse = z.infer<typeof RecurrencesResponse>;

/** POST /api/v1/incidents/<id>/recurrences. `suggested` undoes a decision. */
export const DecideRecurrenceBody = z.strictObject({
  earlierIncidentId: z.string().regex(/^\d{1,18}$/),
  status: RecurrenceStatus,
});
export type DecideRecurrenceBody = z.infer<typeof DecideRecurrenceBody>;
export const DecidedRecurrenceResponse = z.object({
  incidentId: z.string(),
  earlierIncidentId: z.string(),
  status: RecurrenceStatus,
  previous: RecurrenceStatus,
});
export type DecidedRecurrenceResponse = z.infer<typeof DecidedRecurrenceResponse>;

/**
 * Whether titles are compared at all. `not_on_server`: PostgreSQL was installed without pg_trgm; `not_installed`: it is
 * there, and Tenken may not create it in its database; `not_usable`: it is there and does not answer.
 */
export const TextComparison = z.object({
  available: z.boolean(),
  reason: z.enum(['not_on_server', 'not_installed', 'not_usable']).nullable(),
});
export type TextComparison = z.infer<typeof TextComparison>;

const Count = z.number().int();

/**
 * What became of the fixes of the earlier incident (prevent, detect, mitigate, repair) when the later one began. A
 * declined one was not done either, and is counted apart.
 */
export const FixCounts = z.object({ done: Count, open: Count, declined: Count });
export type FixCounts = z.infer<typeof FixCounts>;

const RecurrenceListIncident = IncidentBrief.extend({
  /** start, else detection, else declaration */
  beganAt: Instant.nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** A pair of incidents: the first recurs the second, or may. */
export const RecurrenceRow = z.object({
  id: z.string(),
  status: RecurrenceStatus,
  /** how strongly the reasons speak, from 0 to 1; no probability */
  strength: z.number(),
  reasons: z.array(RecurrenceReason),
  incident: RecurrenceListIncident,
  earlier: RecurrenceListIncident,
  daysAfter: z.number().nullable(),
  fix: FixState,
  fixes: FixCounts,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type RecurrenceRow = z.infer<typeof RecurrenceRow>;

const listFields = {
  ...incidentScopeFields,
  /** `suggested`: of incidents that have no confirmed recurrence yet; what remains to be decided */
  status: RecurrenceStatus.default('suggested'),
  fix: CommaList.pipe(z.array(FixState)).optional(),
  /** the fix was open only because it had been declined */
  onlyDeclined: Flag.optional(),
};

/**
 * GET /api/v1/recurrences: pairs whose later incident is of the range and scope (of all times without `from` and `to`);
 * the likeliest or the latest first.
 */
export const RecurrenceListQuery = z.strictObject({
  ...listFields,
  ...PageQuery.shape,
  sort: z.enum(['-strength', '-beganAt']).default('-strength'),
});
export type RecurrenceListQuery = z.infer<typeof RecurrenceListQuery>;
export const RecurrenceListResponse = pageOf(RecurrenceRow).extend({
  /** pairs, and later incidents, that pass the filters */
  total: Count,
  incidents: Count,
  /** incidents whose suggestions are still to be worked out */
  pending: Count,
  text: TextComparison,
  lookBackDays: Count,
});
export type RecurrenceListResponse = z.infer<typeof RecurrenceListResponse>;

const PairIncident = RecurrenceListIncident.extend({
  instants: z.partialRecord(InstantField, Instant.nullable()),
  triggerCategory: z.string().nullable(),
  detectionSource: z.string(),
  summary: z.string().nullable(),
  impact: z.string().nullable(),
  tags: z.array(z.string()),
});
export type RecurrencePairIncident = z.infer<typeof PairIncident>;

/** GET /api/v1/recurrences/<later>/<earlier>: both sides; `status` is null where nobody and nothing linked them. */
export const RecurrencePairResponse = z.object({
  status: RecurrenceStatus.nullable(),
  strength: z.number(),
  reasons: z.array(RecurrenceReason),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  incident: PairIncident,
  earlier: PairIncident,
  daysAfter: z.number().nullable(),
  fix: FixState,
  /** of the earlier incident, as they stood when the later one began; `isFix`: of a type that would have prevented it */
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: ActionItemType,
      owner: z.string().nullable(),
      dueOn: z.iso.date().nullable(),
      statusThen: ActionItemStatus,
      statusNow: ActionItemStatus,
      isFix: z.boolean(),
      /** promised only after the later one had begun */
      addedAfter: z.boolean(),
    }),
  ),
  text: TextComparison,
});
export type RecurrencePairResponse = z.infer<typeof RecurrencePairResponse>;

/** POST /api/v1/recurrences/rebuild (admin): every suggestion is worked out anew; decisions stay. */
export const RebuildRecurrencesResponse = z.object({ queued: Count });
export type RebuildRecurrencesResponse = z.infer<typeof RebuildRecurrencesResponse>;
