// node scripts/complete-lock-file.mjs: after `npm install` against a registry that lacks builds for other platforms, puts
// those builds back into package-lock.json (docs/adr/0012). Without them `npm ci` refuses the file.
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './root.mjs';

const SYSTEMS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
};
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'arm'];

const file = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** Node's way of looking: beside the package, then further out. */
function isThere(path, name) {
  const parts = path.split('/node_modules/');
  const places = ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('/node_modules/'))];
  return places.some((place) => lock.packages[`${place ? `${place}/` : ''}node_modules/${name}`]);
}

function buildFor(name, version, { dev, license, engines }) {
  const words = name.split('/').at(-1).split(/[-_]/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os || !cpu) return null;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : null;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(os === 'linux' && libc && { libc: [libc] }),
    ...(license && { license }),
    optional: true,
    os: [os],
    ...(engines && { engines }),
  };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(path, name)) continue;
    const build = buildFor(name, range.replace(/^[\^~]/, ''), entry);
    if (build) {
      lock.packages[`node_modules/${name}`] = build;
      added += 1;
    } else process.stdout.write(`${name}, wanted by ${path}, is missing and is no build for a platform\n`);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} builds added\n`);
