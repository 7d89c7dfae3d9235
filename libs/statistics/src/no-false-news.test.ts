import { describe, expect, it } from '@jest/globals';
import { compareDurations } from './compare-durations.js';
import { fisherExactTest } from './fisher-exact-test.js';
import { poissonRateRatio } from './poisson-rate-ratio.js';
import { type TestRandom, testRandom } from './test-random.js';

/** Spread of the logs of real times to restore (METRICS.md section 2: 193 a side are needed to see 30 %). */
const DEVIATION = 1.25;

function quarter(random: TestRandom, n: number, medianSeconds: number): number[] {
  return Array.from({ length: n }, () => Math.round(medianSeconds * Math.exp(DEVIATION * random.normal())));
}

/** In what share of so many pairs something is said to have changed. */
function shareOf(pairs: number, isNews: () => boolean): number {
  return Array.from({ length: pairs }, isNews).filter(Boolean).length / pairs;
}

const isNews = (verdict: string | undefined) => verdict === 'lower' || verdict === 'higher';

describe('no false news', () => {
  it('1,000 pairs of quarters of 20 incidents without change: at most 6 % are called lower or higher', () => {
    const random = testRandom(20);
    const share = shareOf(1000, () =>
      isNews(compareDurations(quarter(random, 20, 3600), quarter(random, 20, 3600)).verdict),
    );
    expect(share).toBeLessThanOrEqual(0.06);
    expect(share).toBeGreaterThan(0.02);
  });

  it('a true halving of 60 incidents a side is called lower in at least 80 %, and never higher', () => {
    const random = testRandom(60);
    const verdicts = Array.from(
      { length: 400 },
      () => compareDurations(quarter(random, 60, 1800), quarter(random, 60, 3600)).verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'lower').length).toBeGreaterThanOrEqual(320);
    expect(verdicts).not.toContain('higher');
  });

  it('rates: at most 6 % without change, also over unequal weeks; at least 80 % for 60 halved', () => {
    const random = testRandom(3);
    // The same few hundred pairs of counts come again and again.
    const known = new Map<string, string | undefined>();
    const compare = (currentMean: number, previousMean: number, weeks: number) => {
      const current = { count: random.poisson(currentMean), exposure: weeks };
      const previous = { count: random.poisson(previousMean), exposure: 13 };
      const key = `${current.count} in ${weeks} against ${previous.count}`;
      if (!known.has(key)) known.set(key, poissonRateRatio(current, previous)?.verdict);
      return known.get(key);
    };
    expect(shareOf(2000, () => isNews(compare(20, 20, 13)))).toBeLessThanOrEqual(0.06);
    expect(shareOf(2000, () => isNews(compare(6, 20, 13 * 0.3)))).toBeLessThanOrEqual(0.06);
    expect(shareOf(2000, () => isNews(compare(1, 1, 13)))).toBeLessThanOrEqual(0.06);
    expect(shareOf(1000, () => compare(30, 60, 13) === 'lower')).toBeGreaterThanOrEqual(0.8);
  });

  it('proportions: at most 6 % without change; at least 80 % for 60 % halved at 60 a side', () => {
    const random = testRandom(4);
    const differ = (n: number, current: number, previous: number) => {
      const [a, b] = [random.binomial(n, current), random.binomial(n, previous)];
      return fisherExactTest({ successes: a, failures: n - a }, { successes: b, failures: n - b }) < 0.05;
    };
    for (const share of [0.05, 0.3, 0.6])
      expect(shareOf(1000, () => differ(20, share, share))).toBeLessThanOrEqual(0.06);
    expect(shareOf(1000, () => differ(60, 0.3, 0.6))).toBeGreaterThanOrEqual(0.8);
  });
});
