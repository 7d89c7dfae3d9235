import { describe, expect, it } from '@jest/globals';
import { nextCell, prepareDayHours } from './prepareDayHours.js';

const day = (name: string, counts: Record<number, number>) => ({
  day: name,
  hours: Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0),
});

describe('prepareDayHours', () => {
  it('keeps the newest days, and only cells that count something', () => {
    const model = prepareDayHours([day('a', { 1: 9 }), day('b', { 0: 1, 23: 4 }), day('c', { 5: 2 })], 2);
    expect(model.days).toEqual(['b', 'c']);
    expect(model.cells).toEqual([
      { day: 'b', hour: 0, count: 1, level: 1, column: 0 },
      { day: 'b', hour: 23, count: 4, level: 4, column: 0 },
      { day: 'c', hour: 5, count: 2, level: 2, column: 1 },
    ]);
    expect([model.total, model.max]).toEqual([7, 4]);
  });

  it('is empty where nothing fired', () => {
    expect(prepareDayHours([day('a', {})], 84)).toMatchObject({ cells: [], total: 0, max: 0 });
  });
});

describe('nextCell', () => {
  const { cells } = prepareDayHours([day('a', { 3: 1, 9: 1 }), day('b', { 20: 1 }), day('c', { 3: 1 })], 84);
  const at = (name: string, hour: number) => cells.find((cell) => cell.day === name && cell.hour === hour)!;

  it('begins at the first', () => expect(nextCell(cells, null, 'right')).toBe(cells[0]));
  it('goes straight ahead before aside', () => expect(nextCell(cells, at('a', 3), 'right')).toBe(at('c', 3)));
  it('goes through the hours of a day', () => expect(nextCell(cells, at('a', 3), 'down')).toBe(at('a', 9)));
  it('stops at the end', () => expect(nextCell(cells, at('c', 3), 'right')).toBeNull());
});
