import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countBefore } from './count-before.js';

describe('countBefore', () => {
  it('takes the start of the span and leaves its end', () => {
    expect(countBefore([0, 60, 119, 120], [0, 120, 121, 240, 999], 120)).toEqual([0, 3, 3, 1, 0]);
  });

  it('counts what a look at every pair counts', () => {
    const sorted = fc
      .array(fc.integer({ min: 0, max: 500 }), { maxLength: 40 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(sorted, sorted, fc.integer({ min: 1, max: 200 }), (times, instants, span) => {
        const naive = instants.map((at) => times.filter((time) => time >= at - span && time < at).length);
        expect(countBefore(times, instants, span)).toEqual(naive);
      }),
    );
  });
});
