import type { ExportFormat } from '@tenken/shared/export.contract';
import type { z } from 'zod';
import { exportColumns } from './export-columns.js';
import { CSV_BOM, formatCsvLine } from './format-csv.js';
import { type DownloadReply, sendDownload } from './send-download.js';

/** Rows that are read at once; the next are read when the caller has taken these. */
const PAGE = 500;

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** An answer of a list: `pageOf(Item)`, whatever else it has. */
export type ListResponse = z.ZodType & { shape: { items: z.ZodArray } };

/**
 * Answers with every row of a list as a file, page by page through the list's own cursor, so that the rows are those that
 * the list shows and memory stays flat. Rows that change while they are read may be there as they were before or after.
 */
export function sendList<Row>(
  reply: DownloadReply,
  name: string,
  format: ExportFormat,
  response: ListResponse,
  list: (page: { limit: number; cursor: string | undefined }) => Promise<Page<Row>>,
): Promise<void> {
  const item = response.shape.items.element as z.ZodType;
  const rows = eachRow(list);
  return sendDownload(reply, `${name}.${format}`, format === 'csv' ? toCsv(item, rows) : toJson(item, rows));
}

async function* eachRow<Row>(
  list: (page: { limit: number; cursor: string | undefined }) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: PAGE, cursor });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function* toCsv(item: z.ZodType, rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  const columns = exportColumns(item);
  yield CSV_BOM + formatCsvLine(columns.map(({ name }) => name));
  for await (const row of rows) yield formatCsvLine(columns.map(({ cell }) => cell(row)));
}

/** As the list answers: the contract leaves out what is not in it. */
async function* toJson(item: z.ZodType, rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(item.parse(row));
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
