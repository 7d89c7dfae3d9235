import { describe, expect, it } from '@jest/globals';
import { aalenJohansen } from './aalen-johansen.js';
import { incidenceAt } from './incidence-at.js';

describe('incidenceAt', () => {
  const curve = aalenJohansen([
    { time: 2, outcome: 'event' },
    { time: 4, outcome: 'competing' },
    { time: 6, outcome: 'event' },
    { time: 9, outcome: 'censored' },
  ]);

  // R 4.2, survival 3.5: summary(survfit(Surv(time, factor(outcome)) ~ 1), times = c(7, 10, 24))
  it.each([
    [7, 15, 0.153125, 0.05],
    [10, 12, 0.20625, 0.103125],
    [24, 5, 0.44468005952381, 0.226450892857143],
  ])('day %p: %p without either, %p done, %p declined', (day, atRisk, incidence, competing) => {
    const times = [2, 3, 3, 5, 6, 8, 8, 9, 12, 12, 14, 15, 18, 20, 22, 25, 25, 30, 31, 40];
    const outcomes = [1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 2, 1, 0, 1, 2, 0, 1, 1, 2, 0];
    const names = ['censored', 'event', 'competing'] as const;
    const observed = times.map((time, index) => ({ time, outcome: names[outcomes[index]!]! }));
    const at = incidenceAt(aalenJohansen(observed), day)!;
    expect(at.atRisk).toBe(atRisk);
    expect(at.incidence).toBeCloseTo(incidence, 12);
    expect(at.competingIncidence).toBeCloseTo(competing, 12);
  });

  it('reads the step reached by then', () => {
    expect(incidenceAt(curve, 1)).toEqual({
      incidence: 0,
      lower: null,
      upper: null,
      competingIncidence: 0,
      atRisk: 4,
    });
    expect(incidenceAt(curve, 5)).toMatchObject({ incidence: 0.25, competingIncidence: 0.25, atRisk: 2 });
    expect(incidenceAt(curve, 6)).toMatchObject({ incidence: 0.5, atRisk: 2 });
  });

  it('is unknown after the last time while someone is open, and settled when nobody is', () => {
    expect(incidenceAt(curve, 9)).not.toBeNull();
    expect(incidenceAt(curve, 10)).toBeNull();
    expect(incidenceAt(aalenJohansen([]), 1)).toBeNull();
    const settled = aalenJohansen([
      { time: 2, outcome: 'event' },
      { time: 4, outcome: 'competing' },
    ]);
    expect(incidenceAt(settled, 30)).toMatchObject({ incidence: 0.5, competingIncidence: 0.5, atRisk: 0 });
    expect(() => incidenceAt(curve, Number.NaN)).toThrow(RangeError);
  });
});
