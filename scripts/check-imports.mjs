// Checks who imports whom (.dependency-cruiser.cjs), and that the cruiser really read every file: with TypeScript 7,
// which has no compiler API, it can see nothing at all and still call that a success.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { inRoot, root as repository } from './root.mjs';

// The test of the rules checks a small tree of breaches in place of the repository.
const root = process.argv[2] ?? repository;
const PLACES = [
  'apps/api/src',
  'apps/web/src',
  'libs/shared/src',
  'libs/statistics/src',
  'migrations',
  'test',
  'bench',
];

// The cruiser asks swc to parse every file without JSX, and takes swc's function when it is first imported.
const require = createRequire(import.meta.url);
const swc = require('@swc/core');
const parseFile = swc.parseFileSync;
let withTypes = true;
swc.parseFileSync = (path, options) => {
  const module = parseFile(path, { ...options, tsx: path.endsWith('x') });
  return withTypes ? module : { ...module, body: module.body.filter((item) => !isTypeOnly(item)) };
};

function isTypeOnly(item) {
  if (item.type === 'ImportDeclaration') {
    return item.typeOnly || (item.specifiers.length > 0 && item.specifiers.every((one) => one.isTypeOnly));
  }
  return item.type === 'ExportNamedDeclaration' && item.typeOnly;
}

function* sourcesBelow(directory) {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (['dist', 'dist-types', 'node_modules'].includes(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* sourcesBelow(path);
    else if (/\.tsx?$/.test(entry.name)) yield relative(root, path);
  }
}

process.chdir(root);
const files = PLACES.flatMap((place) => [...sourcesBelow(join(root, place))]);
const { cruise } = await import('dependency-cruiser');
const { default: readOptions } = await import('dependency-cruiser/config-utl/extract-depcruise-options');
const options = { ...(await readOptions(inRoot('.dependency-cruiser.cjs'))), baseDir: root };
const resolveOptions = { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } };
const isAboutRunning = (violation) => /^(2-|7-no-cycles)/.test(violation.rule.name);

const { output } = await cruise(files, options, resolveOptions);
// A circle of types is no circle when the program runs, and a shape that is named is not asked for anything.
withTypes = false;
const { output: running } = await cruise(files, options, resolveOptions);
const violations = [
  ...output.summary.violations.filter((violation) => !isAboutRunning(violation)),
  ...running.summary.violations.filter(isAboutRunning),
];

const imports = new Map(output.modules.map((module) => [module.source, module.dependencies.length]));
const problems = violations.map(
  ({ rule, from, to, cycle }) =>
    `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`,
);
for (const file of files) {
  if (!imports.has(file)) problems.push(`the cruiser did not read ${file}`);
  else if (
    imports.get(file) === 0 &&
    /^(import|export) [^;]*from '[^']+\.js'/m.test(readFileSync(file, 'utf8'))
  ) {
    problems.push(`the cruiser saw no import in ${file}, which has some`);
  }
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(
  `${files.length} files, ${output.summary.totalDependenciesCruised} imports, ${problems.length} problems\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
