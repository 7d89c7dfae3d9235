import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textSimilarity } from './text-similarity.js';

describe('textSimilarity', () => {
  // The first value is that of pg_trgm: select similarity('word', 'two words') = 0.36363637
  it('agrees with pg_trgm', () => {
    expect(textSimilarity('word', 'two words')).toBeCloseTo(4 / 11, 6);
  });

  it.each([
    ['Checkout returns 500', 'checkout RETURNS 500', 1],
    ['', 'x', 0],
    ['!!!', '???', 0],
    ['決済が遅い', '決済が遅い', 1],
  ])('%s | %s', (a, b, expected) => {
    expect(textSimilarity(a, b)).toBe(expected);
  });

  it('tells like from unlike, in Japanese as well', () => {
    expect(textSimilarity('決済APIが応答しない', '決済APIの応答が遅い')).toBeGreaterThan(0.3);
    expect(textSimilarity('決済APIが応答しない', '検索の証明書が切れた')).toBeLessThan(0.1);
  });

  it('is symmetric and within 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const value = textSimilarity(a, b);
        expect(value).toBe(textSimilarity(b, a));
        expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });
});
