import { z } from 'zod';
import { EpisodeId } from './episode-id.js';
import { Instant } from './field.contract.js';
import { CompareWith } from './metric-comparison.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { rangeFields } from './range.contract.js';

const Id = z.string();
const Count = z.number().int();

/** The rotation of the alerts that belong to no team. */
export const NO_ROTATION = 'none';

/** A rotation is a team: an id, key or name, or `none` for the alerts of no team. */
const Rotation = z.string().trim().min(1).max(200);

/** GET /api/v1/metrics/on-call-load. Without `rotation` the first one by name. */
export const OnCallLoadQuery = z.strictObject({
  ...rangeFields,
  rotation: Rotation.optional(),
  compare: CompareWith.default('previous'),
  language: z.enum(['en', 'ja']).default('en'),
});
export type OnCallLoadQuery = z.infer<typeof OnCallLoadQuery>;

/** The rows of the scorecard (ISA-18.2, EEMUA 191), in its order. */
export const LOAD_FIGURES = [
  'per_ten_minutes',
  'per_day',
  'flood_windows',
  'top_ten',
  'chattering',
  'fleeting',
  'stale',
  'priorities',
] as const;
export const LoadFigureKey = z.enum(LOAD_FIGURES);
export type LoadFigureKey = z.infer<typeof LoadFigureKey>;

/** Which alerts a list of rows holds: those behind one figure. */
export const LOAD_ROWS = [
  'all',
  'flood',
  'top_ten',
  'chattering',
  'fleeting',
  'stale',
  'low',
  'medium',
  'high',
  'other_priority',
  'pages',
  'working',
  'off',
  'sleep',
] as const;
export const LoadRows = z.enum(LOAD_ROWS);
export type LoadRows = z.infer<typeof LoadRows>;

/** Alarms by priority: what the standard wants to be about 80 %, 15 % and 5 %. `other`: said in no known word. */
const Priorities = z.object({ low: Count, medium: Count, high: Count, other: Count });
export type Priorities = z.infer<typeof Priorities>;

export const LoadFigureSchema = z.object({
  key: LoadFigureKey,
  /** alerts per window or day, a share, a count; of `priorities` the share of high ones. Null: it cannot be had */
  value: z.number().nullable(),
  /** what the value is made of: windows, days, alerts, ended alerts */
  n: Count,
  /** alerts behind the value: as many as the rows listed */
  episodes: Count,
  /** the bar, and the most that is still acceptable; the same where the standard knows one only */
  target: z.number(),
  limit: z.number(),
  /** `few_rules`: ten rules or fewer fired, the share is 1 by construction */
  verdict: z.enum(['met', 'acceptable', 'not_met', 'few_rules']).nullable(),
  /** the same figure of the period before, where it is compared */
  previous: z.number().nullable(),
  rows: LoadRows,
});
export type LoadFigure = z.infer<typeof LoadFigureSchema>;

/** A count over the days of both periods, by the exact conditional test (METRICS.md section 2). */
export const LoadComparisonSchema = z.object({
  n: Count,
  previousN: Count,
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']),
});
export type LoadComparison = z.infer<typeof LoadComparisonSchema>;

export const OnCallShiftSchema = z.object({ from: Instant, to: Instant, pages: Count, isOver: z.boolean() });
export type OnCallShift = z.infer<typeof OnCallShiftSchema>;

export const OnCallLoadResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  /** every rotation that has a rule, by name; `none` last */
  rotations: z.array(z.object({ key: z.string(), name: z.string().nullable() })),
  /** null: there is no rule yet */
  rotation: z.object({ key: z.string(), name: z.string().nullable(), timeZone: z.string() }).nullable(),
  /** the part of the range that has passed and in which alerts were recorded at all */
  observed: z.object({ from: Instant, to: Instant, days: z.number() }).nullable(),
  rulesFired: Count,
  fired: Count,
  /** null: no notification of this rotation is recorded in the range, though alerts fired */
  pages: Count.nullable(),
  /** null below 30 observed days: the standard asks for them */
  scorecard: z
    .object({
      figures: z.array(LoadFigureSchema),
      priorities: Priorities,
      /** the ten loudest rules */
      topTen: z.array(z.object({ id: Id, name: z.string(), fired: Count })),
      /** alerts (rule and label set) that chattered */
      chatteringAlerts: Count,
      /** the day with the most stale alerts; null without any */
      stalestDay: z.iso.date().nullable(),
      floods: Count,
    })
    .nullable(),
  refusal: z.enum(['fewer_than_30_days']).nullable(),
  /** by the rotation's clock; null where pages are not known */
  interruptions: z.object({ working: Count, off: Count, sleep: Count }).nullable(),
  /** whole shifts of 12 hours inside the range; null where pages are not known */
  shifts: z
    .object({
      /** local time at which they begin, `09:00`, and 12 hours later */
      startsAt: z.string(),
      n: Count,
      over: Count,
      /** more pages than this are marked */
      limit: Count,
      /** how many shifts had so many pages; the last entry is "so many or more" */
      distribution: z.array(z.object({ pages: Count, isOrMore: z.boolean(), shifts: Count })),
      items: z.array(OnCallShiftSchema),
    })
    .nullable(),
  previous: z.object({ from: Instant, to: Instant, days: z.number() }).nullable(),
  comparison: z
    .object({
      fired: LoadComparisonSchema.nullable(),
      pages: LoadComparisonSchema.nullable(),
      floods: LoadComparisonSchema.nullable(),
    })
    .nullable(),
});
export type OnCallLoadResponse = z.infer<typeof OnCallLoadResponse>;

