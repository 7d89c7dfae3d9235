import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Both languages together are heavier than any page. So every page loads only the catalogues that it can speak
 * from: this plug-in follows a page's imports, finds the catalogues of the features that it reaches and of the
 * keys that it names, and writes a call to the page's top that waits for them. Nobody keeps a list by hand. A
 * key that was missed all the same brings in the whole catalogue at run time (LanguageProvider).
 *
 * What a page shows only when somebody asks for it (`pages/<Name>Part.tsx`, imported lazily) waits for its own
 * catalogues in the same manner, and the page does not wait for them.
 */
export function messageParts(): Plugin {
  const source = join(import.meta.dirname, 'src');
  return {
    name: 'message-parts',
    enforce: 'pre',
    transform(code, id) {
      const whole = /\/src\/i18n\/catalogue\.(en|ja)\.ts$/.exec(id)?.[1];
      if (whole) return wholeCatalogue(source, dirname(id), whole);
      if (!/\/src\/app\/pages\/\w+(?:Page|Part)\.tsx$/.test(id)) return null;
      const reached = filesReachedBy(id);
      for (const file of reached) this.addWatchFile(file);
      const parts = findCatalogues(source).filter((catalogue) => isSpokenBy(catalogue, reached));
      if (parts.length === 0) return null;
      const list = parts.map(({ file }) => {
        const path = relative(dirname(id), file).replace(/\.en\.ts$/, '');
        const key = JSON.stringify(relative(source, file));
        return `{ id: ${key}, en: () => import('${path}.en.js'), ja: () => import('${path}.ja.js') }`;
      });
      const call = `import { needMessages } from '../../i18n/messageParts.js';\nawait needMessages([${list.join(', ')}]);\n`;
      return { code: call + code, map: null };
    },
  };
}

/**
 * The merged catalogue, put together from the same files as the pages' parts. Imported as its source says, each
 * file would become two chunks: one for its object, one for its module.
 */
function wholeCatalogue(source: string, from: string, language: string) {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(`.${language}.ts`) && !name.startsWith('i18n'))
    .map((name) => `import('${relative(from, join(source, name)).replace(/\.ts$/, '.js')}')`);
  const code = `const modules = await Promise.all([${files.join(', ')}]);
const objects = modules.flatMap((module) => Object.values(module)).filter((value) => typeof value === 'object');
export const catalogue${language === 'ja' ? 'Ja' : 'En'} = Object.assign({}, ...objects);`;
  return { code, map: null };
}

/** A file's code without comments and without imports of types. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|import type [^;]*;/gm, '');
}

interface Catalogue {
  file: string;
  /** The first words of its keys: `rules` of `rules.title`. */
  nouns: string[];
}

/** Every catalogue beside those of the shell, which are always there, and of what a button reads when it is opened. */
function findCatalogues(source: string): Catalogue[] {
  const shell = /^(?:app\/app|ui\/ui|ui\/definitionTexts|i18n\/\w+)\./;
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.en.ts') && !shell.test(name))
    .sort();
  return files.map((name) => {
    const file = join(source, name);
    if (name === 'ui/definitions.en.ts') return { file, nouns: ['definition'] };
    const words = [...readFileSync(file, 'utf8').matchAll(/^\s*'(\w+)\./gm)].map((match) => match[1] ?? '');
    return { file, nouns: [...new Set(words)].filter((word) => word !== 'error') };
  });
}

/** True when a file of the catalogue's own folder is reached, or one that names a key of it. */
function isSpokenBy(catalogue: Catalogue, reached: ReadonlySet<string>): boolean {
  const folder = dirname(catalogue.file);
  if (!/\/(?:ui|app)$/.test(folder) && [...reached].some((file) => dirname(file) === folder)) return true;
  const key = new RegExp(`['"\`](?:${catalogue.nouns.join('|')})\\.`);
  return [...reached].some((file) => key.test(codeOf(file)));
}

/** The files of `src` that a file imports, directly or not; types alone do not count. */
function filesReachedBy(start: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const match of codeOf(file).matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)\.js['"]/g)) {
      const base = join(dirname(file), match[1] ?? '');
      const found = [`${base}.ts`, `${base}.tsx`].find((path) => existsSync(path));
      if (found && !/\.(en|ja)\.ts$|Part\.tsx$/.test(found)) waiting.push(found);
    }
  }
  return reached;
}
