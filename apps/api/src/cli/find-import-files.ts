import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What a file is by its ending. */
export const IMPORT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.yml': 'application/yaml',
  '.yaml': 'application/yaml',
};

/**
 * The files that a path of the command line means: itself, the files of a folder, or what a pattern with `*`, `?` and `**`
 * matches (for shells that leave it to us). In the order of their names, each once. @throws when a path means nothing.
 */
export function findImportFiles(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => {
    const files = existsSync(path) ? filesOf(path) : matching(path);
    if (files.length === 0)
      throw new Error(`${path}: no file to import (${Object.keys(IMPORT_TYPES).join(', ')})`);
    return files;
  });
  return [...new Set(found)];
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(isImportable)
    .sort()
    .map((name) => join(path, name));
}

function isImportable(name: string): boolean {
  return extname(name).toLowerCase() in IMPORT_TYPES && !/^readme\./i.test(name);
}

function matching(pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return [];
  const path = pattern.replaceAll('\\', '/');
  const fixed = /^(?:[^*?]*\/)?/.exec(path)?.[0] ?? '';
  const root = fixed === '' ? '.' : fixed;
  if (!existsSync(root)) return [];
  const source = path
    .slice(fixed.length)
    .replace(/[.+^${}()|[\]]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (sign) => {
      if (sign === '**/') return '(?:.*/)?';
      if (sign === '**') return '.*';
      return sign === '*' ? '[^/]*' : '[^/]';
    });
  const expression = new RegExp(`^${source}$`);
  return (readdirSync(root, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => expression.test(name) && isImportable(name.split('/').at(-1) ?? ''))
    .map((name) => join(root, name))
    .filter((name) => statSync(name).isFile())
    .sort();
}
