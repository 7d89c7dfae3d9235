import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** One source file: its path from the root of the repository, with `/`, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Every TypeScript source of the product and its tests, in the order of their paths. */
export function readSources(): SourceFile[] {
  return ['apps', 'libs', 'migrations', 'test', 'bench']
    .flatMap((place) => [...pathsBelow(join(root, place))])
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

function* pathsBelow(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (['dist', 'dist-types', 'node_modules'].includes(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* pathsBelow(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** True for a file that only tests run. */
export function isTest(path: string): boolean {
  return (
    /\.(test|itest|spec|fixture)\.tsx?$/.test(path) ||
    /(^|\/)test-[a-z-]+\.ts$/.test(path) ||
    /^(test|bench|apps\/web\/src\/testing)\//.test(path)
  );
}

/** The code without its comments; a word in a comment is no use of it. Strings stay as they are. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}
