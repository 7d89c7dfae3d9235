import { describe, expect, it } from '@jest/globals';
import { requireArgument } from './require-argument.js';

describe('requireArgument', () => {
  it('passes what holds and names what does not', () => {
    expect(() => requireArgument(true, 'must be short', 'x')).not.toThrow();
    expect(() => requireArgument(false, 'must be short')).toThrow(new RangeError('must be short'));
    expect(() => requireArgument(false, 'must be short', 'n', 7)).toThrow(
      new RangeError('must be short: n, 7'),
    );
  });
});
