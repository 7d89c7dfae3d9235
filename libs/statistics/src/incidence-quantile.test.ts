import { describe, expect, it } from '@jest/globals';
import { aalenJohansen } from './aalen-johansen.js';
import { incidenceQuantile } from './incidence-quantile.js';

describe('incidenceQuantile', () => {
  const times = [3, 5, 7, 7, 10, 12, 14, 21, 21, 30, 35, 40, 45, 60, 60, 75, 90, 90, 120, 150];
  const events = [1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0];

  it('equals the Kaplan–Meier median without declined items: 45 days (12–90)', () => {
    const curve = aalenJohansen(
      times.map((time, index) => ({ time, outcome: events[index] === 1 ? 'event' : 'censored' })),
    );
    expect(incidenceQuantile(curve)).toEqual({ value: 45, lower: 12, upper: 90 });
  });

  // R 4.2, survival 3.5: fit <- survfit(Surv(time, factor(outcome)) ~ 1); min(fit$time[fit$pstate[, 2] >= share])
  it.each([
    [0.11, 6],
    [0.25, 12],
    [0.4, 20],
    [0.5, 25],
  ])('share %p with declined items beside it: day %p', (share, day) => {
    const days = [2, 3, 3, 5, 6, 8, 8, 9, 12, 12, 14, 15, 18, 20, 22, 25, 25, 30, 31, 40];
    const codes = [1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 2, 1, 0, 1, 2, 0, 1, 1, 2, 0];
    const outcomes = ['censored', 'event', 'competing'] as const;
    const curve = aalenJohansen(days.map((time, index) => ({ time, outcome: outcomes[codes[index]!]! })));
    expect(incidenceQuantile(curve, share).value).toBe(day);
  });

  it('has no median where fewer than half ever have the event', () => {
    const curve = aalenJohansen(
      times.map((time, index) => ({ time, outcome: index % 3 === 0 ? 'event' : 'competing' })),
    );
    expect(incidenceQuantile(curve).value).toBeNull();
    expect(incidenceQuantile(curve, 0.22).value).toBe(45);
    // the fifth of twenty came on day 45, the sixth on day 75: flat at a quarter between them
    expect(incidenceQuantile(curve, 0.25).value).toBe(60);
  });

  it('takes the middle of a stretch that is flat at one half', () => {
    const curve = aalenJohansen([1, 2, 3, 4].map((time) => ({ time, outcome: 'event' })));
    expect(incidenceQuantile(curve).value).toBe(2.5);
  });
});
