import { describe, expect, it } from '@jest/globals';
import { agesOfUnreviewed, summarizePostmortems, type WaitCount } from './summarize-postmortems.js';

const NONE = {
  resolved: 0,
  required: 0,
  waived: 0,
  written: 0,
  reviewed: 0,
  overdue: 0,
  due: 0,
  onTime: 0,
  timeUnknown: 0,
};
const waits = (waited: number | null, ended: boolean, required: number, more: Partial<WaitCount> = {}) => ({
  ...NONE,
  waited,
  ended,
  required,
  resolved: required,
  reviewed: ended ? required : 0,
  ...more,
});

describe('summarizePostmortems', () => {
  it('has no figure where there is nothing', () => {
    expect(summarizePostmortems([])).toMatchObject({
      resolved: 0,
      required: 0,
      onTime: null,
      medianBusinessDaysToReview: null,
      medianMethod: null,
      tooFew: true,
    });
  });

  it('takes the exact median where all are reviewed, and its interval from six on', () => {
    // 1 2 2 3 4 9: median 2.5; the exact 95 % interval of six values is [x(1), x(6)]
    const rows = [
      waits(1, true, 1),
      waits(2, true, 2),
      waits(3, true, 1),
      waits(4, true, 1),
      waits(9, true, 1),
    ];
    expect(summarizePostmortems(rows)).toMatchObject({
      required: 6,
      medianBusinessDaysToReview: 2.5,
      medianLower: 1,
      medianUpper: 9,
      medianMethod: 'order_statistic',
      tooFew: false,
    });
    expect(summarizePostmortems(rows.slice(1))).toMatchObject({
      medianLower: null,
      medianUpper: null,
      tooFew: true,
    });
  });

  it('counts unreviewed ones as still waiting: the quick ones alone do not make a quick quarter', () => {
    // three reviewed after 2 days, five waiting for 20: never down to one half, so there is no median
    const rows = [waits(2, true, 3), waits(20, false, 5)];
    expect(summarizePostmortems(rows)).toMatchObject({
      unreviewed: 5,
      medianBusinessDaysToReview: null,
      medianMethod: 'kaplan_meier',
    });
    // R: survfit(Surv(c(2,2,2,2,5,20,20), c(1,1,1,1,1,0,0)) ~ 1) has its median at 2
    const half = [waits(2, true, 4), waits(5, true, 1), waits(20, false, 2)];
    expect(summarizePostmortems(half).medianBusinessDaysToReview).toBe(2);
  });

  it('leaves out of the median what nobody can date, and counts the rest of it', () => {
    const rows = [waits(null, true, 2, { timeUnknown: 2 }), waits(3, true, 1, { due: 4, onTime: 1 })];
    expect(summarizePostmortems(rows)).toMatchObject({
      reviewed: 3,
      timeUnknown: 2,
      medianBusinessDaysToReview: 3,
      onTime: { value: 0.25, n: 4 },
    });
  });
});

describe('agesOfUnreviewed', () => {
  it('has each unreviewed one in one class', () => {
    const rows = [
      waits(0, false, 1),
      waits(3, false, 2, { overdue: 1 }),
      waits(500, false, 4),
      waits(4, true, 8),
    ];
    expect(agesOfUnreviewed(rows).map(({ fromDays, n, overdue }) => [fromDays, n, overdue])).toEqual([
      [0, 1, 0],
      [3, 2, 1],
      [5, 0, 0],
      [10, 0, 0],
      [20, 0, 0],
      [60, 4, 0],
    ]);
  });
});
