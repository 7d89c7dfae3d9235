import { z } from 'zod';
import { EpisodeImportRecord } from './episode-import.contract.js';
import { ImportInstant, Instant } from './field.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { KnownTimeZone } from './range.contract.js';
import { RowId } from './row-id.js';

/** What can be brought in by file. */
export const ImportKind = z.enum(
  ['incidents', 'postmortems', 'action-items', 'episodes', 'rules', 'catalog'],
  {
    error: 'expected one of incidents, postmortems, action-items, episodes, rules, catalog',
  },
);
export type ImportKind = z.infer<typeof ImportKind>;

export const ImportStage = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type ImportStage = z.infer<typeof ImportStage>;

/** POST /api/v1/import/<kind>?dryRun=&fileName=; the body is the file itself. Answers 202 `{id}`. */
export const ImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false'], 'expected true or false').default('false'),
  /** shown in the list of imports; its ending helps to tell the format */
  fileName: z.string().trim().max(300).optional(),
  /** id of a kept mapping (PUT /api/v1/import-mappings/<kind>); else the one remembered for these columns, else a guess */
  mapping: RowId.optional(),
  /** of `rules`: key of the source whose alerts they send; else the only Alertmanager there is */
  source: z.string().trim().min(1).max(100).optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;
export const ImportAccepted = z.object({ id: z.string() });

export const ImportFormat = z.enum(['json', 'ndjson', 'csv', 'markdown', 'yaml']);
export type ImportFormat = z.infer<typeof ImportFormat>;
export const ImportEncoding = z.enum(['utf-8', 'shift_jis', 'utf-16le', 'utf-16be']);
export type ImportEncoding = z.infer<typeof ImportEncoding>;

/** Which column of a file is which field, and how its times are meant. `field` null: the column is left out. */
export const ImportMapping = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        column: z.string().max(500),
        field: z.string().max(300).nullable(),
      }),
    )
    .max(500),
  /** zone of times that name none; null: such times are refused */
  timeZone: KnownTimeZone.nullable().default(null),
  /** order of 1/2/2026; null: such days are refused */
  dayOrder: z.enum(['ymd', 'dmy', 'mdy']).nullable().default(null),
  /** what numbers in the columns of times are; `auto` tells them apart by their size */
  numbers: z
    .enum(['auto', 'excel1900', 'excel1904', 'seconds', 'milliseconds', 'microseconds', 'nanoseconds'])
    .default('auto'),
  /** source of every record that names none */
  source: z.string().trim().min(1).max(100).nullable().default(null),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

/** How the records of a file were understood. */
export const ImportReading = z.object({
  /**
   * `fields`: the file has the fields of docs/imports.md; `given`, `remembered`, `guessed`: by a mapping;
   * else the export of a tool that was recognised
   */
  by: z.enum([
    'fields',
    'given',
    'remembered',
    'guessed',
    'statuspage',
    'github-status',
    'morgue',
    'incident.io',
    'firehydrant',
  ]),
  mapping: ImportMapping.nullable(),
});
export type ImportReading = z.infer<typeof ImportReading>;

/** Values of a message in the reader's own language. */
const ProblemParams = z.record(z.string(), z.union([z.string(), z.number()]));

const OtherProblem = z.object({
  field: z.string().nullable(),
  reason: z.string(),
  code: z.string().nullable(),
  params: ProblemParams,
});

/** Why a line was not taken; `line` counts from 1, `field` is null where the whole line is meant. */
export const ImportReject = z.object({
  line: z.number().int(),
  field: z.string().nullable(),
  reason: z.string(),
  raw: z.string().nullable(),
  /** of reasons that the web says in the reader's language */
  code: z.string().nullable(),
  params: ProblemParams,
  /** what else is wrong with the line */
  others: z.array(OtherProblem),
});
export type ImportReject = z.infer<typeof ImportReject>;

