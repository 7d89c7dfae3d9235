import { describe, expect, it } from '@jest/globals';
import { logLogBand } from './log-log-band.js';

describe('logLogBand', () => {
  it('is symmetric around log(−log S)', () => {
    const { lower, upper } = logLogBand(0.6, 0.04, 0.95);
    const centre = Math.log(-Math.log(0.6));
    const shift = (1.959963984540054 * 0.2) / -Math.log(0.6);
    expect(Math.log(-Math.log(lower!))).toBeCloseTo(centre + shift, 12);
    expect(Math.log(-Math.log(upper!))).toBeCloseTo(centre - shift, 12);
  });

  it('is as in R at the ends', () => {
    expect(logLogBand(1, 0, 0.95)).toEqual({ lower: null, upper: null });
    expect(logLogBand(0, 0.3, 0.95)).toEqual({ lower: null, upper: null });
  });
});
