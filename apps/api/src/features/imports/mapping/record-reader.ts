import { isMappedKind, missingFields, REJECT_COLUMNS } from '@tenken/shared/import-fields';
import type { ImportKind, ImportMapping, ImportReading } from '@tenken/shared/imports.contract';
import { exportRecord, isExport, recogniseExport } from '../exports/recognise-export.js';
import type { FileShape, RawRecord } from '../reading/raw-record.js';
import { markdownOf } from '../reading/read-records.js';
import { flattenRecord } from './flatten-record.js';
import { fieldMapping, guessMapping, hasFields } from './guess-mapping.js';
import { type CellNote, type FieldProblem, RecordMapper } from './record-mapper.js';

/** A record of a file as the writer takes it, or why it cannot be taken. */
export interface ReadRecord {
  line: number;
  raw: string;
  value: Record<string, unknown> | null;
  /** the first is the reason of the reject */
  problems: (Omit<FieldProblem, 'code' | 'column' | 'field'> & {
    column: string | null;
    field: string | null;
    code: string | null;
  })[];
  notes: CellNote[];
  /** texts by column; null where there are no columns */
  cells: readonly string[] | null;
}

/** Columns of a file: the header of a CSV file, the paths of the members of JSON records. */
export function columnsOf(shape: FileShape, sample: readonly RawRecord[]): string[] {
  if (shape.headers !== null) return [...new Set(shape.headers)].filter((name) => name !== '');
  const columns = new Set<string>();
  for (const record of sample) {
    if ('value' in record) for (const name of Object.keys(flattenRecord(record.value))) columns.add(name);
  }
  return [...columns].slice(0, 500);
}

/**
 * Decides how the records of a file are read: by a mapping that was given, as the export of a known tool, by the names of
 * fields, by the mapping remembered for the same columns, or by a guess at the names.
 */
export function chooseReading(
  kind: ImportKind,
  shape: FileShape,
  sample: readonly RawRecord[],
  kept: { given: ImportMapping | null; remembered: ImportMapping | null },
): ImportReading {
  if (!isMappedKind(kind) || shape.format === 'markdown' || shape.format === 'yaml') {
    const tops = topMembers(shape, sample);
    return { by: recogniseExport(kind, tops) ?? 'fields', mapping: null };
  }
  if (kept.given !== null) return { by: 'given', mapping: kept.given };
  const columns = columnsOf(shape, sample);
  const known = recogniseExport(kind, topMembers(shape, sample));
  if (known !== null) return { by: known, mapping: null };
  if (hasFields(kind, columns)) {
    // a mapping may still say the zone of the times; JSON is taken as it is
    if (kept.remembered !== null) return { by: 'remembered', mapping: kept.remembered };
    return { by: 'fields', mapping: shape.format === 'csv' ? fieldMapping(kind, columns) : null };
  }
  if (kept.remembered !== null) return { by: 'remembered', mapping: kept.remembered };
  const guessed = guessMapping(kind, columns);
  const fields = new Set(guessed.columns.flatMap(({ field }) => field ?? []));
  const isHopeless = shape.format !== 'csv' && missingFields(kind, fields).length > 0;
  return isHopeless ? { by: 'fields', mapping: null } : { by: 'guessed', mapping: guessed };
}

function topMembers(shape: FileShape, sample: readonly RawRecord[]): Set<string> {
  const names = new Set(shape.headers ?? []);
  for (const record of sample) {
    if ('value' in record && typeof record.value === 'object' && record.value !== null) {
      for (const name of Object.keys(record.value)) names.add(name);
    }
  }
  return names;
}

/** Reads records one by one in the way that was chosen. */
export function recordReader(
  kind: ImportKind,
  shape: FileShape,
  reading: ImportReading,
  columns: readonly string[],
): (record: RawRecord) => ReadRecord {
  const { by, mapping } = reading;
  const headers = shape.headers ?? columns;
  const mapper = mapping !== null && isMappedKind(kind) ? new RecordMapper(kind, mapping, headers) : null;
  const isMended = headers.includes(REJECT_COLUMNS[1]);
  return (found) => {
    const record = kind === 'postmortems' ? markdownOf(found) : found;
    const { line, raw } = record;
    if ('error' in record) {
      const problem = { ...record.error, column: null };
      return { line, raw, value: null, problems: [problem], notes: [], cells: null };
    }
    const cells =
      mapper !== null || 'cells' in record
        ? cellsOf(record, headers, shape.headers !== null, isMended)
        : null;
    if (mapper !== null) return { line, raw, cells, ...mapper.read(cells ?? []) };
    const value = 'cells' in record ? nested(headers, cells ?? []) : record.value;
    const taken = isExport(by) ? exportRecord(by, kind, value) : value;
    return { line, raw, cells, value: taken as Record<string, unknown>, problems: [], notes: [] };
  };
}

/** A reject file shields cells that a spreadsheet would run as a formula with an apostrophe: it comes off again. */
function cellsOf(
  record: RawRecord,
  headers: readonly string[],
  isCsv: boolean,
  isMended: boolean,
): readonly string[] {
  if ('cells' in record) {
    return isMended ? record.cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')) : record.cells;
  }
  if (isCsv || !('value' in record)) return [];
  const flat = flattenRecord(record.value);
  return headers.map((name) => flat[name] ?? '');
}

/** Cells of a file whose kind has no mapping: `a.b` reaches into an object, an empty cell is no value. */
function nested(headers: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [index, name] of headers.entries()) {
    const cell = cells[index]?.trim() ?? '';
    if (cell === '' || name === '' || name === '__proto__') continue;
    const [head = '', tail] = name.split('.', 2);
    if (tail === undefined) value[head] = LISTS.has(name) ? cell.split(';').map((part) => part.trim()) : cell;
    else value[head] = { ...(value[head] as object | undefined), [tail]: cell };
  }
  return value;
}

const LISTS = new Set(['services', 'tags', 'aliases']);
