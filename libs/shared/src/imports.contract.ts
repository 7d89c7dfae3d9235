import { z } from 'zod';
import { Instant } from './field.contract.js';
import { PageQuery, pageOf } from './page.contract.js';

/** What can be brought in by file. */
export const ImportKind = z.enum(['incidents', 'postmortems', 'action-items', 'episodes', 'catalog'], {
  error: 'expected one of incidents, postmortems, action-items, episodes, catalog',
});
export type ImportKind = z.infer<typeof ImportKind>;

export const ImportStage = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type ImportStage = z.infer<typeof ImportStage>;

/** POST /api/v1/import/<kind>?dryRun=&fileName=; the body is the file itself. Answers 202 `{id}`. */
export const ImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false'], 'expected true or false').default('false'),
  /** shown in the list of imports; its ending helps to tell the format */
  fileName: z.string().trim().max(300).optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;
export const ImportAccepted = z.object({ id: z.string() });

/** Why a line was not taken; `line` counts from 1, `field` is null where the whole line is meant. */
export const ImportReject = z.object({
  line: z.number().int(),
  field: z.string().nullable(),
  reason: z.string(),
  raw: z.string().nullable(),
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
  /** rows a second so far; null before the first chunk */
  rowsPerSecond: z.number().nullable(),
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
  format: z.enum(['json', 'ndjson', 'csv', 'markdown']).nullable(),
  encoding: z.enum(['utf-8', 'shift_jis']).nullable(),
  rejects: z.array(ImportReject),
  preview: z.array(z.record(z.string(), z.unknown())),
});
export type ImportJobResponse = z.infer<typeof ImportJobResponse>;

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
  });
export type CatalogImportRecord = z.infer<typeof CatalogImportRecord>;
