import { describe, expect, it } from '@jest/globals';
import { countBusinessDays } from '@tenken/shared/business-days';
import fc from 'fast-check';
import { BusinessDayIndex, dayNumber, dayOfNumber } from './business-day-index.js';

describe('BusinessDayIndex', () => {
  it('counts as walking day by day does', () => {
    const first = dayNumber('2026-01-01');
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => first + offset);
    fc.assert(
      fc.property(
        fc.subarray([1, 2, 3, 4, 5, 6, 7]),
        fc.array(day, { maxLength: 20 }),
        day,
        day,
        (workingDays, holidays, from, to) => {
          const calendar = { workingDays, holidays: new Set(holidays.map(dayOfNumber)) };
          const index = new BusinessDayIndex(calendar, first, first + 400);
          expect(index.between(from, to)).toBe(
            countBusinessDays(dayOfNumber(from), dayOfNumber(to), calendar) || 0,
          );
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });
});
