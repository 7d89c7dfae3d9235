import type { ImportKind } from '@tenken/shared/imports.contract';
import { coerceCells } from './coerce-cells.js';
import { decodeText, type TextEncoding } from './decode-text.js';
import { type ImportFormat, type ImportRow, importFormat, importRows } from './import-rows.js';
import { parsePostmortemMarkdown } from './parse-postmortem-markdown.js';
import { postmortemRecord } from './postmortem-record.js';

export interface ImportFile {
  format: ImportFormat;
  encoding: TextEncoding;
  rows: ImportRow[];
}

/** Reads a whole file into records of the kind; whatever cannot be read is a row with its reason, never an exception. */
export function readImportFile(
  kind: ImportKind,
  bytes: Buffer,
  contentType: string | null,
  fileName: string | null,
): ImportFile {
  const { text, encoding } = decodeText(bytes);
  const format = importFormat(contentType, fileName, text);
  if (format === 'markdown') return { format, encoding, rows: [markdownRow(kind, text, fileName)] };
  const rows = importRows(format, text).map((row) => {
    if ('error' in row) return row;
    if (kind === 'postmortems') return postmortemRow(row);
    return format === 'csv' ? { ...row, value: coerceCells(kind, row.value) } : row;
  });
  return { format, encoding, rows };
}

/** A JSON item may hold the Markdown of one file: `{fileName, markdown}`; anything else is a record already. */
function postmortemRow(row: Extract<ImportRow, { value: unknown }>): ImportRow {
  const { fileName, markdown } = (row.value ?? {}) as { fileName?: unknown; markdown?: unknown };
  if (typeof markdown !== 'string') return row;
  return {
    ...markdownRow('postmortems', markdown, typeof fileName === 'string' ? fileName : null),
    line: row.line,
  };
}

function markdownRow(kind: ImportKind, text: string, fileName: string | null): ImportRow {
  const raw = text.slice(0, 200);
  if (kind !== 'postmortems') {
    return {
      line: 1,
      error: { field: null, reason: `expected JSON, NDJSON or CSV for ${kind}, got Markdown` },
      raw,
    };
  }
  try {
    const parsed = parsePostmortemMarkdown(text);
    if (parsed.title === null) {
      return {
        line: 1,
        error: { field: 'title', reason: 'expected a title: front matter or a first heading "# …"' },
        raw,
      };
    }
    return { line: 1, value: postmortemRecord(parsed, fileName), raw };
  } catch (error) {
    return { line: 1, error: { field: null, reason: `front matter: ${(error as Error).message}` }, raw };
  }
}
