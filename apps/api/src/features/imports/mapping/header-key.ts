import { createHash } from 'node:crypto';
import { REJECT_COLUMNS } from '@tenken/shared/import-fields';

const REJECTS: readonly string[] = REJECT_COLUMNS;

/** One key for all files with the same columns, in whatever order and case; the columns of a reject file do not count. */
export function headerKey(headers: readonly string[]): string {
  const names = headers
    .map((name) => name.normalize('NFKC').trim().toLowerCase())
    .filter((name) => name !== '' && !REJECTS.includes(name));
  return createHash('sha256')
    .update([...new Set(names)].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
}
