// The checks that need no running program. `npm run check` and `npm test` both run this list.
import { availableParallelism } from 'node:os';
import { bin, inRoot } from './root.mjs';
import { runCommand } from './run-command.mjs';

const node = process.execPath;

const CHECKS = [
  { name: 'types (tsc)', run: () => runCommand(bin('tsc'), ['-b']) },
  { name: 'promises (oxlint)', run: () => runCommand(bin('oxlint'), ['--type-aware', '--quiet']) },
  {
    name: 'format and lint (biome)',
    run: () =>
      runCommand(bin('biome'), ['ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=40']),
  },
  {
    name: 'imports (dependency-cruiser)',
    run: () => runCommand(node, [inRoot('scripts/check-imports.mjs')]),
  },
  {
    name: 'dead code (knip)',
    run: () => runCommand(bin('knip'), ['--no-progress', '--treat-config-hints-as-errors']),
  },
  { name: 'migrations (squawk)', run: () => runCommand(node, [inRoot('scripts/check-migrations.mjs')]) },
];

/** Enough to start with; one broken type can fill screens. */
function firstLines(text) {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, 60).map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line));
  return [...shown, ...(lines.length > 60 ? [`… and ${lines.length - 60} lines more`] : [])].join('\n');
}

/**
 * Runs them all, a few at a time, and prints a line for each; the words of those that fail follow it.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runStaticChecks() {
  const waiting = [...CHECKS];
  let failed = 0;
  async function work() {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const run = await check.run();
      const mark = run.code === 0 ? 'ok    ' : 'FAILED';
      process.stdout.write(`${mark} ${check.name} (${run.seconds.toFixed(1)} s)\n`);
      if (run.code === 0) continue;
      failed += 1;
      process.stdout.write(`${firstLines(run.output)}\n\n`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return { passed: CHECKS.length - failed, failed };
}
