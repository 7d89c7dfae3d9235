import { describe, expect, it } from '@jest/globals';
import { toCsv } from './toCsv.js';

describe('toCsv', () => {
  it('is read by Japanese spreadsheets, leaves a missing figure empty and runs no formula', () => {
    expect(
      toCsv(
        ['期間', 'n'],
        [
          ['9/7', 0],
          ['a,"b"', null],
          ['=1+1', -3],
          ['x', Number.NaN],
        ],
      ),
    ).toBe('\uFEFF期間,n\r\n9/7,0\r\n"a,""b""",\r\n\'=1+1,-3\r\nx,\r\n');
  });
});
