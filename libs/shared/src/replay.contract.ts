import { z } from 'zod';
import { EpisodeItemSchema } from './episodes.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { rangeFields } from './range.contract.js';
import { RowId } from './row-id.js';
import { VerdictSchema } from './verdicts.contract.js';

const Instant = z.iso.datetime({ offset: true });
const Count = z.number().int();

/** Nobody waits longer than a week for an alert. */
const MAX_SECONDS = 7 * 86_400;
const Seconds = z.number().int().min(0).max(MAX_SECONDS);

/** More episodes than this are refused (`too_many_episodes`): a shorter window or fewer rules can be replayed. */
export const MAX_REPLAYED_EPISODES = 1_000_000;

/** What is tried (METRICS.md section 9). All zero and false: what was recorded. */
export const ReplaySettingsSchema = z.strictObject({
  /** added to `for`: an episode that lasts no longer never fires, the others start so much later */
  onDelaySeconds: Seconds.default(0),
  /** added to `keep_firing_for`: episodes of one fingerprint less than this apart are one */
  offDelaySeconds: Seconds.default(0),
  /** further pages of one rule within this time of the page before are not sent */
  notificationGapSeconds: Seconds.default(0),
  /** a page outside the team's working hours waits for them; it is not sent if the alert has ended by then */
  workingHoursOnly: z.boolean().default(false),
});
export type ReplaySettings = z.infer<typeof ReplaySettingsSchema>;

/** The figures that a decision keeps; pages are null where the source does not tell of any. */
export const ReplayFiguresSchema = z.object({
  episodes: Count,
  pages: Count.nullable(),
  episodesPerWeek: z.number(),
  pagesPerWeek: z.number().nullable(),
  nuisanceRemoved: Count,
  actionableLost: Count,
  /** incidents of confirmed links that no alert would see any more */
  incidentsMissed: Count,
  /** and those whose first alert would come after people knew */
  incidentsLate: Count,
});
export type ReplayFigures = z.infer<typeof ReplayFiguresSchema>;

/** A replay as a decision keeps it in its evidence. */
export const ReplayKeptSchema = z.object({
  from: Instant,
  to: Instant,
  settings: ReplaySettingsSchema,
  before: ReplayFiguresSchema,
  after: ReplayFiguresSchema,
});
export type ReplayKept = z.infer<typeof ReplayKeptSchema>;

/** How many episodes of each kind a setting takes away; `reviewed` is all of that kind. */
const RemovedOfKind = z.object({ reviewed: Count, removed: Count });

/** Incidents whose first alert is among what was replayed, or would be without the setting. */
export const IncidentCountsSchema = z.object({
  /** incidents with a link to what was replayed */
  linked: Count,
  /** no alert would see them any more; had one before */
  missed: Count,
  /** told in time as recorded, late under the setting */
  late: Count,
  /** the first alert comes later, whatever that makes of it; `late` ones are among them, `missed` ones are not */
  delayed: Count,
  /** told only by an alert that was firing already: nobody is paged anew */
  folded: Count,
  /** seconds added to the first alert, of those that still have one; null: none is linked */
  medianAddedSeconds: z.number().nullable(),
  maxAddedSeconds: z.number().nullable(),
});
export type IncidentCounts = z.infer<typeof IncidentCountsSchema>;

/** What is left under one setting. Every count opens to its rows: POST /api/v1/replay/episodes. */
export const ReplayOutcomeSchema = z.object({
  settings: ReplaySettingsSchema,
  episodes: Count,
  /** null: the source does not tell who was notified */
  pages: Count.nullable(),
  episodesPerWeek: z.number(),
  pagesPerWeek: z.number().nullable(),
  /** too short to fire */
  dropped: Count,
  /** part of an episode that was still firing */
  merged: Count,
  /** open, and not yet as long as the delay */
  undecided: Count,
  /** pages that were recorded and are not sent: their alert is gone, within the gap, or outside working hours */
  pagesDropped: Count,
  pagesWithinGap: Count,
  pagesOutsideHours: Count,
  /** pages that wait for working hours and are sent then */
  pagesHeld: Count,
  /** judged false positive, no action or duplicate; removed: no longer fires or pages on its own */
  nuisance: RemovedOfKind,
  /** judged actionable; `lost`: nobody is told at all, `folded`: told by an alert or page just before */
  actionable: z.object({ reviewed: Count, lost: Count, folded: Count }),
  /** judged expected or unclear */
  otherJudged: RemovedOfKind,
  /** without a verdict */
  unjudged: z.object({ fired: Count, removed: Count }),
  confirmed: IncidentCountsSchema,
  /** incidents that only proposed links tell of */
  proposed: IncidentCountsSchema,
});
export type ReplayOutcome = z.infer<typeof ReplayOutcomeSchema>;

