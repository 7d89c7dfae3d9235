import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportKind, ImportMapping, ImportReading } from '@tenken/shared/imports.contract';
import { chooseReading, columnsOf, type ReadRecord, recordReader } from './mapping/record-reader.js';
import { EncodingDetector } from './reading/decode-text.js';
import { fileShape } from './reading/file-shape.js';
import type { FileShape, RawRecord } from './reading/raw-record.js';
import { countRecords, readRecords } from './reading/read-records.js';

/** Rows after which reading lets others have the processor: some milliseconds. */
export const BREATH_ROWS = 200;

/** Records of which columns and reading are told. */
const SAMPLE = 200;

type Parts = AsyncIterable<Buffer> | Iterable<Buffer>;

export interface FileAbout {
  kind: ImportKind;
  contentType: string | null;
  fileName: string | null;
}

/** What is known of a file after one look through it, and how its records will be read. Kept with the job. */
export interface FilePlan {
  shape: FileShape;
  columns: string[];
  reading: ImportReading;
}

/** What a file is, by its head, once its encoding is known. */
export async function planFile(
  about: FileAbout,
  encoding: FileShape['encoding'],
  head: Buffer,
  isWhole: boolean,
  mappings: {
    given: ImportMapping | null;
    remembered(columns: readonly string[]): Promise<ImportMapping | null>;
  },
): Promise<FilePlan> {
  const shape = fileShape(head, encoding, about.contentType, about.fileName, isWhole);
  const sample = await firstRecords(about, shape, head, isWhole);
  const columns = columnsOf(shape, sample);
  const remembered =
    columns.length === 0 || mappings.given !== null ? null : await mappings.remembered(columns);
  const reading = chooseReading(about.kind, shape, sample, { given: mappings.given, remembered });
  return { shape, columns, reading };
}

/** The first records of a file's head; the last one is left out where it may be cut off. */
export async function firstRecords(
  about: FileAbout,
  shape: FileShape,
  head: Buffer,
  isWhole: boolean,
): Promise<RawRecord[]> {
  const records: RawRecord[] = [];
  for await (const found of readRecords([head], shape, about.kind, about.fileName)) {
    records.push(...found);
    if (records.length > SAMPLE) break;
  }
  const isCut = !isWhole && records.length <= SAMPLE && records.length > 1;
  return records.slice(0, isCut ? -1 : SAMPLE);
}

/** Encoding and number of records of a whole file, in one pass over its parts. */
export async function surveyFile(
  parts: Parts,
  head: (encoding: FileShape['encoding'], bytes: Buffer) => Promise<FilePlan>,
  again: () => Parts,
  about: FileAbout,
): Promise<{ plan: FilePlan; total: number }> {
  const detector = new EncodingDetector();
  let first: Buffer | null = null;
  let count = 0;
  for await (const part of parts) {
    first ??= part;
    count += 1;
    detector.push(part);
  }
  const plan = await head(detector.end(), first ?? Buffer.alloc(0));
  const held: Buffer | null = count === 1 ? first : null;
  const total = await countRecords(held === null ? again() : [held], plan.shape, about.kind, about.fileName);
  return { plan, total };
}

/** The records of a file from the `from`-th on, in chunks. */
export async function* fileChunks(
  parts: Parts,
  plan: FilePlan,
  about: FileAbout,
  from: number,
  chunkRows: number,
): AsyncGenerator<ReadRecord[]> {
  const read = recordReader(about.kind, plan.shape, plan.reading, plan.columns);
  let toSkip = from;
  let chunk: ReadRecord[] = [];
  for await (const found of readRecords(parts, plan.shape, about.kind, about.fileName)) {
    for (const record of found) {
      if (toSkip > 0) {
        toSkip -= 1;
        continue;
      }
      chunk.push(read(record));
      if (chunk.length % BREATH_ROWS === 0) await nextTurn();
      if (chunk.length === chunkRows) {
        yield chunk;
        chunk = [];
      }
    }
  }
  if (chunk.length > 0) yield chunk;
}
