import { z } from 'zod';
import { Instant } from './field.contract.js';

const Count = z.number().int().nullable();
const Value = z.number().nullable();

/**
 * A figure of a report on one line, as the CSV has it and as differences are named. `section`, `figure` and `group` are
 * its name: `durations`, `ttr_median`, `SEV1`. Seconds, days or shares by `unit`.
 */
export const ReportFigure = z.object({
  section: z.string(),
  figure: z.string(),
  group: z.string(),
  unit: z.enum(['count', 'seconds', 'days', 'share', 'per_week', 'ratio', 'verdict']),
  value: Value,
  /** of a verdict or where a figure is a word */
  text: z.string().nullable(),
  lower: Value,
  upper: Value,
  n: Count,
  missing: Count,
  excluded: Count,
  open: Count,
  definition: z.object({ key: z.string(), version: z.number().int() }).nullable(),
});
export type ReportFigure = z.infer<typeof ReportFigure>;

/** What became of an incident in one figure of durations. */
const RowState = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  seconds: z.number().nullable(),
});

const Moment = Instant.nullable();
const Named = z.object({ id: z.string(), name: z.string() });

/** An incident as it was when the report was made: only what the figures use. */
export const ReportIncidentRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  severity: z.string().nullable(),
  firstSeverity: z.string().nullable(),
  cohortAt: Instant,
  startedAt: Moment,
  detectedAt: Moment,
  acknowledgedAt: Moment,
  declaredAt: Moment,
  mitigatedAt: Moment,
  resolvedAt: Moment,
  closedAt: Moment,
  detectionSource: z.string(),
  cause: z.string().nullable(),
  trigger: z.string().nullable(),
  duplicateOfId: z.string().nullable(),
  team: Named.nullable(),
  services: z.array(Named),
  /** confirmed to recur an earlier one */
  recurrence: z.string().nullable(),
  /** by metric: ttd … ttr_from_detection, incident_count */
  states: z.record(z.string(), RowState),
});
export type ReportIncidentRow = z.infer<typeof ReportIncidentRow>;

export const ReportActionItemRow = z.object({
  id: z.string(),
  title: z.string(),
  incidentId: z.string().nullable(),
  type: z.string(),
  status: z.string(),
  priority: z.string().nullable(),
  severity: z.string().nullable(),
  team: Named.nullable(),
  createdAt: Instant,
  /** the day that counts: a person's or the target */
  dueOn: z.string().nullable(),
  completedAt: Moment,
  declinedAt: Moment,
  /** done, declined, deleted, openInTime or overdue, as counted */
  outcome: z.string(),
  /** on_time or late, as the on-time rate counted it; null: not in it */
  onTime: z.string().nullable(),
});
export type ReportActionItemRow = z.infer<typeof ReportActionItemRow>;

/**
 * A row that differs between two readings. `late`: came in after the first; `gone`: why is in `reason` (deleted, moved
 * out of the period, out of scope); `corrected`: an instant is another one; `reclassified`: anything else, as severity
 * or cause; `progressed`: an open one went on.
 */
export const ReportRowChange = z.object({
  list: z.enum(['incidents', 'action_items']),
  kind: z.enum(['late', 'gone', 'corrected', 'reclassified', 'progressed']),
  id: z.string(),
  title: z.string(),
  reason: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type ReportRowChange = z.infer<typeof ReportRowChange>;
