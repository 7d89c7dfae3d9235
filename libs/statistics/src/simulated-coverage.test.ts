import { describe, expect, it } from '@jest/globals';
import { aalenJohansen } from './aalen-johansen.js';
import { compareDurations } from './compare-durations.js';
import { incidenceAt } from './incidence-at.js';
import { incidenceQuantile } from './incidence-quantile.js';
import { kaplanMeier } from './kaplan-meier.js';
import { logRank } from './log-rank.js';
import { medianSurvival } from './median-survival.js';
import { poissonInterval } from './poisson-interval.js';
import { poissonRateRatio } from './poisson-rate-ratio.js';
import { quantileInterval } from './quantile-interval.js';
import { survivalAt } from './survival-at.js';
import { type TestRandom, testRandom } from './test-random.js';
import { wilsonInterval } from './wilson-interval.js';

const RUNS = 600;
/** Three standard errors of a share near 95 % over so many runs. */
const NOISE = 3 * Math.sqrt((0.05 * 0.95) / RUNS);

type Bounds = { lower: number | null; upper: number | null } | null;

/** In what share of the runs the interval holds the truth; a bound that does not exist excludes nothing. */
function coverage(seed: number, truth: number, draw: (random: TestRandom) => Bounds): number {
  const random = testRandom(seed);
  let covered = 0;
  for (let run = 0; run < RUNS; run++) {
    const bounds = draw(random);
    if ((bounds?.lower ?? -Infinity) <= truth && truth <= (bounds?.upper ?? Infinity)) covered += 1;
  }
  return covered / RUNS;
}

const logNormal = (random: TestRandom, n: number, deviation = 1.25) =>
  Array.from({ length: n }, () => 3600 * Math.exp(deviation * random.normal()));

/** Exponential times of mean 40, a third cut off by a follow-up that ends somewhere. */
const followed = (random: TestRandom, n: number) =>
  Array.from({ length: n }, () => {
    const [time, end] = [random.exponential(40), random.exponential(80)];
    return { time: Math.min(time, end), event: time <= end };
  });

/** Two thirds end as events, one third as competing ones, all at exponential times of mean 40; some are cut off. */
const competing = (random: TestRandom, n: number) =>
  Array.from({ length: n }, () => {
    const [time, end] = [random.exponential(40), random.exponential(120)];
    const outcome = random.uniform() < 2 / 3 ? ('event' as const) : ('competing' as const);
    return { time: Math.min(time, end), outcome: time <= end ? outcome : ('censored' as const) };
  });

