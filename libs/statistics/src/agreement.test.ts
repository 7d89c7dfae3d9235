import { describe, expect, it } from '@jest/globals';
import { agreement } from './agreement.js';

describe('agreement', () => {
  it.each([
    [0.7, 0.5, 0.4],
    [1, 0.3, 1],
    [0.3, 0.3, 0],
    [0, 0.5, -1],
    [1, 1, null],
  ])('observed %p, expected %p: %p', (observed, expected, kappa) => {
    const result = agreement(observed, expected, 9);
    if (kappa === null) expect(result.kappa).toBeNull();
    else expect(result.kappa).toBeCloseTo(kappa, 14);
    expect(result).toMatchObject({ observedAgreement: observed, expectedAgreement: expected, n: 9 });
  });
});
