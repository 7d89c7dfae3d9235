import { describe, expect, it } from '@jest/globals';
import { rankTogether } from './rank-together.js';

const WEEK = 7 * 86_400;

describe('rankTogether', () => {
  it('compares with chance: 10 of 40 where 1 − e^(−168 × 600 ÷ week) = 15.4 % would be expected', () => {
    const [row] = rankTogether([{ id: '1', together: 30, otherFired: 168, otherTogether: 31 }], {
      n: 40,
      seconds: WEEK,
    });
    // by hand: one alert an hour; 168 × 600 ÷ 604800 = 1/6; 1 − e^(−1/6) = 0.153518
    expect(row?.expectedShare).toBeCloseTo(0.153518, 6);
    expect(row?.share).toMatchObject({ value: 0.75, n: 40 });
    expect(row?.lift).toBeCloseTo(0.75 / 0.153518, 4);
  });

  it('leaves out what chance explains, what is rare, and a loud rule that is always there', () => {
    const looked = { n: 40, seconds: WEEK };
    const ids = (rows: { together: number; otherFired: number }[]) =>
      rankTogether(
        rows.map((row, index) => ({ id: String(index), otherTogether: row.together, ...row })),
        looked,
      ).map(({ id }) => id);
    expect(ids([{ together: 7, otherFired: 168 }])).toEqual([]);
    expect(ids([{ together: 2, otherFired: 2 }])).toEqual([]);
    expect(ids([{ together: 40, otherFired: 5000 }])).toEqual([]);
    expect(ids([{ together: 4, otherFired: 5 }])).toEqual(['0']);
  });

  it('ranks by how many more there are than chance would give', () => {
    const rows = [
      { id: '1', together: 5, otherFired: 5, otherTogether: 5 },
      { id: '2', together: 30, otherFired: 60, otherTogether: 30 },
    ];
    expect(rankTogether(rows, { n: 40, seconds: WEEK }).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('says nothing of nothing', () => {
    expect(
      rankTogether([{ id: '1', together: 0, otherFired: 1, otherTogether: 0 }], { n: 0, seconds: 1 }),
    ).toEqual([]);
  });
});
