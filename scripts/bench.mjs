// npm run bench [-- name [--flags]]: runs bench/*.bench.ts one after the other on the built product; each prints its
// ratio. Flags are those of the benchmark.
import './check-node-version.mjs';
import { readdirSync } from 'node:fs';
import { installPackages } from './install-packages.mjs';
import { inRoot } from './root.mjs';
import { runCommand } from './run-command.mjs';

const given = process.argv.slice(2);
const wanted = given.find((word) => !word.startsWith('-')) ?? '';
const flags = given.filter((word) => word.startsWith('-'));
await installPackages();
const { buildProduct } = await import('./build-product.mjs');
if (!(await buildProduct())) process.exit(1);

const files = readdirSync(inRoot('bench')).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(wanted),
);
if (files.length === 0) {
  process.stderr.write(`No benchmark named ${wanted}\n`);
  process.exit(2);
}
let failed = 0;
for (const file of files.sort()) {
  process.stdout.write(`\n${file}\n`);
  const run = await runCommand(
    process.execPath,
    ['--import', './scripts/typescript.mjs', inRoot('bench', file), ...flags],
    { show: true },
  );
  if (run.code !== 0) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
