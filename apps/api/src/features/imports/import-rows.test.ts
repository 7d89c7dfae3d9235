import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { decodeText } from './decode-text.js';
import { importFormat, importRows } from './import-rows.js';

describe('rows of an import file', () => {
  it.each([
    ['application/json', null, '[]', 'json'],
    ['application/x-ndjson', null, '{}', 'ndjson'],
    ['application/json', null, '{"a":1}\n{"a":2}', 'ndjson'],
    [null, 'x.csv', 'a,b', 'csv'],
    [null, null, 'a,b\n1,2', 'csv'],
    [null, null, '---\ntitle: x\n---', 'markdown'],
    ['application/octet-stream', 'p.md', 'text', 'markdown'],
  ] as const)('knows %p %p %p as %p', (type, name, text, format) => {
    expect(importFormat(type, name, text)).toBe(format);
  });

  it('names the line of every record', () => {
    expect(importRows('json', '[\n {"a": 1},\n\n {"a": "x,[\\"{"}]').map((row) => row.line)).toEqual([2, 4]);
    expect(importRows('ndjson', '{"a":1}\n\n{"a":2}').map((row) => row.line)).toEqual([1, 3]);
    const csv = importRows('csv', '﻿title,tags\n"two\nlines",x\nplain,\n');
    expect(csv.map((row) => row.line)).toEqual([3, 4]);
    expect(csv.map((row) => ('value' in row ? row.value : null))).toEqual([
      { title: 'two\nlines', tags: 'x' },
      { title: 'plain' },
    ]);
  });

  it('reaches into objects by a dot in the header', () => {
    expect(importRows('csv', 'title,postmortem.owner\nA,B\n')).toMatchObject([
      { value: { title: 'A', postmortem: { owner: 'B' } } },
    ]);
  });

  it('keeps good lines when one is broken, and says which', () => {
    const rows = importRows('ndjson', '{"a":1}\n{"a":\n{"a":3}');
    expect(rows.map((row) => 'error' in row)).toEqual([false, true, false]);
    expect(importRows('json', '[1,\n2,,]')).toMatchObject([
      { line: 2, error: { reason: expect.stringContaining('not valid JSON') } },
    ]);
    expect(importRows('csv', 'a,b\n"x')).toMatchObject([
      { error: { reason: expect.stringContaining('not valid CSV') } },
    ]);
  });

  it('reads UTF-8 with and without a mark, and Shift_JIS', () => {
    expect(decodeText(Buffer.from('﻿影響'))).toEqual({ text: '影響', encoding: 'utf-8' });
    expect(decodeText(iconv.encode('影響開始,①', 'cp932'))).toEqual({
      text: '影響開始,①',
      encoding: 'shift_jis',
    });
  });
});
