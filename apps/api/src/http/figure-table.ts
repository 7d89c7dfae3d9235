import type { CsvCell } from './format-csv.js';

/** One figure of an answer: where it stands, and its value as it is (seconds, shares, days; empty = there is none). */
export interface FigureRow {
  definition: string | null;
  group: string | null;
  groupLabel: string | null;
  from: string | null;
  to: string | null;
  figure: string;
  /** which entry of a list that is neither groups nor periods, as a reason or a step's number */
  item: string | null;
  value: CsvCell;
}

export const FIGURE_COLUMNS = [
  'definition',
  'group',
  'groupLabel',
  'from',
  'to',
  'figure',
  'item',
  'value',
] as const;

/** Where an entry of a list stands in it, by the first of these that it has. */
const NAMES = ['key', 'id', 'reason', 'kind', 'type', 'outcome', 'state', 'at'] as const;

interface Place extends Omit<FigureRow, 'figure' | 'value'> {
  path: string[];
}

/**
 * An answer of figures as a table of one line per group × period × figure, whatever the answer is made of: a spreadsheet
 * or a statistics program pivots it, and no figure is left out. Texts of the definition itself are not figures.
 */
export function figureTable(answer: unknown): FigureRow[] {
  const rows: FigureRow[] = [];
  const definition = (answer as { definition?: { key: string; version: number } } | null)?.definition;
  const none = { group: null, groupLabel: null, from: null, to: null, item: null, path: [] };
  walk(answer, { ...none, definition: definition ? `${definition.key}@${definition.version}` : null }, rows);
  return rows;
}

function walk(value: unknown, place: Place, rows: FigureRow[]): void {
  if (Array.isArray(value)) {
    const items = value.every((item) => item === null || typeof item !== 'object');
    if (items) add(value.join('; '), place, rows);
    else {
      for (const [index, item] of value.entries()) walk(item, entered(item, index, place), rows);
    }
    return;
  }
  if (value === null || typeof value !== 'object') {
    add(value as CsvCell | undefined, place, rows);
    return;
  }
  const { definition: _, ...rest } = value as Record<string, unknown>;
  const period = periodOf(rest, place);
  for (const [key, inner] of Object.entries(rest)) {
    if (key === 'from' || key === 'to' || (isGroup(place) && (key === 'key' || key === 'label'))) continue;
    walk(inner, { ...place, ...period, path: [...place.path, key] }, rows);
  }
}

function add(value: CsvCell | undefined, { path, ...place }: Place, rows: FigureRow[]): void {
  if (value !== undefined) rows.push({ ...place, figure: path.join('.'), value });
}

/** The place of what an entry of a list says. */
function entered(item: unknown, index: number, place: Place): Place {
  const entry = (item ?? {}) as Record<string, unknown>;
  if (isGroup(place))
    return {
      ...place,
      group: text(entry.key) ?? String(index),
      groupLabel: text(entry.label) ?? text(entry.name),
    };
  if (typeof entry.from === 'string' && typeof entry.to === 'string') return place;
  const name = NAMES.map((key) => text(entry[key])).find((word) => word !== null) ?? String(index);
  return { ...place, item: place.item === null ? name : `${place.item} / ${name}` };
}

function isGroup({ path }: Place): boolean {
  return path.at(-1) === 'groups';
}

function periodOf(value: Record<string, unknown>, place: Place): Pick<Place, 'from' | 'to'> {
  const [from, to] = [text(value.from), text(value.to)];
  return from === null || to === null ? { from: place.from, to: place.to } : { from, to };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
