import { describe, expect, it } from '@jest/globals';
import { solveSymmetric } from './solve-symmetric.js';

describe('solveSymmetric', () => {
  it('solves a system whose answer is known', () => {
    const matrix = [
      [4, 2, 1],
      [2, 5, 3],
      [1, 3, 6],
    ];
    const solution = solveSymmetric(matrix, [11, 21, 25])!;
    [1, 2, 3].forEach((expected, index) => {
      expect(solution[index]).toBeCloseTo(expected, 12);
    });
    expect(matrix[1]).toEqual([2, 5, 3]);
  });

  it('has no answer for a singular matrix', () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(solveSymmetric(singular, [1, 1])).toBeNull();
    expect(solveSymmetric([[0]], [1])).toBeNull();
  });

  it('is empty for an empty system', () => {
    expect(solveSymmetric([], [])).toEqual([]);
  });
});
