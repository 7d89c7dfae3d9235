import { type ImportField, importField, type MappedKind } from '@tenken/shared/import-fields';
import type { ImportMapping } from '@tenken/shared/imports.contract';
import { type CellProblem, cellProblem } from '../dates/cell-problem.js';
import { readDay } from '../dates/read-day.js';
import { type DurationUnit, durationUnitOf, readDuration } from '../dates/read-duration.js';
import { readInstant } from '../dates/read-instant.js';
import { readWord } from './read-words.js';

export interface CellNote {
  column: string;
  /** how a number was told apart, or that the zone of the file was used */
  readAs: string;
  at: string;
}
export interface FieldProblem extends CellProblem {
  column: string;
  field: string;
}
export interface MappedRecord {
  value: Record<string, unknown>;
  problems: FieldProblem[];
  notes: CellNote[];
}

interface Column {
  /** place of the cell in a row */
  index: number;
  column: string;
  field: ImportField;
  path: readonly string[];
  unit: DurationUnit | null;
}

/** Turns the cells of a row into a record of the kind, by a mapping. What cannot be read is a problem in words. */
export class RecordMapper {
  private readonly columns: readonly Column[];

  constructor(
    kind: MappedKind,
    private readonly mapping: ImportMapping,
    headers: readonly string[],
  ) {
    this.columns = mapping.columns.flatMap(({ column, field: name }): Column[] => {
      const field = name === null ? null : importField(kind, name);
      const index = headers.indexOf(column);
      if (field === null || index < 0) return [];
      return [{ index, column, field, path: pathOf(field.name), unit: durationUnitOf(column) }];
    });
  }

  read(cells: readonly (string | undefined)[]): MappedRecord {
    const value: Record<string, unknown> = {};
    const problems: FieldProblem[] = [];
    const notes: CellNote[] = [];
    const durations: { column: Column; seconds: number }[] = [];
    for (const column of this.columns) {
      const cell = cells[column.index]?.trim();
      if (cell === undefined || cell === '') continue;
      const { field } = column;
      const problem = (found: CellProblem) =>
        problems.push({ ...found, column: column.column, field: field.name });
      switch (field.type) {
        case 'text':
          set(value, column.path, cell);
          break;
        case 'list':
          set(value, column.path, listOf(cell));
          break;
        case 'instant':
        case 'dayOrInstant': {
          const read = readInstant(cell, this.mapping, field.type === 'dayOrInstant');
          if ('code' in read) problem(read);
          else {
            set(value, column.path, read.at);
            if (read.readAs !== null) notes.push({ column: column.column, readAs: read.readAs, at: read.at });
          }
          break;
        }
        case 'day': {
          const read = readDay(cell, this.mapping);
          if ('code' in read) problem(read);
          else set(value, column.path, read.day);
          break;
        }
        case 'duration': {
          const read = readDuration(cell, column.unit);
          if ('code' in read) problem(read);
          else durations.push({ column, seconds: read.seconds });
          break;
        }
        case 'flag': {
          const word = readWord('flag', cell);
          if (word === 'true' || word === 'false') set(value, column.path, word === 'true');
          else problem(cellProblem('not_a_flag', { text: cell }));
          break;
        }
        default:
          set(value, column.path, readWord(field.type, cell));
      }
    }
    for (const { column, seconds } of durations) {
      const found = addDuration(value, column.field, seconds);
      if (found !== null) problems.push({ ...found, column: column.column, field: column.field.name });
    }
    if (this.mapping.source !== null) value.source ??= this.mapping.source;
    return { value, problems, notes };
  }
}

/** An instant that is stated counts before one that a duration gives. */
function addDuration(
  value: Record<string, unknown>,
  field: ImportField,
  seconds: number,
): CellProblem | null {
  const { gives = '', from = [] } = field;
  if (value[gives] !== undefined) return null;
  const start = from.map((name) => value[name]).find((at) => typeof at === 'string');
  if (start === undefined) return cellProblem('duration_start');
  const ms = Date.parse(start as string);
  if (!Number.isNaN(ms)) value[gives] = new Date(ms + seconds * 1000).toISOString();
  return null;
}

/** `postmortem.owner` and `labels.instance` reach into an object; a label may itself have dots. */
function pathOf(name: string): readonly string[] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

function set(value: Record<string, unknown>, path: readonly string[], content: unknown): void {
  const [head = '', tail] = path;
  if (tail === undefined) {
    value[head] ??= content;
    return;
  }
  const inner = (value[head] ?? {}) as Record<string, unknown>;
  // a label may be called __proto__
  Object.defineProperty(inner, tail, {
    value: content,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  value[head] = inner;
}

/** `;` (also as lists of Japanese texts have it), else a comma: names with commas are rarer than lists with them. */
function listOf(cell: string): string[] {
  const parts = /[;；\n|]/.test(cell) ? cell.split(/[;；\n|]/) : cell.split(/[,、，]/);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
