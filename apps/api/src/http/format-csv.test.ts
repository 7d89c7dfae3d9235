import { describe, expect, it } from '@jest/globals';
import { formatCsvLine } from './format-csv.js';

describe('formatCsvLine', () => {
  it.each([
    [['a', 1, true, null], 'a,1,true,\r\n'],
    [['say "hi", you'], '"say ""hi"", you"\r\n'],
    [['two\nlines'], '"two\nlines"\r\n'],
    [['=HYPERLINK("http://x")'], '"\'=HYPERLINK(""http://x"")"\r\n'],
    [['@SUM(A1)', '+1', '-2', '\tx'], "'@SUM(A1),'+1,'-2,'\tx\r\n"],
    [[-5], '-5\r\n'],
    [['決済が遅い'], '決済が遅い\r\n'],
  ] as const)('%j', (cells, line) => {
    expect(formatCsvLine(cells)).toBe(line);
  });
});
