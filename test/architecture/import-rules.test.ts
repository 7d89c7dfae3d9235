import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from './read-sources.js';

/** One breach of each rule, as files with a single import; the rules themselves are in .dependency-cruiser.cjs. */
const BREACHES: [rule: string, from: string, imported: string][] = [
  ['1-statistics-imports-nothing', 'libs/statistics/src/mean.ts', 'zod'],
  ['1-shared-imports-only-zod', 'libs/shared/src/a.contract.ts', 'react'],
  ['1-apps-do-not-import-each-other', 'apps/web/src/api/a.ts', '../../../api/src/features/a/a.service.js'],
  [
    '1-libraries-do-not-import-apps',
    'libs/shared/src/b.contract.ts',
    '../../../apps/api/src/features/a/a.service.js',
  ],
  ['1-product-does-not-import-tests', 'apps/api/src/features/a/b.service.ts', '../../../../../test/a.js'],
  [
    '2-controller-imports-service-or-read-model',
    'apps/api/src/features/a/a.controller.ts',
    './a.repository.js',
  ],
  ['2-controller-does-not-touch-the-database', 'apps/api/src/features/a/b.controller.ts', 'typeorm'],
  ['2-service-does-not-know-http', 'apps/api/src/features/a/c.service.ts', '../../http/problem.js'],
  ['2-repository-imports-no-service', 'apps/api/src/features/a/b.repository.ts', './a.service.js'],
  ['2-adapter-is-pure', 'apps/api/src/features/a/a.adapter.ts', './a.service.js'],
  [
    '3-across-features-by-service-or-read-model',
    'apps/api/src/features/b/d.service.ts',
    '../a/a.repository.js',
  ],
  ['3-another-module-only-from-a-module', 'apps/api/src/features/b/e.service.ts', '../a/a.module.js'],
  ['4-frame-does-not-know-features', 'apps/api/src/database/a.ts', '../features/a/a.repository.js'],
  ['6-web-features-do-not-import-each-other', 'apps/web/src/features/a/A.tsx', '../b/B.js'],
  ['6-only-app-composes-features', 'apps/web/src/ui/A.tsx', '../features/b/B.js'],
  ['6-features-do-not-import-app', 'apps/web/src/features/b/C.tsx', '../../app/a.js'],
  ['6-recharts-only-in-charts', 'apps/web/src/features/b/D.tsx', 'recharts'],
  ['6-prepare-does-not-draw', 'apps/web/src/charts/prepare/a.ts', 'react'],
  ['7-no-cycles', 'apps/api/src/features/a/one.ts', './two.js'],
  ['7-no-orphans', 'libs/statistics/src/alone.ts', ''],
  ['7-imports-can-be-resolved', 'apps/api/src/features/a/f.service.ts', './nowhere.js'],
];
const OTHERS: [path: string, text: string][] = [
  ['apps/api/src/features/a/a.service.ts', "import { z } from 'zod';\nexport { z };\n"],
  ['apps/api/src/features/a/a.repository.ts', "import { z } from 'zod';\nexport { z };\n"],
  ['apps/api/src/features/a/a.module.ts', "import { z } from 'zod';\nexport { z };\n"],
  ['apps/api/src/features/a/two.ts', "import './one.js';\n"],
  ['apps/api/src/http/problem.ts', "import { z } from 'zod';\nexport { z };\n"],
  ['apps/web/src/features/b/B.tsx', "import { z } from 'react';\nexport const B = () => <p>{z}</p>;\n"],
  ['apps/web/src/app/a.ts', "import { z } from 'react';\nexport { z };\n"],
  ['test/a.ts', 'export const a = 1;\n'],
];

let directory: string;
let lines: string[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tenken-rules-'));
  write(
    'package.json',
    '{"name":"breaches","type":"module","dependencies":{"zod":"1","typeorm":"1","react":"1","recharts":"1"}}',
  );
  for (const name of ['zod', 'typeorm', 'react', 'recharts']) {
    write(`node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0","main":"index.js"}`);
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const [path, text] of OTHERS) write(path, text);
  for (const [, path, imported] of BREACHES) {
    write(
      path,
      imported ? `import * as other from '${imported}';\nexport { other };\n` : 'export const alone = 1;\n',
    );
  }
  const run = spawnSync(process.execPath, [join(root, 'scripts/check-imports.mjs'), directory], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  lines = run.stdout.split('\n');
  expect(run.status).toBe(1);
}, 240_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('import rules', () => {
  it.each(BREACHES)('%s is noticed', (rule, path) => {
    expect(lines.filter((line) => line.startsWith(`${rule}: ${path}`))).not.toEqual([]);
  });

  it('lets what is allowed pass', () => {
    const innocent = OTHERS.map(([path]) => path).filter((path) => !path.endsWith('/two.ts'));
    expect(lines.filter((line) => innocent.some((path) => line.includes(`: ${path} →`)))).toEqual([]);
  });
});
