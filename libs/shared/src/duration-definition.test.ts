import { describe, expect, it } from '@jest/globals';
import { durationDefinition } from './duration-definition.js';
import { DURATION_PAIRS, DurationMetricOrPair, durationFields } from './duration-metric.contract.js';
import { metricDefinition } from './metric-definitions.js';

describe('any two instants', () => {
  it('are the 21 pairs in the order in which they usually happen', () => {
    expect(DURATION_PAIRS).toHaveLength(21);
    expect(DurationMetricOrPair.safeParse('declaredAt-mitigatedAt').success).toBe(true);
    for (const wrong of ['mitigatedAt-declaredAt', 'startedAt-startedAt', 'startedAt', 'mttr'])
      expect(DurationMetricOrPair.safeParse(wrong).success).toBe(false);
    for (const pair of DURATION_PAIRS) expect(durationFields(pair).join('-')).toBe(pair);
    expect(durationFields('tta')).toEqual(['detectedAt', 'acknowledgedAt']);
  });

  it('have a definition of their own, a named metric has its own', () => {
    expect(durationDefinition('ttr')).toEqual(metricDefinition('ttr'));
    const pair = durationDefinition('declaredAt-mitigatedAt');
    expect([pair.key, pair.version]).toEqual(['declaredAt-mitigatedAt', 1]);
    expect(pair.text).toMatch(/^From declaration to mitigation\. The median/);
    expect(durationDefinition('declaredAt-mitigatedAt', 'ja').text).toMatch(
      /^宣言から緩和までの時間。中央値/,
    );
  });
});
