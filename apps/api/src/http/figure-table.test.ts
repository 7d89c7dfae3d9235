import { describe, expect, it } from '@jest/globals';
import { figureTable } from './figure-table.js';

const ANSWER = {
  definition: { key: 'ttr', version: 1, text: 'Not a figure.' },
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  groups: [
    {
      key: 'SEV1',
      label: null,
      total: { n: 3, medianSeconds: null, excludedBy: [{ reason: 'drill', n: 2 }] },
      buckets: [
        { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z', n: 3, medianSeconds: 60.5 },
        { from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z', n: 0, medianSeconds: null },
      ],
    },
  ],
  comparison: { verdict: 'lower', ratio: 0.5 },
  curve: { steps: [{ seconds: 5, share: 0.8 }] },
};

describe('figureTable', () => {
  const rows = figureTable(ANSWER);
  const find = (figure: string, from?: string) =>
    rows.filter((row) => row.figure === figure && (from === undefined || row.from === from));

  it('has one line per group, period and figure, with the definition and its version', () => {
    expect(find('groups.buckets.medianSeconds')).toEqual([
      {
        definition: 'ttr@1',
        group: 'SEV1',
        groupLabel: null,
        from: '2026-01-01T00:00:00.000Z',
        to: '2026-02-01T00:00:00.000Z',
        figure: 'groups.buckets.medianSeconds',
        item: null,
        value: 60.5,
      },
      expect.objectContaining({ from: '2026-02-01T00:00:00.000Z', value: null }),
    ]);
    expect(find('groups.total.n')).toMatchObject([
      { group: 'SEV1', from: ANSWER.from, to: ANSWER.to, value: 3 },
    ]);
  });

  it('names the entries of other lists, and leaves the words of the definition out', () => {
    expect(find('groups.total.excludedBy.n')).toMatchObject([{ group: 'SEV1', item: 'drill', value: 2 }]);
    expect(find('curve.steps.share')).toMatchObject([{ group: null, item: '0', value: 0.8 }]);
    expect(find('comparison.verdict')).toMatchObject([{ value: 'lower' }]);
    expect(rows.some((row) => row.value === 'Not a figure.')).toBe(false);
  });
});
