import { describe, expect, it } from '@jest/globals';
import { readSources } from './read-sources.js';
import { findBreaches, sourceRules } from './source-rules.js';

describe('source rules', () => {
  it('hold everywhere', () => {
    expect(findBreaches(readSources())).toEqual([]);
  });

  it.each([
    ['process.env only in config/env.ts', 'apps/api/src/main.ts', 'const x = process.env.X;'],
    ['fetch only in web/src/api/http.ts', 'apps/web/src/app/Shell.tsx', 'await fetch("/api")'],
    ['the clock only through Clock (api)', 'apps/api/src/features/x/x.service.ts', 'const now = new Date();'],
    ['the clock only through useNow (web)', 'apps/web/src/app/Shell.tsx', 'Date.now()'],
    [
      'HTTP exceptions of Nest only in http/',
      'apps/api/src/features/x/x.service.ts',
      'throw new NotFoundException()',
    ],
    [
      'no query builder and no synchronize',
      'apps/api/src/features/x/x.repository.ts',
      'repo.createQueryBuilder()',
    ],
    ['no BETWEEN in SQL', 'apps/api/src/features/x/x.read-model.ts', 'where t between $1 and $2'],
    ['no switched-off tests', 'libs/shared/src/x.test.ts', 'it.only("x")'],
  ])('notice a breach of "%s"', (name, path, text) => {
    const rule = sourceRules.filter((one) => one.name === name);
    expect(rule).toHaveLength(1);
    expect(findBreaches([{ path, text }], rule)).toEqual([expect.stringContaining(`${path}: ${name}`)]);
    expect(findBreaches([{ path, text: `// ${text}` }], rule)).toEqual([]);
  });

  it('let a refetch, a date made of something, and a word in a string of another meaning pass', () => {
    const text = 'query.refetch(); prefetch(x); new Date(instant); "in between times"';
    expect(findBreaches([{ path: 'apps/web/src/app/Shell.tsx', text }])).toEqual([]);
  });
});
