import type { ImportEncoding, ImportFormat } from '@tenken/shared/imports.contract';

/** What is known of a file before its records are read. */
export interface FileShape {
  format: ImportFormat;
  encoding: ImportEncoding;
  /** of CSV: what separates cells, and the names of its columns */
  delimiter: string;
  headers: string[] | null;
}

/** Why a line could not be read: `reason` in English, `code` and `params` for the reader's own language. */
interface LineError {
  field: string | null;
  reason: string;
  code: string;
  params: Record<string, string | number>;
}

/** One record of a file as it stands there, or why its line could not be read. Lines count from 1. */
export type RawRecord = { line: number; raw: string } & (
  | { cells: string[] }
  | { value: unknown }
  | { error: LineError }
);