/** Numbers of an outcome whose rows can be listed. */
export const REPLAY_BUCKETS = [
  'recorded',
  'episodes',
  'pages',
  'dropped',
  'merged',
  'undecided',
  'pages_dropped',
  'pages_within_gap',
  'pages_outside_hours',
  'pages_held',
  'nuisance_removed',
  'actionable_lost',
  'actionable_folded',
  'other_judged_removed',
  'unjudged_removed',
] as const;
export const ReplayBucketSchema = z.enum(REPLAY_BUCKETS);
export type ReplayBucket = z.infer<typeof ReplayBucketSchema>;

const DetectionOutcome = z.enum(['caught', 'late', 'missed', 'unknown']);

/** One incident that what was replayed is linked to, as recorded and under the setting. */
export const IncidentEffectSchema = z.object({
  incidentId: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  detectedAt: Instant.nullable(),
  detectionSource: z.string(),
  /** confirmed: a person said so of at least one link; else all are proposals */
  link: z.enum(['confirmed', 'proposed']),
  before: DetectionOutcome,
  after: DetectionOutcome,
  firstAlertAt: Instant.nullable(),
  /** of the first alert; null: none is left */
  addedSeconds: z.number().nullable(),
  folded: z.boolean(),
});
export type IncidentEffect = z.infer<typeof IncidentEffectSchema>;

/** What a replay cannot know, as codes that the product puts into words. */
export const REPLAY_UNKNOWNS = [
  // always: nothing that was not recorded can appear
  'only_removes_or_delays',
  // always: how people and systems would have acted differently
  'reactions',
  // the rule waits or holds already: settings are added to that, what its `for` swallowed was never recorded
  'existing_delays',
  // the source sends no alert that ends before its first notification
  'short_not_recorded',
  'silenced_not_recorded',
  'truncated',
  // ends are not told: episodes look longer than they were
  'ends_uncertain',
  'pages_unknown',
  'open_undecided',
  'few_reviewed',
  // an incident was detected by the alert itself: "late" counts from a detection that would have been later too
  'detected_by_alert',
  'no_incidents_linked',
  // the definition changed inside the window: both versions are replayed alike
  'definition_changed',
  // the first alert ever recorded is in the range: what is told by the week is of the part from there on
  'recorded_in_part',
] as const;
export const ReplayUnknownSchema = z.enum(REPLAY_UNKNOWNS);
export type ReplayUnknown = z.infer<typeof ReplayUnknownSchema>;

/** What can be tried at once. */
export const MAX_SELECTED_RULES = 500;
export const MAX_SELECTED_SERVICES = 50;

const selectionFields = {
  ...rangeFields,
  /** rules, or services with their components: one of the two */
  ruleIds: z.array(RowId).min(1).max(MAX_SELECTED_RULES).optional(),
  serviceIds: z.array(RowId).min(1).max(MAX_SELECTED_SERVICES).optional(),
  settings: ReplaySettingsSchema.default({
    onDelaySeconds: 0,
    offDelaySeconds: 0,
    notificationGapSeconds: 0,
    workingHoursOnly: false,
  }),
};
const isOneSelection = (body: { ruleIds?: unknown; serviceIds?: unknown }) =>
  (body.ruleIds === undefined) !== (body.serviceIds === undefined);
const ONE_SELECTION = { message: 'give ruleIds or serviceIds, one of the two', path: ['ruleIds'] };

const Delays = z.array(Seconds).min(1).max(10);

/** POST /api/v1/replay → 200 ReplayResponse */
export const ReplayBody = z
  .strictObject({
    ...selectionFields,
    /** every on-delay with every off-delay, the other settings as they are */
    grid: z.strictObject({ onDelays: Delays, offDelays: Delays }).optional(),
    /** also what is left when the loudest 1, 2, … N rules were fixed */
    loudest: z.number().int().min(1).max(50).optional(),
    /** of the definition's text */
    language: z.enum(['en', 'ja']).default('en'),
  })
  .refine(isOneSelection, ONE_SELECTION);
