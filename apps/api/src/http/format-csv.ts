/** Text first cells that a spreadsheet would run as a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** What one cell can hold. */
export type CsvCell = string | number | boolean | null;

/** One line of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function formatCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

/** Spreadsheets in Japanese read UTF-8 only with it. */
export const CSV_BOM = '\uFEFF';

function formatCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