describe('coverage by simulation', () => {
  it.each([
    [6, 0.5, 3600],
    [21, 0.5, 3600],
    [40, 0.9, 3600 * Math.exp(1.25 * 1.2815515655446)],
  ])('exact interval of a quantile, %p values, share %p: at least 95 %', (n, share, truth) => {
    const covered = coverage(n, truth, (random) => quantileInterval(logNormal(random, n), share));
    expect(covered).toBeGreaterThan(0.95 - NOISE);
  });

  it('ratio of geometric means, unequal n and spread: 95 %', () => {
    const covered = coverage(2, 1, (random) =>
      compareDurations(logNormal(random, 8, 0.7), logNormal(random, 30, 1.6)),
    );
    expect(Math.abs(covered - 0.95)).toBeLessThan(NOISE + 0.005);
  });

  it.each([0.5, 3, 12])('Garwood at a mean of %p: at least 95 %', (mean) => {
    const covered = coverage(3, mean / 84, (random) => poissonInterval(random.poisson(mean), 84));
    expect(covered).toBeGreaterThan(0.95 - NOISE);
  });

  it('ratio of rates over unequal exposures: at least 95 %', () => {
    const covered = coverage(4, 0.5, (random) =>
      poissonRateRatio(
        { count: random.poisson(6), exposure: 30 },
        { count: random.poisson(36), exposure: 90 },
      ),
    );
    expect(covered).toBeGreaterThan(0.95 - NOISE);
  });

  it('Wilson: 95 % on the average over all shares, nowhere below 89 %', () => {
    const shares = [0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97];
    const each = shares.map((share, index) =>
      coverage(50 + index, share, (random) => wilsonInterval(random.binomial(25, share), 25)),
    );
    for (const covered of each) expect(covered).toBeGreaterThan(0.89);
    expect(Math.abs(each.reduce((sum, covered) => sum + covered, 0) / each.length - 0.95)).toBeLessThan(
      0.015,
    );
  });

  it('Kaplan–Meier with its log-log band, at a time and at the median: 95 %', () => {
    const at = coverage(6, Math.exp(-30 / 40), (random) => survivalAt(kaplanMeier(followed(random, 40)), 30));
    const median = coverage(7, 40 * Math.LN2, (random) => medianSurvival(kaplanMeier(followed(random, 40))));
    expect(Math.abs(at - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(median - 0.95)).toBeLessThan(0.02);
  });

  it('Aalen–Johansen with competing events, at a time and at a quantile: 95 %', () => {
    const truth = (2 / 3) * (1 - Math.exp(-30 / 40));
    const at = coverage(8, truth, (random) => incidenceAt(aalenJohansen(competing(random, 50)), 30));
    const quarter = coverage(9, -40 * Math.log(1 - 0.25 * 1.5), (random) =>
      incidenceQuantile(aalenJohansen(competing(random, 50)), 0.25),
    );
    expect(Math.abs(at - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(quarter - 0.95)).toBeLessThan(0.02);
  });

  it('log-rank of groups that share a curve: p below 5 % in 5 %, below 50 % in half', () => {
    const random = testRandom(10);
    const pValues = Array.from(
      { length: RUNS },
      () => logRank([followed(random, 30), followed(random, 45), followed(random, 30)])!.pValue,
    );
    expect(Math.abs(pValues.filter((p) => p < 0.05).length / RUNS - 0.05)).toBeLessThan(NOISE);
    expect(Math.abs(pValues.filter((p) => p < 0.5).length / RUNS - 0.5)).toBeLessThan(0.06);
  });
});

describe('another unit of time', () => {
  const days = followed(testRandom(11), 40);
  const seconds = days.map(({ time, event }) => ({ time: time * 86_400, event }));

  it('moves times and leaves shares and tests alone', () => {
    const [inDays, inSeconds] = [kaplanMeier(days), kaplanMeier(seconds)];
    expect(inSeconds.steps.map(({ survival, lower, upper }) => [survival, lower, upper])).toEqual(
      inDays.steps.map(({ survival, lower, upper }) => [survival, lower, upper]),
    );
    expect(medianSurvival(inSeconds).value! / medianSurvival(inDays).value!).toBeCloseTo(86_400, 6);
    const halves = (all: typeof days) => [all.slice(0, 20), all.slice(20)];
    expect(logRank(halves(seconds))!.pValue).toBeCloseTo(logRank(halves(days))!.pValue, 12);
    const outcomes = (all: typeof days) =>
      all.map(({ time, event }, index) => ({
        time,
        outcome: event
          ? index % 3 === 0
            ? ('competing' as const)
            : ('event' as const)
          : ('censored' as const),
      }));
    expect(aalenJohansen(outcomes(seconds)).steps.map(({ incidence, lower }) => [incidence, lower])).toEqual(
      aalenJohansen(outcomes(days)).steps.map(({ incidence, lower }) => [incidence, lower]),
    );
  });

  it('scales rates, and leaves their ratio alone', () => {
    expect(poissonInterval(7, 12)!.upper / poissonInterval(7, 84)!.upper).toBeCloseTo(7, 12);
    const ratio = (scale: number) =>
      poissonRateRatio({ count: 7, exposure: 12 * scale }, { count: 15, exposure: 10 * scale })!;
    expect(ratio(7).lower).toBeCloseTo(ratio(1).lower, 12);
    expect(ratio(7).upper).toBeCloseTo(ratio(1).upper!, 12);
  });
});
