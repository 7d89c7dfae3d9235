import type { ImportKind } from '@tenken/shared/imports.contract';
import { parsePostmortemMarkdown } from '../parse-postmortem-markdown.js';
import { postmortemRecord } from '../postmortem-record.js';
import { readRuleFile } from '../rules/read-rule-file.js';
import { textDecoder } from './decode-text.js';
import type { FileShape, RawRecord } from './raw-record.js';
import { CsvSplitter } from './split-csv.js';
import { JsonArraySplitter, type JsonItem } from './split-json.js';
import { LineSplitter } from './split-lines.js';

/** Members under which exports keep their list of records. */
const LISTS = [
  'incidents',
  'postmortems',
  'action_items',
  'follow_ups',
  'alerts',
  'log_entries',
  'items',
  'records',
  'data',
  'values',
  'results',
];

/**
 * The records of a file that comes in parts, some at a time: no more of it is held than a part and the record that is cut
 * by its end. Only Markdown, YAML and a JSON object (an export with its list inside) are held whole.
 */
export async function* readRecords(
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
  shape: FileShape,
  kind: ImportKind,
  fileName: string | null,
): AsyncGenerator<RawRecord[]> {
  const texts = decoded(parts, shape);
  if (shape.format === 'csv') yield* csvRecords(texts, shape.delimiter);
  else if (shape.format === 'ndjson') yield* jsonLines(texts);
  else if (shape.format === 'json') yield* jsonRecords(texts);
  else if (shape.format === 'yaml') yield yamlRecords(kind, await joined(texts), fileName);
  else yield [markdownRecord(kind, await joined(texts), fileName)];
}

/** How many records `readRecords` will find; those of CSV and NDJSON are not read for it. */
export async function countRecords(
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
  shape: FileShape,
  kind: ImportKind,
  fileName: string | null,
): Promise<number> {
  let count = 0;
  if (shape.format !== 'csv' && shape.format !== 'ndjson') {
    for await (const found of readRecords(parts, shape, kind, fileName)) count += found.length;
    return count;
  }
  const splitter = shape.format === 'csv' ? new CsvSplitter(shape.delimiter, true) : new LineSplitter();
  for await (const text of decoded(parts, shape)) count += splitter.push(text).length;
  count += splitter.end().length;
  // a header is no record
  return shape.format === 'csv' ? Math.max(0, count - 1) : count;
}

async function* decoded(
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
  shape: FileShape,
): AsyncGenerator<string> {
  const decoder = textDecoder(shape.encoding);
  for await (const part of parts) yield decoder.write(part);
  yield decoder.end();
}

async function joined(texts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of texts) text += piece;
  return text;
}

