import type { ImportEncoding, ImportFormat } from '@tenken/shared/imports.contract';
import { textDecoder } from './decode-text.js';
import type { FileShape } from './raw-record.js';
import { CsvSplitter, csvDelimiter } from './split-csv.js';

const BY_CONTENT_TYPE: [RegExp, ImportFormat][] = [
  [/ndjson|jsonl|json-seq/i, 'ndjson'],
  [/json/i, 'json'],
  [/csv|tab-separated/i, 'csv'],
  [/markdown/i, 'markdown'],
  [/yaml/i, 'yaml'],
];

const SUFFIXES: Record<string, ImportFormat> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  md: 'markdown',
  markdown: 'markdown',
  yml: 'yaml',
  yaml: 'yaml',
};

/** The shape of a file by its head. `isWhole`: the head is all of it. */
export function fileShape(
  head: Buffer,
  encoding: ImportEncoding,
  contentType: string | null,
  fileName: string | null,
  isWhole: boolean,
): FileShape {
  const decoder = textDecoder(encoding);
  const text = decoder.write(head) + (isWhole ? decoder.end() : '');
  const format = importFormat(contentType, fileName, text);
  if (format !== 'csv') return { format, encoding, delimiter: ',', headers: null };
  const delimiter = csvDelimiter(text);
  const splitter = new CsvSplitter(delimiter);
  const [first] = [...splitter.push(text), ...splitter.end()];
  return { format, encoding, delimiter, headers: (first?.cells ?? []).map((name) => name.trim()) };
}

/** The format by content type, else by file name, else by the first characters. */
export function importFormat(
  contentType: string | null,
  fileName: string | null,
  head: string,
): ImportFormat {
  const named = BY_CONTENT_TYPE.find(([pattern]) => pattern.test(contentType ?? ''))?.[1];
  const suffix = /\.([a-z]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase();
  const bySuffix = suffix === undefined ? undefined : SUFFIXES[suffix];
  const guessed = guess(head.trimStart());
  // many senders say application/json for NDJSON: the second line tells
  if ((named ?? bySuffix) === 'json' && guessed === 'ndjson') return 'ndjson';
  return named ?? bySuffix ?? guessed;
}

function guess(start: string): ImportFormat {
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('{')) return hasLines(start) ? 'ndjson' : 'json';
  if (start.startsWith('---') || start.startsWith('#')) return 'markdown';
  return 'csv';
}

/** A first line that is a record by itself, with another behind it. */
function hasLines(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0 || text.slice(end).trim() === '') return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}
