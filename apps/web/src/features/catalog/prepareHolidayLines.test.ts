import { describe, expect, it } from '@jest/globals';
import { prepareHolidayList } from './prepareHolidayLines.js';

describe('prepareHolidayList', () => {
  it.each([
    ['2026-12-24,Christmas Eve', { day: '2026-12-24', nameEn: 'Christmas Eve' }],
    ['2026/1/2 年始休業', { day: '2026-01-02', nameJa: '年始休業' }],
    ['２０２６年１２月２９日　年末休業', { day: '2026-12-29', nameJa: '年末休業' }],
    ['2026-12-31\tNew Year’s Eve\t大晦日', { day: '2026-12-31', nameEn: 'New Year’s Eve', nameJa: '大晦日' }],
  ])('%s', (line, item) => {
    expect(prepareHolidayList(line)).toEqual({ items: [item], wrong: [] });
  });

  it('passes over empty lines and remarks, and names lines that it cannot read', () => {
    const text = '# office\n\n2026-12-24,Eve\n2026-02-30,No such day\nnonsense\n2026-12-25';
    expect(prepareHolidayList(text)).toEqual({
      items: [{ day: '2026-12-24', nameEn: 'Eve' }],
      wrong: [4, 5, 6],
    });
  });
});
