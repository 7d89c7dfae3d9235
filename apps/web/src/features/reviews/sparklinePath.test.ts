import { describe, expect, it } from '@jest/globals';
import { sparklinePath, sumIntoStretches } from './sparklinePath.js';

describe('sparkline', () => {
  it('draws from the bottom at 0 to the top at the column’s maximum', () => {
    expect(sparklinePath([0, 5, 10], 10, 60, 20)).toBe('M0 20L30 10L60 0');
  });

  it('draws nothing where nothing can be drawn', () => {
    expect([sparklinePath([], 5, 60, 20), sparklinePath([0, 0], 0, 60, 20)]).toEqual([null, null]);
  });

  it('sums days into stretches and keeps the total', () => {
    const days = Array.from({ length: 84 }, (_, day) => day);
    const sums = sumIntoStretches(days);
    expect(sums).toHaveLength(28);
    expect(sums.reduce((sum, value) => sum + value, 0)).toBe((83 * 84) / 2);
  });
});
