import { REJECT_COLUMNS } from '@tenken/shared/import-fields';
import type { ImportReject } from '@tenken/shared/imports.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';
import type { FileShape } from './reading/raw-record.js';
import { CsvSplitter } from './reading/split-csv.js';

type Pages = AsyncIterable<readonly ImportReject[]>;

/**
 * Rejects of a CSV file as the file to mend: its own columns, and behind them the line and the reason, which the next
 * import passes over. Lines of other formats stand in one column as they came.
 */
export async function* rejectsCsv(shape: FileShape | null, pages: Pages): AsyncGenerator<string> {
  const headers = shape?.format === 'csv' ? shape.headers : null;
  if (shape === null || headers === null) {
    yield CSV_BOM + formatCsvLine(['line', 'field', 'reason', 'raw']);
    for await (const rejects of pages) {
      for (const { line, field, reason, raw, others } of rejects) {
        yield formatCsvLine([line, field, [reason, ...others.map(inWords)].join('; '), raw]);
      }
    }
    return;
  }
  const own = headers.map((_, index) => index).filter((index) => !isRejectColumn(headers[index]!));
  yield CSV_BOM + formatCsvLine([...own.map((index) => headers[index]!), ...REJECT_COLUMNS]);
  for await (const rejects of pages) {
    for (const reject of rejects) {
      const cells = cellsOf(reject.raw ?? '', shape.delimiter);
      yield formatCsvLine([...own.map((index) => cells[index] ?? ''), reject.line, whyOf(reject)]);
    }
  }
}

/** Rejects of JSON and NDJSON, one record a line with `_line` and `_reason`; a line that is no JSON stands under `_raw`. */
export async function* rejectsNdjson(pages: Pages): AsyncGenerator<string> {
  for await (const rejects of pages) {
    for (const reject of rejects) {
      const { line, raw } = reject;
      yield `${JSON.stringify({ ...objectOf(raw), _line: line, _reason: whyOf(reject) })}\n`;
    }
  }
}

function whyOf(reject: ImportReject): string {
  return [reject, ...reject.others].map(inWords).join('; ');
}

function inWords({ field, reason }: Pick<ImportReject, 'field' | 'reason'>): string {
  return field === null ? reason : `${field}: ${reason}`;
}

function cellsOf(raw: string, delimiter: string): string[] {
  const splitter = new CsvSplitter(delimiter);
  const [record] = [...splitter.push(raw), ...splitter.end()];
  return record?.cells ?? [];
}

function objectOf(raw: string | null): object {
  try {
    const value: unknown = JSON.parse(raw ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { _raw: raw };
  } catch {
    return { _raw: raw };
  }
}

function isRejectColumn(name: string): boolean {
  return (REJECT_COLUMNS as readonly string[]).includes(name);
}
