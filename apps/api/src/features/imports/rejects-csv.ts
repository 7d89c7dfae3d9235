import type { ImportReject } from '@tenken/shared/imports.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';

/** Rejects for a spreadsheet: line, field, reason, and the line as it came. */
export function* rejectsCsv(rejects: readonly ImportReject[]): Generator<string> {
  yield CSV_BOM + formatCsvLine(['line', 'field', 'reason', 'raw']);
  for (const { line, field, reason, raw } of rejects) yield formatCsvLine([line, field, reason, raw]);
}
