import { describe, expect, it } from '@jest/globals';
import { lastStepAt } from './last-step-at.js';

describe('lastStepAt', () => {
  const steps = [2, 5, 9].map((time) => ({ time }));
  it.each([
    [1, -1],
    [2, 0],
    [4.9, 0],
    [5, 1],
    [9, 2],
    [100, 2],
  ])('time %p: index %p', (time, index) => {
    expect(lastStepAt(steps, time)).toBe(index);
  });

  it('is −1 without steps', () => {
    expect(lastStepAt([], 3)).toBe(-1);
  });
});
