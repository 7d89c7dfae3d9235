import type { ImportKind } from '@tenken/shared/imports.contract';

const LISTS = new Set(['services', 'tags', 'aliases']);
const FLAGS = new Set(['notified']);

/**
 * CSV knows only texts: lists are separated by `;`, flags are true or false, and a cell that names a day of an instant
 * stays what it is (the contract refuses it and says what was expected).
 */
export function coerceCells(_kind: ImportKind, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, coerce(name, cell)]));
}

function coerce(name: string, cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  if (LISTS.has(name))
    return cell
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (FLAGS.has(name) && /^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return cell;
}
