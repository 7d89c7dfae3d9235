// Integration tests in batches. A test file costs some four seconds before its first test, because the whole API is
// loaded for it; files that keep to themselves are loaded together, so that it is loaded once for several of them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from './root.mjs';

const FOLDER = inRoot('test', 'batches');
const FILES_A_BATCH = 6;
/** Hooks outside of any `describe` would reach the tests of other files, and so would a clock that was set. */
const REACHES_OTHERS = /^(?:beforeAll|afterAll|beforeEach|afterEach)\(|\bjest\.|process\.env\./m;

/**
 * @param {string[]} files test files, relative to the root
 * @returns {string[]} the files to run instead: those that stay alone, and the batches, which `removeBatches` removes
 */
export function batchTests(files) {
  removeBatches();
  const together = files.filter(
    (file) => file.startsWith('apps/') && !REACHES_OTHERS.test(readFileSync(join(root, file), 'utf8')),
  );
  const alone = files.filter((file) => !together.includes(file));
  mkdirSync(FOLDER, { recursive: true });
  // Dealt out like cards: the slow files of one feature stand beside each other, and would be one slow batch.
  const hands = Array.from({ length: Math.ceil(together.length / FILES_A_BATCH) }, () => []);
  for (const [index, file] of together.entries()) hands[index % hands.length].push(file);
  const batches = hands.map((files, index) => {
    const batch = join(FOLDER, `batch-${index + 1}.itest.ts`);
    const imports = files.map(
      (file) => `await import('${relative(FOLDER, join(root, file)).replace(/\.ts$/, '.js')}');\n`,
    );
    writeFileSync(batch, imports.join(''));
    return relative(root, batch);
  });
  return [...alone, ...batches];
}

export function removeBatches() {
  rmSync(FOLDER, { recursive: true, force: true });
}
