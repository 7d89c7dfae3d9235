import { describe, expect, it } from '@jest/globals';
import { nearestMonths } from './alert-rule-medians.read-model.js';
import { judgeVerdicts, NO_VERDICTS } from './judge-verdicts.js';
import { middleOfBucket } from './middle-of-bucket.js';
import { rankAlertRules, top10Share } from './rank-alert-rules.js';
import { hasWholeHours, splitWindow } from './split-window.js';

const row = (id: string, fired: number, share: number | null) => ({
  id,
  name: `rule ${id}`,
  fired,
  selfResolvedShare: share,
});

describe('rankAlertRules', () => {
  const rows = [row('1', 5, null), row('2', 9, 0.2), row('3', 1, 0.9), row('10', 9, 0.2)];
  it.each([
    ['fired', ['2', '10', '1', '3']],
    ['selfResolvedShare', ['3', '2', '10', '1']],
    ['-selfResolvedShare', ['2', '10', '3', '1']],
    ['name', ['1', '2', '3', '10']],
    ['-name', ['10', '3', '2', '1']],
  ] as const)('by %s', (sort, ids) => {
    expect(rankAlertRules(rows, sort).map(({ id }) => id)).toEqual(ids);
  });
});

describe('top10Share', () => {
  it('is null when nothing fired', () => expect(top10Share([0, 0])).toBeNull());
  it('counts the ten loudest', () => expect(top10Share([...Array(10).fill(9), 5, 5])).toBe(0.9));
});

describe('judgeVerdicts', () => {
  it('has no precision without a base', () => {
    expect(judgeVerdicts({ ...NO_VERDICTS, expected: 3, unclear: 2 })).toEqual({
      precision: null,
      falsePositiveRate: null,
      nuisanceRate: null,
      reviewed: 5,
    });
  });

  it('leaves expected and unclear out of the base', () => {
    const judged = judgeVerdicts({
      actionable: 8,
      no_action: 1,
      false_positive: 6,
      duplicate: 5,
      expected: 4,
      unclear: 3,
    });
    // R: prop.test(8, 20, correct = FALSE)$conf.int
    expect(judged.precision).toMatchObject({ value: 0.4, n: 20 });
    expect(judged.precision!.lower).toBeCloseTo(0.2188065, 6);
    expect(judged.precision!.upper).toBeCloseTo(0.6134185, 6);
    expect(judged.falsePositiveRate!.value).toBeCloseTo(0.3);
    expect(judged.nuisanceRate!.value).toBeCloseTo(0.6);
    expect(judged.reviewed).toBe(27);
  });
});

describe('middleOfBucket', () => {
  it('is 0 for what is shorter than a second', () => expect(middleOfBucket(-1)).toBe(0));
  it('is within 2 % of what lies in it', () => {
    const middle = middleOfBucket(Math.floor(Math.log(600) / Math.log(1.04)));
    expect(Math.abs(middle / 600 - 1)).toBeLessThan(0.021);
  });
});

describe('nearestMonths', () => {
  it('takes the months nearest to the range, at least one', () => {
    expect(nearestMonths(new Date('2026-08-24'), new Date('2026-11-17'))).toEqual([
      '2026-09-01',
      '2026-12-01',
    ]);
    expect(nearestMonths(new Date('2026-08-24'), new Date('2026-08-26'))).toEqual([
      '2026-08-01',
      '2026-09-01',
    ]);
  });
});

describe('splitWindow', () => {
  const split = (from: string, to: string) => {
    const window = splitWindow(new Date(from), new Date(to));
    return [
      window.dayFrom,
      window.dayTo,
      window.firstEdgeTo.toISOString(),
      window.lastEdgeFrom.toISOString(),
    ];
  };
  it('cuts at UTC midnights', () => {
    expect(split('2026-11-01T15:00:00Z', '2026-11-04T15:00:00Z')).toEqual([
      '2026-11-02',
      '2026-11-04',
      '2026-11-02T00:00:00.000Z',
      '2026-11-04T00:00:00.000Z',
    ]);
  });
  it('has one edge when no whole day fits', () => {
    expect(split('2026-11-01T15:00:00Z', '2026-11-02T15:00:00Z').slice(2)).toEqual([
      '2026-11-02T15:00:00.000Z',
      '2026-11-02T15:00:00.000Z',
    ]);
  });
  it('knows zones whose hours are not those of UTC', () => {
    const [from, to] = [new Date('2026-09-01'), new Date('2026-12-01')];
    expect([hasWholeHours('Asia/Tokyo', from, to), hasWholeHours('Asia/Kolkata', from, to)]).toEqual([
      true,
      false,
    ]);
    expect(hasWholeHours('Australia/Lord_Howe', from, to)).toBe(false);
  });
});
