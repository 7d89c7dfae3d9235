// Builds what `npm start` runs, unless the sources are those of the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bin, inRoot, root } from './root.mjs';
import { runCommand } from './run-command.mjs';

const SOURCES = [
  'apps/api/src',
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'apps/web/vite-message-parts.ts',
  'apps/web/postcss.config.cjs',
  'libs/shared/src',
  'libs/statistics/src',
  'migrations',
  'package-lock.json',
  'tsconfig.base.json',
];
const OUTPUTS = ['apps/api/dist/main.js', 'apps/web/dist/index.html'];
const STAMP = inRoot('dist', 'built-from');

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (name === 'dist' || name === 'node_modules') continue;
    yield* filesBelow(join(path, name));
  }
}

/** A fingerprint of everything the build reads; modification times say nothing after a checkout. */
export function sourceFingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(inRoot(source))) {
      if (/\.i?test\.tsx?$/.test(file)) continue;
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function builtFrom() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8').trim() : null;
}

/**
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<boolean>} false when it did not compile; the compilers' words are printed
 */
export async function buildProduct({ force = false } = {}) {
  const fingerprint = sourceFingerprint();
  const isFresh = builtFrom() === fingerprint && OUTPUTS.every((path) => existsSync(inRoot(path)));
  if (isFresh && !force) return true;
  process.stdout.write('Building …\n');
  const startedAt = performance.now();
  // --force: the compiler goes by modification times, and copied files keep old ones.
  const [api, web] = await Promise.all([
    runCommand(bin('tsc'), ['-b', '--force', 'apps/api']),
    runCommand(bin('vite'), ['build', 'apps/web', '--logLevel', 'warn']),
  ]);
  for (const run of [api, web]) if (run.code !== 0) process.stderr.write(`${run.output}\n`);
  if (api.code !== 0 || web.code !== 0) return false;
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(STAMP, `${fingerprint}\n`);
  process.stdout.write(`Built in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
  return true;
}
