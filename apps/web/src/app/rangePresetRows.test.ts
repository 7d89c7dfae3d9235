import { describe, expect, it } from '@jest/globals';
import { rangePresetRows } from './rangePresetRows.js';

const now = new Date('2026-11-21T08:00:00Z');
const rows = (fiscalStart: number) => rangePresetRows(fiscalStart, now, 'Asia/Tokyo', 'en');

describe('rangePresetRows', () => {
  it('has no line twice', () => {
    expect(rows(4).map(({ row }) => row)).toEqual([
      'weeks',
      'month',
      'quarter',
      'half',
      'fiscalYear',
      'year',
    ]);
    expect(rows(2).map(({ row }) => row)).toContain('fiscalQuarter');
    expect(rows(1).map(({ row }) => row)).not.toContain('year');
  });

  it('says the months', () => {
    expect(
      rows(4)
        .find(({ row }) => row === 'half')
        ?.choices.map(({ months }) => months),
    ).toEqual(['Oct–Mar', 'Apr–Sep']);
  });
});
