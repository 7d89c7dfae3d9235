import { describe, expect, it } from '@jest/globals';
import { moveCell } from './moveCell.js';

describe('moveCell', () => {
  it.each([
    ['ArrowRight', false, [1, 2]],
    ['ArrowLeft', false, [1, 0]],
    ['ArrowUp', false, [0, 1]],
    ['ArrowDown', false, [2, 1]],
    ['Home', false, [1, 0]],
    ['End', false, [1, 3]],
    ['Home', true, [0, 0]],
    ['End', true, [2, 3]],
    ['x', false, null],
  ])('%s (ctrl %p) leads to %p', (key, ctrl, to) => {
    expect(moveCell([1, 1], key, ctrl, 3, 4)).toEqual(to);
  });

  it('stops at the edges', () => {
    expect(moveCell([0, 0], 'ArrowUp', false, 3, 4)).toEqual([0, 0]);
    expect(moveCell([2, 3], 'ArrowRight', false, 3, 4)).toEqual([2, 3]);
  });
});