export type ReplayBody = z.infer<typeof ReplayBody>;

/** What is left when the loudest `rules` rules are gone; the first point is what was recorded. */
export const LoudestPointSchema = z.object({
  rules: Count,
  /** the rule that this point takes away; null at the first */
  removed: z.object({ id: z.string(), name: z.string() }).nullable(),
  episodes: Count,
  pages: Count.nullable(),
  pagesPerWeek: z.number().nullable(),
  episodesPerWeek: z.number(),
  /** incidents of confirmed links that only these rules told of */
  incidentsOnlyByThese: Count,
});
export type LoudestPoint = z.infer<typeof LoudestPointSchema>;

export const ReplayResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  /** of the window up to now, the base of figures per week */
  weeks: z.number(),
  rules: Count,
  recorded: ReplayOutcomeSchema,
  setting: ReplayOutcomeSchema,
  /** of the setting: confirmed first, then proposed, newest first */
  incidents: z.array(IncidentEffectSchema),
  /** a row for each on-delay, a cell for each off-delay, in the order asked for */
  grid: z.array(z.array(ReplayOutcomeSchema)).nullable(),
  /** the setting with one on-delay after the other, shortest first */
  curve: z.array(ReplayOutcomeSchema),
  loudest: z.array(LoudestPointSchema).nullable(),
  cannotKnow: z.array(ReplayUnknownSchema),
});
export type ReplayResponse = z.infer<typeof ReplayResponse>;

/** Rules that are told one by one: nobody decides on more at once. */
const MAX_REPLAYED_RULES = 100;

/** POST /api/v1/replay/rules → 200: a setting rule by rule. */
export const ReplayRulesBody = z
  .strictObject({
    ...selectionFields,
    limit: z.number().int().min(1).max(MAX_REPLAYED_RULES).default(MAX_REPLAYED_RULES),
  })
  .refine(isOneSelection, ONE_SELECTION);
export type ReplayRulesBody = z.infer<typeof ReplayRulesBody>;

/** A rule of a replay, with the figures that a replay of it alone gives: what tells of an incident beside it stays. */
export const ReplayRuleSchema = z.object({
  id: z.string(),
  name: z.string(),
  serviceName: z.string().nullable(),
  before: ReplayFiguresSchema,
  after: ReplayFiguresSchema,
  /** episodes judged nuisance, removed or not */
  nuisanceReviewed: Count,
});
export type ReplayRule = z.infer<typeof ReplayRuleSchema>;

export const ReplayRulesResponse = z.object({
  from: Instant,
  to: Instant,
  settings: ReplaySettingsSchema,
  /** those that fired */
  rules: Count,
  /** at most `limit`: those that the setting makes most quieter first, then the loudest */
  items: z.array(ReplayRuleSchema),
});
export type ReplayRulesResponse = z.infer<typeof ReplayRulesResponse>;

/** POST /api/v1/replay/episodes → 200: the recorded episodes behind one number of the setting, newest first. */
export const ReplayEpisodesBody = z
  .strictObject({
    ...selectionFields,
    bucket: ReplayBucketSchema,
    limit: z.number().int().min(1).max(500).default(100),
    cursor: z.string().max(500).optional(),
  })
  .refine(isOneSelection, ONE_SELECTION);
export type ReplayEpisodesBody = z.infer<typeof ReplayEpisodesBody>;

export const ReplayFateSchema = z.enum(['fires', 'dropped', 'merged', 'undecided']);
export type ReplayFate = z.infer<typeof ReplayFateSchema>;

export const ReplayEpisodeSchema = EpisodeItemSchema.extend({
  fate: ReplayFateSchema,
  /** when it would have fired; null: it would not, or not on its own */
  replayedStartsAt: Instant.nullable(),
  /** when a person would have been paged for it; null: not, or not known */
  replayedPageAt: Instant.nullable(),
  verdict: VerdictSchema.nullable(),
});
export type ReplayEpisode = z.infer<typeof ReplayEpisodeSchema>;

export const ReplayEpisodesResponse = z.object({
  items: z.array(ReplayEpisodeSchema),
  nextCursor: z.string().nullable(),
  total: Count,
});
export type ReplayEpisodesResponse = z.infer<typeof ReplayEpisodesResponse>;