export const ImportCounts = z.object({
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

const jobFields = {
  id: z.string(),
  kind: ImportKind,
  stage: ImportStage,
  dryRun: z.boolean(),
  fileName: z.string().nullable(),
  /** rows in the file; null until it was read */
  total: z.number().int().nullable(),
  counts: ImportCounts,
  /** rows a second, since the job was last taken up; null before the first chunk */
  rowsPerSecond: z.number().nullable(),
  /** seconds that the rest will take at this rate; null when the job does not run */
  secondsLeft: z.number().nullable(),
  /** why the whole job failed */
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
};

export const ImportJobRow = z.object(jobFields);
export type ImportJobRow = z.infer<typeof ImportJobRow>;
export const ImportJobsResponse = pageOf(ImportJobRow);
export type ImportJobsResponse = z.infer<typeof ImportJobsResponse>;
export const ImportJobsQuery = PageQuery;

/** GET /api/v1/import-jobs/<id>: the first 100 rejects and, of a dry run, the first 20 records as they were read. */
export const ImportJobResponse = z.object({
  ...jobFields,
  format: ImportFormat.nullable(),
  encoding: ImportEncoding.nullable(),
  reading: ImportReading.nullable(),
  /** a dry run whose file is still kept, so that it can be imported without sending it again */
  canImport: z.boolean(),
  rejects: z.array(ImportReject),
  preview: z.array(z.record(z.string(), z.unknown())),
});
export type ImportJobResponse = z.infer<typeof ImportJobResponse>;

/** GET /api/v1/import-jobs/<id>/rejects: the lines that were not taken, by page. */
export const ImportRejectsResponse = pageOf(ImportReject);
export type ImportRejectsResponse = z.infer<typeof ImportRejectsResponse>;

/** POST /api/v1/import-previews: how the head of a file would be read. Changes nothing. */
export const ImportPreviewBody = z.strictObject({
  kind: ImportKind,
  fileName: z.string().trim().max(300).nullish(),
  contentType: z.string().max(200).nullish(),
  /** the first bytes of the file in base64 */
  head: z.base64().min(1, 'expected the first bytes of a file, got nothing').max(720_000),
  /** these are all bytes of the file */
  isWhole: z.boolean().default(false),
  /** try this mapping instead of the remembered or guessed one */
  mapping: ImportMapping.nullish(),
});
export type ImportPreviewBody = z.input<typeof ImportPreviewBody>;

const PreviewProblem = z.object({
  /** column of the file; null where the record as a whole is meant */
  column: z.string().nullable(),
  field: z.string().nullable(),
  reason: z.string(),
  code: z.string().nullable(),
  params: ProblemParams,
});

export const ImportPreviewResponse = z.object({
  format: ImportFormat,
  encoding: ImportEncoding,
  reading: ImportReading,
  /** columns of the file with what stands in the first rows; empty where nothing can be mapped */
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  /** fields that are needed and that no column gives */
  missing: z.array(z.string()),
  rows: z.array(
    z.object({
      line: z.number().int(),
      /** texts by column, in the order of `columns` */
      cells: z.array(z.string()),
      /** the record as it would be written */
      record: z.record(z.string(), z.unknown()).nullable(),
      problems: z.array(PreviewProblem),
      /** how a number was told, and where the zone of the file was used */
      notes: z.array(z.object({ column: z.string(), readAs: z.string(), at: z.string() })),
    }),
  ),
});
export type ImportPreviewResponse = z.infer<typeof ImportPreviewResponse>;

/** PUT /api/v1/import-mappings/<kind>: keeps a mapping for files with these columns. Answers its id. */
export const ImportMappingBody = z.strictObject({
  headers: z.array(z.string().max(500)).min(1).max(500),
  mapping: ImportMapping,
});
export type ImportMappingBody = z.input<typeof ImportMappingBody>;
export const ImportMappingKept = z.object({ id: z.string() });

const episodeFields = EpisodeImportRecord.shape;
/** One change of state of an alert: a file with one row for each change, from which episodes are folded. */
export const EpisodeStateRecord = z.object({
  source: episodeFields.source,
  rule: episodeFields.rule,
  ruleUid: episodeFields.ruleUid,
  group: episodeFields.group,
  fingerprint: episodeFields.fingerprint,
  service: episodeFields.service,
  severity: episodeFields.severity,
  state: z.enum(['firing', 'ok', 'no_data', 'acknowledged'], 'expected firing, ok, no_data or acknowledged'),
  at: ImportInstant.refine(
    (at) => Date.parse(at) >= Date.UTC(2000, 0, 1) && Date.parse(at) < Date.UTC(2100, 0, 1),
    { message: 'expected an instant from the year 2000 to 2099', params: { code: 'year_out_of_range' } },
  ),
  labels: episodeFields.labels,
  annotations: episodeFields.annotations,
  url: episodeFields.url,
  summary: episodeFields.summary,
  runbookUrl: episodeFields.runbookUrl,
});

/** One row of a `catalog` import: a team or a service (a component is a service with a parent). */
export const CatalogImportRecord = z
  .object({
    kind: z.enum(['team', 'service'], 'expected team or service'),
    name: z.string().trim().min(1).max(200),
    key: z.string().trim().max(100).nullish(),
    /** service: name or key of its team */
    team: z.string().trim().max(200).nullish(),
    /** service: name or key of the service that it is a component of */
    parent: z.string().trim().max(200).nullish(),
    description: z.string().max(2000).nullish(),
    runbookUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullish(),
    aliases: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
    timeZone: z.string().max(64).nullish(),
    calendar: z.string().max(40).nullish(),
  })
  .refine((record) => record.kind === 'service' || !record.parent, {
    path: ['parent'],
    message: 'expected no parent: only a service has one',
    params: { code: 'no_parent' },
  });
export type CatalogImportRecord = z.infer<typeof CatalogImportRecord>;
