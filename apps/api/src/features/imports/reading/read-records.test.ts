import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { EncodingDetector, textDecoder } from './decode-text.js';
import { fileShape, importFormat } from './file-shape.js';
import type { RawRecord } from './raw-record.js';
import { countRecords, readRecords } from './read-records.js';
import { CsvSplitter, csvDelimiter } from './split-csv.js';

/** Reads a text that comes in parts of some bytes, as files do. */
async function read(text: string | Buffer, fileName: string, partBytes = 7): Promise<RawRecord[]> {
  const bytes = Buffer.from(text as string);
  const parts = Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, at) =>
    bytes.subarray(at * partBytes, (at + 1) * partBytes),
  );
  const detector = new EncodingDetector();
  for (const part of parts) detector.push(part);
  const shape = fileShape(bytes, detector.end(), null, fileName, true);
  const records: RawRecord[] = [];
  for await (const found of readRecords(parts, shape, 'incidents', fileName)) records.push(...found);
  // counted without being read, they are as many
  expect(await countRecords(parts, shape, 'incidents', fileName)).toBe(records.length);
  return records;
}
const told = (records: RawRecord[]) =>
  records.map((record) => [
    record.line,
    'cells' in record ? record.cells : 'value' in record ? record.value : record.error.reason,
  ]);

describe('format of a file', () => {
  it.each([
    ['application/json', null, '[]', 'json'],
    ['application/x-ndjson', null, '{}', 'ndjson'],
    ['application/json', null, '{"a":1}\n{"a":2}', 'ndjson'],
    ['application/json', null, '{\n"incidents": []}', 'json'],
    [null, 'x.csv', 'a,b', 'csv'],
    [null, null, 'a,b\n1,2', 'csv'],
    [null, null, '---\ntitle: x\n---', 'markdown'],
    ['application/octet-stream', 'p.md', 'text', 'markdown'],
    ['application/octet-stream', 'rules.yml', 'groups:', 'yaml'],
  ] as const)('%p %p %p is %p', (type, name, text, format) => {
    expect(importFormat(type, name, text)).toBe(format);
  });
});

describe('encoding of a file', () => {
  const text = '影響開始,①～\r\n決済,𠮷野家\r\n';
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['shift_jis', iconv.encode(text.replace('𠮷', '吉'), 'cp932')],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['utf-16le', Buffer.from('externalId\ttitle\r\n1\t決済', 'utf16le')],
  ] as const)('is told as %s however it is cut', (encoding, bytes) => {
    for (const size of [1, 2, 3, 5, 100]) {
      const detector = new EncodingDetector();
      const whole =
        size < 100 && encoding.startsWith('utf-16') && bytes[0] !== 0xff && bytes[0] !== 0xfe ? 100 : size;
      for (let at = 0; at < bytes.length; at += Math.max(2, whole))
        detector.push(bytes.subarray(at, at + Math.max(2, whole)));
      expect(detector.end()).toBe(encoding);
      const decoder = textDecoder(encoding);
      let back = '';
      for (let at = 0; at < bytes.length; at += size) back += decoder.write(bytes.subarray(at, at + size));
      back += decoder.end();
      expect(back.startsWith('\uFEFF')).toBe(false);
      expect(back.split('\r\n')[1]).toContain('決済');
    }
  });
});

describe('records of a file', () => {
  it('of CSV have the line on which they begin', async () => {
    const csv = '\uFEFFtitle,tags\r\n"two\nlines",x\r\n\r\nplain,"say ""hi"""\r\nin "the" middle,\n';
    expect(told(await read(csv, 'x.csv'))).toEqual([
      [2, ['two\nlines', 'x']],
      [5, ['plain', 'say "hi"']],
      [6, ['in "the" middle', '']],
    ]);
  });

  it('of CSV with tabs or semicolons are told by the header', async () => {
    expect([csvDelimiter('a\tb,c\td'), csvDelimiter('a;b;"x,y,z"'), csvDelimiter('a')]).toEqual([
      '\t',
      ';',
      ',',
    ]);
    expect(told(await read('a;b\n1;"2;3"\n', 'x.csv'))).toEqual([[2, ['1', '2;3']]]);
  });

  it('of CSV behind an open quote are not lost', async () => {
    expect(told(await read('a,b\n"x,1\n', 'x.csv'))).toEqual([
      [2, 'not valid CSV: a quote is opened and never closed'],
    ]);
    const records = await read('a,b\n"x,1\ny,2\n', 'x.csv');
    expect(told(records).at(-1)).toEqual([3, ['y', '2']]);
  });

  it('of CSV are those that a parser of others finds, however the text is cut', () => {
    const cell = fc.stringMatching(/^[a-c ,"\n]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const text = rows
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\r\n');
          const splitter = new CsvSplitter(',');
          const found = [];
          const counter = new CsvSplitter(',', true);
          let count = 0;
          for (let at = 0; at < text.length; at += size) {
            found.push(...splitter.push(text.slice(at, at + size)));
            count += counter.push(text.slice(at, at + size)).length;
          }
          found.push(...splitter.end());
          expect(count + counter.end().length).toBe(found.length);
          expect(found.map(({ cells }) => cells)).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
    );
  });

  it('of JSON have their lines, and one that is broken harms no other', async () => {
    expect(told(await read('[\n {"a": 1},\n\n {"a": "x,[\\"{"}]', 'x.json'))).toEqual([
      [2, { a: 1 }],
      [4, { a: 'x,["{' }],
    ]);
    expect(told(await read('[1,\n2,,3]', 'x.json'))).toEqual([
      [1, 1],
      [2, 2],
      [2, 'not valid JSON: expected a record between the commas'],
      [2, 3],
    ]);
    expect(told(await read('[{"a":1},\n{"a":', 'x.json'))).toEqual([
      [1, { a: 1 }],
      [2, expect.stringContaining('not valid JSON')],
    ]);
    expect(await read('[]', 'x.json')).toEqual([]);
  });

  it('of JSON are found whatever stands in them, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (items, size) => {
          const found = await read(JSON.stringify(items, null, 1), 'x.json', size);
          const clean = items.filter((item) => !JSON.stringify(item).includes('\\u0000'));
          expect(found.flatMap((record) => ('value' in record ? [record.value] : []))).toEqual(
            JSON.parse(JSON.stringify(clean)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('may stand in a list inside an object', async () => {
    expect(
      told(await read('{"page": {"id": 1},\n "incidents": [\n{"a": 1},\n{"a": 2}]}', 'incidents.json')),
    ).toEqual([
      [3, { a: 1 }],
      [4, { a: 2 }],
    ]);
  });

  it('of NDJSON go on behind a broken line', async () => {
    expect(told(await read('{"a":1}\n\n{"a":\r\n{"a":3}', 'x.ndjson'))).toEqual([
      [1, { a: 1 }],
      [3, expect.stringContaining('not valid JSON')],
      [4, { a: 3 }],
    ]);
  });

  it('that the database could not keep are refused in words', async () => {
    expect(told(await read('a,b\nx\0,1\ny,2', 'x.csv'))).toEqual([
      [2, 'expected text, found a NUL character'],
      [3, ['y', '2']],
    ]);
    expect(told(await read('{"a":"\\u0000"}\n{"a":"\\ud800"}\n{"a":"\\ud83d\\ude00"}', 'x.ndjson'))).toEqual([
      [1, 'expected text, found a NUL character'],
      [2, 'expected text, found half a character (a lone surrogate)'],
      [3, { a: '😀' }],
    ]);
  });
});
