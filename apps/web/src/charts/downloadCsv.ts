import { type CsvCell, toCsv } from './prepare/toCsv.js';

export interface CsvFile {
  /** without `.csv` */
  name: string;
  header: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

/** Hands a table to the browser as a file. */
export function downloadCsv(file: CsvFile): void {
  const url = URL.createObjectURL(
    new Blob([toCsv(file.header, file.rows)], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${file.name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
