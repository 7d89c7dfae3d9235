// Budgets of what a browser downloads, gzipped, from Vite's manifest of the built web application. A page costs the
// first load, one language and everything its own module imports.
import { existsSync, readFileSync } from 'node:fs';

const dist = 'apps/web/dist';
const manifestPath = `${dist}/.vite/manifest.json`;
if (!existsSync(manifestPath)) throw new Error('Run npm run build first');
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));

/** Files of a module and of everything it imports at once; what is imported lazily is not part of it. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return { js: [], css: [] };
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  const below = (chunk.imports ?? []).map((imported) => filesOf(imported, seen));
  return {
    js: [chunk.file, ...below.flatMap((part) => part.js)],
    css: [...(chunk.css ?? []), ...below.flatMap((part) => part.css)],
  };
}

function paths(keys, kind) {
  const seen = new Set();
  return [...new Set(keys.flatMap((key) => filesOf(key, seen)[kind]))].map((file) => `${dist}/${file}`);
}

const first = ['index.html', 'src/i18n/catalogue.ja.ts'];
const page = (name) => [...first, `src/app/pages/${name}.tsx`];
const chunks = [...new Set(Object.values(manifest).map((chunk) => chunk.file))].filter((file) =>
  file.endsWith('.js'),
);

export default [
  { name: 'first load, JavaScript', path: paths(first, 'js'), limit: '225 kB', gzip: true },
  { name: 'first load, CSS', path: paths(first, 'css'), limit: '40 kB', gzip: true },
  { name: 'review room, JavaScript', path: paths(page('ReviewRoomPage'), 'js'), limit: '250 kB', gzip: true },
  {
    name: 'trends with charts, JavaScript',
    path: paths(page('TrendsPage'), 'js'),
    limit: '350 kB',
    gzip: true,
  },
  ...chunks.map((file) => ({
    name: `chunk ${file.replace(/^assets\/|-[\w-]{8}\.js$/g, '')}`,
    path: `${dist}/${file}`,
    limit: '130 kB',
    gzip: true,
  })),
];
