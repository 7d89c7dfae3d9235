import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findImportFiles } from './find-import-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenken-files-'));
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  for (const name of ['b.csv', 'a.csv', 'c.json', 'README.md', 'x.exe', 'deep/d.csv', 'deep/er/e.csv']) {
    writeFileSync(join(folder, name), '');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const found = (...paths: string[]) =>
  findImportFiles(paths.map((path) => join(folder, path))).map((path) => relative(folder, path));

describe('files of a command line', () => {
  it('are files, folders and patterns, each once', () => {
    expect(found('a.csv', 'x.exe')).toEqual(['a.csv', 'x.exe']);
    expect(found('.')).toEqual(['a.csv', 'b.csv', 'c.json']);
    expect(found('*.csv', 'a.csv')).toEqual(['a.csv', 'b.csv']);
    expect(found('?.csv')).toEqual(['a.csv', 'b.csv']);
    expect(found('**/*.csv')).toEqual(['a.csv', 'b.csv', 'deep/d.csv', 'deep/er/e.csv']);
    expect(found('deep/*.csv')).toEqual(['deep/d.csv']);
  });

  it('that are not there are said', () => {
    expect(() => found('nothing.csv')).toThrow(/nothing.csv: no file to import/);
    expect(() => found('*.tsv')).toThrow(/no file to import/);
  });
});
