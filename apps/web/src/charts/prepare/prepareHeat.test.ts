import { describe, expect, it } from '@jest/globals';
import { busiestCell, prepareHeat } from './prepareHeat.js';

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const empty = () => Array.from({ length: 7 }, () => new Array<number>(24).fill(0));

describe('prepareHeat', () => {
  it('has no levels without counts', () => {
    const model = prepareHeat(empty(), NAMES);
    expect(model.rows.flatMap((row) => row.cells).every((cell) => cell.level === 0)).toBe(true);
    expect(busiestCell(model)).toBeNull();
  });

  it('divides by the largest count and finds it', () => {
    const counts = empty();
    counts[0]![9] = 1;
    counts[6]![23] = 8;
    const model = prepareHeat(counts, NAMES);
    expect(model.rows[0]!.cells[9]).toEqual({ weekday: 1, hour: 9, count: 1, level: 1 });
    expect(busiestCell(model)).toEqual({ weekday: 7, hour: 23, count: 8, level: 4 });
  });

  it('begins the week where it is told to', () => {
    expect(prepareHeat(empty(), NAMES, 7).rows.map((row) => row.name)).toEqual(['Sun', ...NAMES.slice(0, 6)]);
  });
});
