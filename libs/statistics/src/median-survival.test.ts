import { describe, expect, it } from '@jest/globals';
import { kaplanMeier } from './kaplan-meier.js';
import { medianSurvival } from './median-survival.js';

const curveOf = (times: readonly number[], events: readonly number[]) =>
  kaplanMeier(times.map((time, index) => ({ time, event: events[index] === 1 })));

describe('medianSurvival', () => {
  // R 4.2, survival 3.5: print(survfit(Surv(time, event) ~ 1, conf.type = "log-log"))
  it.each([
    {
      name: 'the action items of the metric definitions',
      times: [3, 5, 7, 7, 10, 12, 14, 21, 21, 30, 35, 40, 45, 60, 60, 75, 90, 90, 120, 150],
      events: [1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0],
      expected: { value: 45, lower: 12, upper: 90 },
    },
    {
      name: 'aml, maintained: no upper limit',
      times: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
      events: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
      expected: { value: 31, lower: 13, upper: null },
    },
    {
      name: 'aml, not maintained',
      times: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
      events: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
      expected: { value: 23, lower: 5, upper: 33 },
    },
    {
      name: 'exactly one half: the middle of the flat stretch',
      times: [1, 2, 3, 4],
      events: [1, 1, 1, 1],
      expected: { value: 2.5, lower: 1, upper: null },
    },
    {
      name: 'exactly one half to the end: where the stretch begins',
      times: [1, 2, 3, 4],
      events: [1, 1, 0, 0],
      expected: { value: 2, lower: 1, upper: null },
    },
    {
      name: 'never reached',
      times: [1, 2, 3],
      events: [1, 0, 0],
      expected: { value: null, lower: 1, upper: null },
    },
    { name: 'no event', times: [1, 2], events: [0, 0], expected: { value: null, lower: null, upper: null } },
    { name: 'nobody', times: [], events: [], expected: { value: null, lower: null, upper: null } },
  ])('$name', ({ times, events, expected }) => {
    expect(medianSurvival(curveOf(times, events))).toEqual(expected);
  });
});
