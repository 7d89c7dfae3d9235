import { z } from 'zod';
import { Day, Instant } from './field.contract.js';
import { ReportFinding, Texts } from './report-findings.contract.js';
import { ReportFigure, ReportRowChange } from './report-rows.contract.js';
import {
  ReportActionItems,
  ReportAlerts,
  ReportDetection,
  ReportDuration,
  ReportIncidents,
  ReportPostmortems,
  ReportRecurrence,
} from './report-sections.contract.js';

/**
 * What a report holds once it is made. Stored as it is and never computed again: a later version of the product adds
 * optional fields only, and raises `REPORT_CONTENT_VERSION`, so that old reports stay readable.
 */
export const REPORT_CONTENT_VERSION = 1;

const Count = z.number().int();

/** Half-open [from, to) with its days in the report's zone; `toDay` is the first day after it. */
export const ReportPeriod = z.object({
  from: Instant,
  to: Instant,
  fromDay: Day,
  toDay: Day,
  /** of the calendar, or of the fiscal year */
  year: Count,
  /** 1–12, 1–4 or 1–2; null for a year */
  part: Count.nullable(),
  fiscal: z.boolean(),
  /** the period had ended when this was written */
  ended: z.boolean(),
  /** `FY2026 Q2 (Jul–Sep 2026)`, `2026年度 第2四半期（2026年7月〜9月）` */
  name: Texts,
});
export type ReportPeriod = z.infer<typeof ReportPeriod>;

/** `id` and `name` are null for everything. */
export const ReportScope = z.object({
  kind: z.enum(['all', 'team', 'service']),
  id: z.string().nullable(),
  name: z.string().nullable(),
  /** of a service: those that count with it; of a team: its services */
  components: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ReportScope = z.infer<typeof ReportScope>;

export const ReportMaker = z.object({
  kind: z.enum(['user', 'token', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});
export type ReportMaker = z.infer<typeof ReportMaker>;

/** Since the last report of the same scope and kind; `figures`: how its figures would read at the time of this one. */
export const ReportChanges = z.object({
  reportId: z.string(),
  period: ReportPeriod,
  madeAt: Instant,
  counts: z.object({ late: Count, gone: Count, corrected: Count, reclassified: Count, progressed: Count }),
  /** at most 200 */
  rows: z.array(ReportRowChange),
  rowsTotal: Count,
  figures: z.array(z.object({ was: ReportFigure.nullable(), now: ReportFigure.nullable() })),
});
export type ReportChanges = z.infer<typeof ReportChanges>;

export const ReportContents = z.object({
  contentVersion: Count,
  bucket: z.string(),
  period: ReportPeriod,
  previous: ReportPeriod,
  lastYear: ReportPeriod,
  scope: ReportScope,
  timeZone: z.string(),
  fiscalYearStartsIn: Count,
  madeAt: Instant,
  madeBy: ReportMaker,
  scheduleId: z.string().nullable(),
  /** three */
  findings: z.array(ReportFinding),
  incidents: ReportIncidents,
  durations: z.array(ReportDuration),
  recurrence: ReportRecurrence,
  actionItems: ReportActionItems,
  /** null where the product could not tell when the report was made */
  postmortems: ReportPostmortems.nullable(),
  detection: ReportDetection.nullable(),
  alerts: ReportAlerts.nullable(),
  /** every incident and action item that was left out of a figure, by figure and class */
  exclusions: z.array(z.object({ metric: z.string(), state: z.string(), reason: z.string(), n: Count })),
  definitions: z.array(z.object({ key: z.string(), version: Count, title: Texts, text: Texts })),
  /** definitions and settings that changed between the start of the compared periods and the making */
  definitionChanges: z.array(
    z.object({
      at: Instant,
      kind: z.string(),
      key: z.string(),
      metrics: z.array(z.string()),
      from: z.unknown(),
      to: z.unknown(),
      by: z.string().nullable(),
    }),
  ),
  /** settings that move a figure, as they were: name and value as JSON */
  settings: z.array(z.object({ key: z.string(), value: z.unknown() })),
  /** the question as it was asked, for `today` */
  filters: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  /** rows stored with the report: how many, and their SHA-256 */
  rows: z.object({ incidents: Count, actionItems: Count, digest: z.string() }),
  /** false: data changed while it was read, three times in a row; figures may differ by those rows */
  consistent: z.boolean(),
  changes: ReportChanges.nullable(),
});
export type ReportContents = z.infer<typeof ReportContents>;
