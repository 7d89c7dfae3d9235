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
