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
