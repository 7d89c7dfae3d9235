import { parse } from 'csv-parse/sync';
import { parseDocument } from 'yaml';

const LINE_SEARCH_LIMIT = 1_000_000;

export type ImportFormat = 'json' | 'ndjson' | 'csv' | 'markdown';

/** One record of a file, or why its line could not be read. Lines count from 1. */
export type ImportRow =
  | { line: number; value: unknown; raw: string }
  | { line: number; error: { field: string | null; reason: string }; raw: string };

const BY_CONTENT_TYPE: [RegExp, ImportFormat][] = [
  [/ndjson|jsonl|json-seq/i, 'ndjson'],
  [/json/i, 'json'],
  [/csv/i, 'csv'],
  [/markdown/i, 'markdown'],
];

/** The format by content type, else by file name, else by the first characters. */
export function importFormat(
  contentType: string | null,
  fileName: string | null,
  text: string,
): ImportFormat {
  const named = BY_CONTENT_TYPE.find(([pattern]) => pattern.test(contentType ?? ''))?.[1];
  const suffix = /\.(json|ndjson|jsonl|csv|md|markdown)$/i.exec(fileName ?? '')?.[1]?.toLowerCase();
  const bySuffix = suffix === undefined ? undefined : SUFFIXES[suffix];
  const start = text.trimStart();
  const guessed = guess(start);
  // many senders say application/json for NDJSON: the second line tells
  if ((named ?? bySuffix) === 'json' && guessed === 'ndjson') return 'ndjson';
  return named ?? bySuffix ?? guessed;
}

const SUFFIXES: Record<string, ImportFormat> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  md: 'markdown',
  markdown: 'markdown',
};

function guess(start: string): ImportFormat {
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('{')) return isJson(start) ? 'json' : 'ndjson';
  if (start.startsWith('---') || start.startsWith('#')) return 'markdown';
  return 'csv';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Splits a file into records. A file that is broken as a whole gives one row with the error. */
export function importRows(format: Exclude<ImportFormat, 'markdown'>, text: string): ImportRow[] {
  if (format === 'json') return jsonRows(text);
  if (format === 'ndjson') return ndjsonRows(text);
  return csvRows(text);
}

function jsonRows(text: string): ImportRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [
      {
        line: lineOf(text),
        error: { field: null, reason: `not valid JSON: ${(error as Error).message}` },
        raw: '',
      },
    ];
  }
  const items = Array.isArray(value) ? value : [value];
  const lines = Array.isArray(value) ? linesOfItems(text) : [1];
  return items.map((item, index) => ({
    line: lines[index] ?? index + 1,
    value: item,
    raw: JSON.stringify(item),
  }));
}

/** Lines on which the items of a top-level array begin. */
function linesOfItems(text: string): number[] {
  const lines: number[] = [];
  let depth = 0;
  let line = 1;
  let inString = false;
  let fresh = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n') line += 1;
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
      continue;
    }
    if (fresh && char !== undefined && !/[\s,\]]/.test(char)) {
      lines.push(line);
      fresh = false;
    }
    if (char === '"') inString = true;
    else if (char === '[' || char === '{') {
      depth += 1;
      if (depth === 1) fresh = true;
    } else if (char === ']' || char === '}') depth -= 1;
    else if (char === ',' && depth === 1) fresh = true;
  }
  return lines;
}

/** V8 names no position for most mistakes; a YAML parser does, and JSON is YAML. Only asked when JSON has failed. */
function lineOf(text: string): number {
  const [first] = parseDocument(text.slice(0, LINE_SEARCH_LIMIT), { prettyErrors: true }).errors;
  return first?.linePos?.[0].line ?? 1;
}

function ndjsonRows(text: string): ImportRow[] {
  return text.split('\n').flatMap((raw, index): ImportRow[] => {
    if (raw.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(raw), raw: raw.trim() }];
    } catch (error) {
      return [
        {
          line: index + 1,
          error: { field: null, reason: `not valid JSON: ${(error as Error).message}` },
          raw: raw.trim(),
        },
      ];
    }
  });
}

interface CsvRecord {
  record: Record<string, string>;
  info: { lines: number };
  raw: string;
}

/** CSV with a header row of field names; `postmortem.owner` reaches into an object; an empty cell is no value. */
function csvRows(text: string): ImportRow[] {
  try {
    const parsed = parse(text, {
      columns: (header: string[]) => header.map((name) => name.trim()),
      bom: true,
      info: true,
      raw: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as CsvRecord[];
    return parsed.map(({ record, info, raw }) => ({
      line: info.lines,
      value: nest(record),
      raw: raw.trimEnd(),
    }));
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return [{ line, error: { field: null, reason: `not valid CSV: ${(error as Error).message}` }, raw: '' }];
  }
}

function nest(record: Record<string, string>): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(record)) {
    if (cell === '' || name === '') continue;
    const [head = '', tail] = name.split('.', 2);
    if (tail === undefined) value[head] = cell;
    else value[head] = { ...(value[head] as object | undefined), [tail]: cell };
  }
  return value;
}
