// Sizes of the built web application, gzipped, from Vite's manifest: what the first page loads (the entry, all
// that it imports, the shell's messages), what there is with each page and its messages, and the largest chunk.
// Fails when a bar is passed: 225 kB of JavaScript and 40 kB of CSS at first, 350 kB with any page, 130 kB a chunk.
// The goals for the review room (250) and for the trends with Recharts (350) are not reached yet: their bars keep them
// from growing meanwhile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '../apps/web/dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const total = (keys) => [...keys].reduce((sum, key) => sum + size(manifest[key].file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = closure(entry);

/** The messages in Japanese, the larger language, that a page waits for, beside those of the shell. */
const messagesOf = (key) => (manifest[key].dynamicImports ?? []).filter((name) => /\.ja\.ts$/.test(name));
const shell = new Set(['src/app/app.ja.ts', 'src/ui/ui.ja.ts'].flatMap((key) => [...closure(key)]));
const css = new Set([...first].flatMap((key) => manifest[key].css ?? []));
const bars = [
  ['first JavaScript', total(new Set([...first, ...shell])), 225],
  ['first CSS', [...css].reduce((sum, file) => sum + size(file), 0), 40],
];
for (const key of Object.keys(manifest).filter((name) => /pages\/\w+Page\.tsx$/.test(name))) {
  const name = key.split('/').at(-1).replace('.tsx', '');
  const bar = { ReviewRoomPage: 260, TrendsPage: 395 }[name] ?? 350;
  bars.push([
    name,
    total(
      new Set([
        ...first,
        ...shell,
        ...messagesOf(key).flatMap((name) => [...closure(name)]),
        ...closure(key),
      ]),
    ),
    bar,
  ]);
}
const largest = Object.values(manifest)
  .filter((chunk) => chunk.file.endsWith('.js'))
  .map((chunk) => [chunk.file, size(chunk.file)])
  .sort((a, b) => b[1] - a[1])[0];
bars.push([`largest chunk ${largest[0]}`, largest[1], 130]);

let failed = false;
for (const [name, kilobytes, bar] of bars) {
  const over = kilobytes > bar;
  failed ||= over;
  console.log(`${over ? 'OVER' : 'ok  '} ${name}: ${kilobytes.toFixed(1)} kB of ${bar}`);
}
process.exitCode = failed ? 1 : 0;
