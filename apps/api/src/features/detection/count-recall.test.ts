import { describe, expect, it } from '@jest/globals';
import type { DetectionOutcome } from '@tenken/shared/detection.contract';
import { countRecall } from './count-recall.js';

const rows = (...pairs: [DetectionOutcome, DetectionOutcome][]) =>
  pairs.map(([outcome, proposedOutcome]) => ({ outcome, proposedOutcome }));

describe('countRecall', () => {
  it('leaves out what cannot be told, and counts proposed links apart', () => {
    const recall = countRecall(
      rows(
        ['caught', 'caught'],
        ['missed', 'caught'],
        ['missed', 'late'],
        ['missed', 'missed'],
        ['unknown', 'late'],
        ['unknown', 'unknown'],
      ),
    );
    expect(recall.confirmedCounts).toEqual({ caught: 1, late: 0, missed: 3, unknown: 2 });
    expect(recall.withProposedCounts).toEqual({ caught: 2, late: 2, missed: 1, unknown: 1 });
    // R: prop.test(1, 4, correct = FALSE) and prop.test(2, 5, correct = FALSE)
    expect(recall.confirmed).toMatchObject({ value: 0.25, n: 4 });
    expect(recall.confirmed!.lower).toBeCloseTo(0.04558726, 7);
    expect(recall.confirmed!.upper).toBeCloseTo(0.6993582, 6);
    expect(recall.withProposed).toMatchObject({ value: 0.4, n: 5 });
    expect(recall.withProposed!.lower).toBeCloseTo(0.1176208, 6);
  });

  it('is not known where it can be told of none', () => {
    expect(countRecall(rows(['unknown', 'unknown'])).confirmed).toBeNull();
  });
});
