import { describe, expect, it } from '@jest/globals';
import { logSeconds } from './log-seconds.js';

describe('logSeconds', () => {
  it('takes logs, a duration of 0 as 1 second', () => {
    expect(logSeconds([0, 1, Math.E])).toEqual([0, 0, 1]);
    expect(logSeconds([])).toEqual([]);
  });

  it('takes what is shorter than a second as 1 second, not as a large negative log', () => {
    expect(logSeconds([0.001, 0.999, 1.001])).toEqual([0, 0, Math.log(1.001)]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p', (seconds) => {
    expect(() => logSeconds([seconds])).toThrow(RangeError);
  });
});