// --- noise exposure -------------------------------------------------------------------------------

/** GET /api/v1/metrics/on-call-load/noise-exposure */
export const NoiseExposureQuery = OnCallLoadQuery.omit({ compare: true });
export type NoiseExposureQuery = z.infer<typeof NoiseExposureQuery>;

export const NoiseExposureResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  rotation: z.object({ key: z.string(), name: z.string().nullable() }).nullable(),
  /** alerts of the range, and how many of them have a verdict: without one an alert is not known to be noise */
  fired: Count,
  judged: Count,
  /** pages that were acknowledged; the newest 20,000 are looked at */
  acknowledged: Count,
  isCut: z.boolean(),
  groups: z.array(
    z.object({
      /** non-actionable alerts in the 120 minutes before: from … to (inclusive); null = or more */
      from: Count,
      to: Count.nullable(),
      n: Count,
      medianSeconds: z.number().nullable(),
      /** exact 95 % interval; null below n = 6 */
      lowerSeconds: z.number().nullable(),
      upperSeconds: z.number().nullable(),
    }),
  ),
  /** at most 500, evenly taken in their order in time */
  points: z.array(
    z.object({
      episodeId: EpisodeId,
      ruleName: z.string(),
      at: Instant,
      noise: Count,
      ackSeconds: z.number(),
    }),
  ),
});
export type NoiseExposureResponse = z.infer<typeof NoiseExposureResponse>;

// --- rows ----------------------------------------------------------------------------------------

const listFields = { ...rangeFields, rotation: Rotation, ...PageQuery.shape };

/** GET /api/v1/on-call-load/episodes: the alerts behind a figure, newest first. */
export const LoadEpisodesQuery = z.strictObject({
  ...listFields,
  rows: LoadRows.default('all'),
  rule: z
    .string()
    .regex(/^\d{1,18}$/, 'expected the id of a rule')
    .optional(),
  /** with `stale`: the day of the rotation's calendar on which they were stale */
  day: z.iso.date().optional(),
});
export type LoadEpisodesQuery = z.infer<typeof LoadEpisodesQuery>;

export const LoadEpisodeSchema = z.object({
  id: EpisodeId,
  alertRuleId: Id,
  ruleName: z.string(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  durationSeconds: z.number().nullable(),
  notifiedAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
});
export type LoadEpisode = z.infer<typeof LoadEpisodeSchema>;
export const LoadEpisodesResponse = pageOf(LoadEpisodeSchema).extend({ total: Count });
export type LoadEpisodesResponse = z.infer<typeof LoadEpisodesResponse>;

/** GET /api/v1/on-call-load/floods: newest first. */
export const FloodsQuery = z.strictObject(listFields);
export type FloodsQuery = z.infer<typeof FloodsQuery>;

export const FloodSchema = z.object({
  /** the first window with more than 10 alerts begins */
  from: Instant,
  /** the first window with fewer than 5 begins */
  to: Instant,
  /** the range, or now, ended before the flood did */
  isCut: z.boolean(),
  episodes: Count,
  pages: Count,
  /** most alerts in one window of 10 minutes */
  peak: Count,
  firstOut: z.object({ episodeId: EpisodeId, alertRuleId: Id, ruleName: z.string(), startsAt: Instant }),
  /** the loudest five of `rulesTotal` */
  rules: z.array(z.object({ id: Id, name: z.string(), episodes: Count })),
  rulesTotal: Count,
});
export type Flood = z.infer<typeof FloodSchema>;
export const FloodsResponse = pageOf(FloodSchema).extend({ total: Count });
export type FloodsResponse = z.infer<typeof FloodsResponse>;
