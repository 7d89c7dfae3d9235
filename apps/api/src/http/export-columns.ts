import { z } from 'zod';
import type { CsvCell } from './format-csv.js';

/** One column of a list's CSV: its header, and its cell of a row. */
export interface ExportColumn {
  name: string;
  cell: (row: unknown) => CsvCell;
}

/**
 * The columns of a list, read from the contract of its items, so that a file always has all that the list has. What is
 * inside an object gets both names (`team.name` → `teamName`); a list of words or of named things becomes one text with
 * `; ` between them, anything else that has no place in a cell becomes JSON.
 */
export function exportColumns(item: z.ZodType): ExportColumn[] {
  return columnsOf(item, []);
}

function columnsOf(schema: z.ZodType, path: readonly string[]): ExportColumn[] {
  const shape = shapeOf(schema);
  if (shape === null || path.length > 3)
    return [{ name: nameOf(path), cell: (row) => toCell(valueAt(row, path)) }];
  return Object.entries(shape).flatMap(([key, inner]) => columnsOf(inner, [...path, key]));
}

/** What an object is made of, however it is wrapped; null for anything else. */
function shapeOf(schema: z.ZodType): Record<string, z.ZodType> | null {
  if (schema instanceof z.ZodObject) return schema.shape as Record<string, z.ZodType>;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return shapeOf(schema.unwrap() as z.ZodType);
  return null;
}

function nameOf(path: readonly string[]): string {
  return path
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');
}

function valueAt(row: unknown, path: readonly string[]): unknown {
  let value = row;
  for (const key of path) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function toCell(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const words = value.map((part) => wordOf(part));
  return words.every((word) => word !== null) ? words.join('; ') : JSON.stringify(value);
}

function wordOf(part: unknown): string | null {
  if (typeof part === 'string' || typeof part === 'number') return String(part);
  const name = (part as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name : null;
}