async function* csvRecords(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<RawRecord[]> {
  const splitter = new CsvSplitter(delimiter);
  let isHeader = true;
  const take = (found: ReturnType<CsvSplitter['push']>): RawRecord[] => {
    const records = isHeader ? found.slice(1) : found;
    if (found.length > 0) isHeader = false;
    return records.map((record) =>
      record.isBroken
        ? broken(record.line, record.raw, 'not valid CSV: a quote is opened and never closed', 'open_quote')
        : checked(record, record),
    );
  };
  for await (const text of texts) yield take(splitter.push(text));
  yield take(splitter.end());
}

async function* jsonLines(texts: AsyncIterable<string>): AsyncGenerator<RawRecord[]> {
  const splitter = new LineSplitter();
  for await (const text of texts) yield splitter.push(text).map(jsonRecord);
  yield splitter.end().map(jsonRecord);
}

async function* jsonRecords(texts: AsyncIterable<string>): AsyncGenerator<RawRecord[]> {
  const splitter = new JsonArraySplitter();
  let start = '';
  for await (const text of texts) {
    if (start.trim() === '') {
      start += text;
      if (start.trimStart().startsWith('{')) {
        yield objectRecords(start + (await joined(texts)));
        return;
      }
      if (start.trim() === '') continue;
      yield splitter.push(start).map(jsonRecord);
    } else yield splitter.push(text).map(jsonRecord);
  }
  yield splitter.end().map(jsonRecord);
}

function jsonRecord({ line, text }: JsonItem): RawRecord {
  const raw = text.trim();
  try {
    return checked({ line, raw }, { value: JSON.parse(raw) as unknown });
  } catch (error) {
    const why = raw === '' ? 'expected a record between the commas' : (error as Error).message;
    return broken(line, raw, `not valid JSON: ${why}`, 'not_json', { why });
  }
}

/** One object is one record, or an export with its records in a list. */
function objectRecords(text: string): RawRecord[] {
  const whole = jsonRecord({ line: 1 + leadingLines(text), text });
  if (!('value' in whole)) return [whole];
  const object = whole.value as Record<string, unknown>;
  const name = LISTS.find((one) => Array.isArray(object[one]));
  if (name === undefined) return [whole];
  const opening = new RegExp(`"${name}"\\s*:\\s*\\[`).exec(text);
  const items = object[name] as unknown[];
  const at = opening === null ? -1 : opening.index + opening[0].length - 1;
  const found = at < 0 ? [] : new JsonArraySplitter().push(text.slice(at));
  if (found.length < items.length) {
    return items.map((value) => checked({ line: 1, raw: JSON.stringify(value) }, { value }));
  }
  const before = text.slice(0, at).split('\n').length - 1;
  return found.slice(0, items.length).map((item) => jsonRecord({ ...item, line: item.line + before }));
}

function leadingLines(text: string): number {
  return text.slice(0, text.length - text.trimStart().length).split('\n').length - 1;
}

/** Postgres takes neither NUL nor half a surrogate pair: said here, where the line is known. */
function checked(
  at: { line: number; raw: string },
  content: { cells: string[] } | { value: unknown },
): RawRecord {
  const { line, raw } = at;
  if (raw.includes('\0') || raw.includes('\\u0000')) {
    return broken(line, raw.replaceAll('\0', '␀'), 'expected text, found a NUL character', 'nul_character');
  }
  // JSON.stringify writes whole pairs as they are, and escapes halves
  if (/\\u[dD][89a-fA-F]/.test(raw) && /\\ud[89a-f]/.test(JSON.stringify(content))) {
    return broken(line, raw, 'expected text, found half a character (a lone surrogate)', 'half_character');
  }
  return 'cells' in content ? { line, raw, cells: content.cells } : { line, raw, value: content.value };
}

function broken(
  line: number,
  raw: string,
  reason: string,
  code: string,
  params: Record<string, string> = {},
): RawRecord {
  return { line, raw, error: { field: null, reason, code, params } };
}

function markdownRecord(kind: ImportKind, text: string, fileName: string | null): RawRecord {
  const raw = text.slice(0, 200);
  if (kind !== 'postmortems')
    return broken(1, raw, `expected JSON, NDJSON or CSV for ${kind}, got Markdown`, 'other_format', {
      format: 'Markdown',
    });
  try {
    const parsed = parsePostmortemMarkdown(text);
    if (parsed.title === null) {
      const reason = 'expected a title: front matter or a first heading "# …"';
      return { line: 1, raw, error: { field: 'title', reason, code: 'no_title', params: {} } };
    }
    return checked({ line: 1, raw }, { value: postmortemRecord(parsed, fileName) });
  } catch (error) {
    const why = (error as Error).message;
    return broken(1, raw, `front matter: ${why}`, 'front_matter', { why });
  }
}

/** The rules of a rule file, a record each. */
function yamlRecords(kind: ImportKind, text: string, fileName: string | null): RawRecord[] {
  if (kind !== 'rules') {
    return [
      broken(1, text.slice(0, 200), `expected JSON, NDJSON or CSV for ${kind}, got YAML`, 'other_format', {
        format: 'YAML',
      }),
    ];
  }
  return readRuleFile(text, fileName).map((record) =>
    'value' in record ? checked(record, { value: record.value }) : record,
  );
}

/** A JSON item may hold the Markdown of one file: `{fileName, markdown}`; anything else is a record already. */
export function markdownOf(record: RawRecord): RawRecord {
  if (!('value' in record)) return record;
  const { fileName, markdown } = (record.value ?? {}) as { fileName?: unknown; markdown?: unknown };
  if (typeof markdown !== 'string') return record;
  const name = typeof fileName === 'string' ? fileName : null;
  return { ...markdownRecord('postmortems', markdown, name), line: record.line };
}
