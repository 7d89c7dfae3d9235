import { z } from 'zod';
import { Day, Instant } from './field.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { KnownTimeZone } from './range.contract.js';
import { ReportContents, ReportMaker, ReportPeriod, ReportScope } from './report-contents.contract.js';
import { Texts } from './report-findings.contract.js';
import {
  ReportActionItemRow,
  ReportFigure,
  ReportIncidentRow,
  ReportRowChange,
} from './report-rows.contract.js';

const Id = z.string();

/** The kinds of periods that a report can be about; a fiscal one begins with the setting `fiscalYearStartsIn`. */
export const ReportBucket = z.enum([
  'month',
  'quarter',
  'half_year',
  'year',
  'fiscal_quarter',
  'fiscal_half_year',
  'fiscal_year',
]);
export type ReportBucket = z.infer<typeof ReportBucket>;

const Reference = z.string().trim().min(1).max(200);
const scopeFields = {
  /** id, key or name; at most one of team and service, neither = everything */
  team: Reference.optional(),
  /** id, key or name; its components count as well */
  service: Reference.optional(),
};

/** POST /api/v1/reports → 201. `from` is any day of the period; an unfinished period is allowed and marked so. */
export const CreateReportBody = z.strictObject({
  bucket: ReportBucket,
  from: Day,
  timeZone: KnownTimeZone.default('UTC'),
  ...scopeFields,
});
export type CreateReportBody = z.infer<typeof CreateReportBody>;
export const CreatedReportResponse = z.object({ id: Id });
export type CreatedReportResponse = z.infer<typeof CreatedReportResponse>;

/** GET /api/v1/reports, the latest made first. */
export const ReportsQuery = z.strictObject({
  ...PageQuery.shape,
  bucket: ReportBucket.optional(),
  scope: z.enum(['all', 'team', 'service']).optional(),
  team: Id.regex(/^\d+$/).optional(),
  service: Id.regex(/^\d+$/).optional(),
});
export type ReportsQuery = z.infer<typeof ReportsQuery>;

export const ReportListItem = z.object({
  id: Id,
  bucket: z.string(),
  period: ReportPeriod,
  scope: ReportScope,
  timeZone: z.string(),
  madeAt: Instant,
  madeBy: ReportMaker,
  scheduleId: Id.nullable(),
  findings: z.array(Texts),
  incidents: z.number().int(),
});
export type ReportListItem = z.infer<typeof ReportListItem>;
export const ReportsResponse = pageOf(ReportListItem);
export type ReportsResponse = z.infer<typeof ReportsResponse>;

/**
 * GET /api/v1/reports/<id>: what was stored when it was made, for ever the same. `digest` is the SHA-256 of the contents
 * (keys sorted); `intact` is false when the stored contents do not match it any more.
 */
export const ReportResponse = z.object({
  id: Id,
  digest: z.string(),
  intact: z.boolean(),
  contents: ReportContents,
});
export type ReportResponse = z.infer<typeof ReportResponse>;

/** GET /api/v1/reports/<id>/rows: the frozen rows behind a figure; number shown = rows listed. */
export const ReportRowsQuery = z.strictObject({
  ...PageQuery.shape,
  list: z.enum(['incidents', 'action_items']),
  /** a figure's `rows.metric`: ttd … ttr_from_detection, incident_count, completion_rate, on_time_rate … */
  metric: z.string().max(60).optional(),
  state: z.string().max(30).optional(),
  reason: z.string().max(40).optional(),
  /** a figure's group: `severity` and `SEV1` */
  groupBy: z.string().max(30).optional(),
  group: z.string().max(200).optional(),
  /** only the rows of [from, to): the months of a report */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type ReportRowsQuery = z.infer<typeof ReportRowsQuery>;
export const ReportRowsResponse = z.object({
  incidents: z.array(ReportIncidentRow),
  actionItems: z.array(ReportActionItemRow),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type ReportRowsResponse = z.infer<typeof ReportRowsResponse>;

/** One figure that reads otherwise today. */
export const ReportFigureChange = z.object({ was: ReportFigure.nullable(), now: ReportFigure.nullable() });
export type ReportFigureChange = z.infer<typeof ReportFigureChange>;

/**
 * GET /api/v1/reports/<id>/today: the same question asked now. `rowsTotal` counts every row that differs, `rows` holds
 * at most 500 of them.
 */
export const ReportTodayResponse = z.object({
  id: Id,
  asOf: Instant,
  contents: ReportContents,
  figures: z.array(ReportFigureChange),
  rows: z.array(ReportRowChange),
  rowsTotal: z.number().int(),
  /** false when the frozen rows do not match their digest any more: then the differences of rows mean nothing */
  rowsIntact: z.boolean().optional(),
});
export type ReportTodayResponse = z.infer<typeof ReportTodayResponse>;

/** GET /api/v1/reports/<id>/export. `csv`: one row per figure. PDF answers 503 `pdf_unavailable` without a Chromium. */
export const ReportExportQuery = z.strictObject({
  format: z.enum(['markdown', 'csv', 'json', 'pdf']),
  language: z.enum(['en', 'ja']).default('en'),
});
export type ReportExportQuery = z.infer<typeof ReportExportQuery>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 09:00');
const scheduleFields = {
  bucket: ReportBucket,
  timeZone: KnownTimeZone,
  /** 1 = the first business day after the period's end */
  businessDay: z.number().int().min(1).max(20),
  at: TimeOfDay,
  /** a calendar of holidays, as `JP`; empty = weekends only */
  calendar: z.string().max(20),
  enabled: z.boolean(),
};

/** POST /api/v1/report-schedules → 201 ReportSchedule. The first report is that of the period which ends next. */
export const CreateReportScheduleBody = z.strictObject({
  ...scheduleFields,
  timeZone: KnownTimeZone.default('UTC'),
  businessDay: scheduleFields.businessDay.default(3),
  at: TimeOfDay.default('09:00'),
  calendar: scheduleFields.calendar.default(''),
  enabled: z.boolean().default(true),
  ...scopeFields,
});
export type CreateReportScheduleBody = z.infer<typeof CreateReportScheduleBody>;

/** PATCH /api/v1/report-schedules/<id>: the fields that are given. */
export const PatchReportScheduleBody = z
  .strictObject({ ...scheduleFields, rowVersion: z.int32().min(1) })
  .partial()
  .required({ rowVersion: true });
export type PatchReportScheduleBody = z.infer<typeof PatchReportScheduleBody>;

export const ReportSchedule = z.object({
  id: Id,
  ...scheduleFields,
  timeZone: z.string(),
  scope: ReportScope,
  /** the period that comes next, and when it is made; null while disabled */
  nextPeriod: ReportPeriod.nullable(),
  nextRunAt: Instant.nullable(),
  lastReportId: Id.nullable(),
  lastRunAt: Instant.nullable(),
  /** the last attempt failed: its code and words; it is tried again at `nextRunAt` */
  failure: z
    .object({ code: z.string(), message: z.string(), at: Instant, attempts: z.number().int() })
    .nullable(),
  rowVersion: z.int32(),
});
export type ReportSchedule = z.infer<typeof ReportSchedule>;
export const ReportSchedulesResponse = z.object({ items: z.array(ReportSchedule) });
export type ReportSchedulesResponse = z.infer<typeof ReportSchedulesResponse>;
