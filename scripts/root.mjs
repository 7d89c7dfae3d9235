// Where the repository is, whatever directory the command was called from.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the repository. */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** A program that an npm package brings. */
export function bin(name) {
  return inRoot('node_modules', '.bin', name);
}
