import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../http/test-app.js';

const ROOT = join(import.meta.dirname, '../../../..');
let api: TestApp;
let folder: string;
beforeAll(async () => {
  api = await createTestApp();
  folder = mkdtempSync(join(tmpdir(), 'tenken-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await api.close();
});

function run(args: string[], url?: string): Promise<{ code: number | null; out: string; err: string }> {
  const address = api.app.getHttpServer().address() as { port: number };
  const child = spawn(
    process.execPath,
    ['--import', './scripts/typescript.mjs', 'apps/api/src/cli/import.ts', ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        TENKEN_URL: url ?? `http://127.0.0.1:${address.port}`,
        TENKEN_TOKEN: api.token,
      },
    },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    out += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('import from the command line', () => {
  it('takes patterns and a mapping, says what was rejected, and ends with a status that says how it went', async () => {
    file('one.csv', '名,時\nA,2026/11/21 14:05\n');
    file('two.csv', '名,時\nB,2026/11/21 14:05\nC,yesterday\n');
    const map = file(
      'map.txt',
      JSON.stringify({ columns: { 名: 'rule', 時: 'startsAt' }, timeZone: 'Asia/Tokyo' }),
    );
    const pattern = join(folder, '*.csv');
    const checked = await run(['episodes', pattern, '--map', map, '--dry-run']);
    expect([checked.code, checked.out]).toEqual([
      1,
      'would be created 2, updated 0, unchanged 0, rejected 1\n',
    ]);
    expect(checked.err).toMatch(/two\.csv:3: startsAt: expected a time such as/);
    const done = await run(['episodes', join(folder, 'one.csv')]);
    expect([done.code, done.out]).toEqual([0, 'created 1, updated 0, unchanged 0, rejected 0\n']);
    const rows = await api.dataSource.query('select starts_at from episodes');
    expect(rows).toEqual([{ starts_at: new Date('2026-11-21T05:05:00Z') }]);
  }, 240_000);

  it('says how many recording rules it left out', async () => {
    const rules = file(
      'rules.yml',
      `groups:
  - name: g
    rules:
      - { record: 'job:up:sum', expr: 'sum by (job) (up)' }
      - { alert: Down, expr: 'up == 0' }
`,
    );
    const done = await run(['rules', rules]);
    expect([done.code, done.out]).toEqual([
      0,
      'created 1, updated 0, unchanged 0, rejected 0\n1 recording rule was left out: they never fire\n',
    ]);
  }, 240_000);

  it('tells wrong use from a server that does not answer', async () => {
    const codes = await Promise.all([
      run(['cats', folder]),
      run(['episodes', join(folder, 'none.csv')]),
      run(['episodes', join(folder, 'one.csv')], 'http://127.0.0.1:1'),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([2, 2, 3]);
    expect(codes[2]?.err).toMatch(/No Tenken answers/);
  }, 240_000);
});
