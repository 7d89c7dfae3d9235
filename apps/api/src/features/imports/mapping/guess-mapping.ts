import {
  IMPORT_FIELDS,
  importField,
  type MappedKind,
  missingFields,
  REJECT_COLUMNS,
} from '@tenken/shared/import-fields';
import type { ImportMapping } from '@tenken/shared/imports.contract';
import { FIELD_SYNONYMS, foldHeader } from './field-synonyms.js';

const REJECTS: readonly string[] = REJECT_COLUMNS;

/** A mapping of columns that bear the names of fields; what is no field is left out. */
export function fieldMapping(kind: MappedKind, columns: readonly string[]): ImportMapping {
  return mappingOf(columns.map((column) => [column, importField(kind, column)?.name ?? null]));
}

/** True where the columns bear the names of all the fields that the kind needs. */
export function hasFields(kind: MappedKind, columns: readonly string[]): boolean {
  const fields = new Set(columns.filter((column) => importField(kind, column) !== null));
  return missingFields(kind, fields).length === 0;
}

/**
 * Guesses which column is which field by its name. Every field takes the column with its best synonym; a member of an
 * object (`service.summary`) is also known by its last two parts and by its last one. What remains of the columns of
 * alerts is left out: a person can make it a label.
 */
export function guessMapping(kind: MappedKind, columns: readonly string[]): ImportMapping {
  const taken = new Map<string, string>();
  const open = columns.filter((column) => !REJECTS.includes(column));
  for (const column of open) {
    const exact = importField(kind, column);
    if (exact !== null && ![...taken.values()].includes(exact.name)) taken.set(column, exact.name);
  }
  for (const { name } of IMPORT_FIELDS[kind]) {
    if ([...taken.values()].includes(name)) continue;
    const column = bestColumn(
      FIELD_SYNONYMS[kind][name]?.split(' ') ?? [],
      open.filter((one) => !taken.has(one)),
    );
    if (column !== null) taken.set(column, name);
  }
  return mappingOf(columns.map((column) => [column, taken.get(column) ?? null]));
}

function bestColumn(synonyms: readonly string[], columns: readonly string[]): string | null {
  let best: { column: string; rank: number } | null = null;
  for (const column of columns) {
    const rank = Math.min(
      ...namesOf(column).map((name, index) => {
        const at = synonyms.indexOf(name);
        // the whole name counts before a part of it
        return at < 0 ? Number.POSITIVE_INFINITY : at + index * 100;
      }),
    );
    if (rank < (best?.rank ?? Number.POSITIVE_INFINITY)) best = { column, rank };
  }
  return best?.column ?? null;
}

/** Folded names by which a column may be known: `data.service.summary`, `service.summary`; `priority.name` as priority. */
function namesOf(column: string): string[] {
  const parts = column.split('.');
  const names = [foldHeader(column)];
  if (parts.length > 2) names.push(foldHeader(parts.slice(-2).join('.')));
  if (parts.length > 1 && /^(attributes|fields|data)$/i.test(parts[0]!)) {
    names.push(foldHeader(parts.slice(1).join('.')));
  }
  if (parts.length > 1 && /^(name|summary|value|displayName)$/.test(parts.at(-1)!)) {
    names.push(foldHeader(parts.slice(0, -1).join('.')), foldHeader(parts.at(-2)!));
  }
  return names;
}

function mappingOf(pairs: readonly (readonly [column: string, field: string | null])[]): ImportMapping {
  return {
    columns: pairs
      .filter(([column]) => !REJECTS.includes(column))
      .map(([column, field]) => ({ column, field })),
    timeZone: null,
    dayOrder: null,
    numbers: 'auto',
    source: null,
  };
}
