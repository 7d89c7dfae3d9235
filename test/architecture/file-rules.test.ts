import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isTest, readSources } from './read-sources.js';

const LONGEST = 400;
const LONGEST_TEST = 600;

/** A closed list; a new role needs a record in docs/adr. */
const ROLES = [
  'controller',
  'service',
  'repository',
  'entity',
  'read-model',
  'errors',
  'module',
  'contract',
  'rollup',
  'adapter',
  // Nest's own words for what stands around a request; only in http/.
  'guard',
  'filter',
  // Web: the queries of a feature, and the catalogues of both languages.
  'queries',
  'en',
  'ja',
  // Tests.
  'fixture',
  'bench',
];
const NO_NAMES = ['index', 'utils', 'util', 'helpers', 'helper', 'types', 'constants', 'common', 'misc'];

const sources = readSources();
const lines = (text: string) => text.split('\n').length - 1;

/** "alert-rules.service.itest.ts" → ["alert-rules", "service"]. */
function nameParts(path: string): string[] {
  return basename(path)
    .replace(/\.tsx?$/, '')
    .replace(/\.(test|itest|spec|d|config)$/, '')
    .split('.');
}

describe('files', () => {
  it('are found', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it(`have at most ${LONGEST} lines, tests ${LONGEST_TEST}`, () => {
    const tooLong = sources
      .filter(({ path, text }) => lines(text) > (isTest(path) ? LONGEST_TEST : LONGEST))
      .map(({ path, text }) => `${path}: ${lines(text)} lines`);
    expect(tooLong).toEqual([]);
  });

  it('are named after what they export', () => {
    const nameless = sources.filter(({ path }) => NO_NAMES.includes(nameParts(path)[0] ?? ''));
    expect(nameless.map(({ path }) => path)).toEqual([]);
  });

  it('have a role of the list, or none', () => {
    const unknown = sources.filter(({ path }) =>
      nameParts(path)
        .slice(1)
        .some((role) => !ROLES.includes(role)),
    );
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it('are in kebab-case outside the web', () => {
    const odd = sources
      .filter(({ path }) => !path.startsWith('apps/web/') && !path.startsWith('test/e2e/'))
      .filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(nameParts(path)[0] ?? ''));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('are PascalCase for a component or class, camelCase for a function, in the web', () => {
    const odd = sources
      .filter(({ path }) => path.startsWith('apps/web/src/') && !isTest(path) && !path.endsWith('.d.ts'))
      .filter(({ path, text }) => {
        const name = nameParts(path)[0] ?? '';
        const isPascal = /^[A-Z][A-Za-z0-9]*$/.test(name);
        const isCamel = /^[a-z][A-Za-z0-9]*$/.test(name);
        if (path.endsWith('.tsx') ? isPascal : isCamel) return false;
        // The other way round only for what it says: a class without JSX, a function with some.
        const exported = isPascal
          ? new RegExp(`export (abstract )?class ${name}\\b`)
          : new RegExp(`export (async )?(function|const) \\w*${name}`, 'i');
        return name !== 'main' && !exported.test(text);
      });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
