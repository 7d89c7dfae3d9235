import type { ImportCounts } from './imports.contract.js';

/**
 * Rows of a finished import that were understood and have nothing to take: the recording rules of a rule file. Not of
 * one that was cancelled: there some rows were read and not yet written.
 */
export function countSkipped({ read, created, updated, unchanged, rejected }: ImportCounts): number {
  return read - created - updated - unchanged - rejected;
}
