import { describe, expect, it } from '@jest/globals';
import { groupIntervals } from './group-intervals.js';
import type { IntervalBucket, IntervalRow } from './intervals.read-model.js';

const row = (id: string, ...groups: (string | [string, string])[]): IntervalRow => ({
  id,
  title: id,
  severity: null,
  cohortAt: '2026-09-01T00:00:00.000Z',
  cohortField: 'startedAt',
  seconds: 1,
  state: 'used',
  reason: null,
  groups: groups.map((group) =>
    typeof group === 'string' ? { key: group, label: null } : { key: group[0], label: group[1] },
  ),
});
const bucket = (...rows: IntervalRow[]): IntervalBucket => ({
  from: '2026-09-01T00:00:00.000Z',
  to: '2026-09-08T00:00:00.000Z',
  partial: false,
  rows,
});

describe('groupIntervals', () => {
  it('keeps every period in every group', () => {
    const { groups } = groupIntervals([bucket(row('1', 'SEV2')), bucket(row('2', 'SEV1'))], 'severity', 50);
    expect(groups.map(({ key, buckets }) => [key, buckets.map(({ rows }) => rows.length)])).toEqual([
      ['SEV1', [0, 1]],
      ['SEV2', [1, 0]],
    ]);
  });

  it('counts an incident of two services in both, orders by name, not by size', () => {
    const { groups } = groupIntervals(
      [bucket(row('1', ['9', 'web'], ['2', 'api']), row('2', ['9', 'web']), row('3', 'none'))],
      'service',
      50,
    );
    expect(groups.map(({ label, key, buckets }) => [label ?? key, buckets[0]!.rows.length])).toEqual([
      ['api', 1],
      ['web', 2],
      ['none', 1],
    ]);
  });

  it('keeps the groups with the most incidents and tells how many there are', () => {
    const { groups, groupsTotal } = groupIntervals(
      [bucket(row('1', 'a'), row('2', 'b'), row('3', 'b'), row('4', 'c'))],
      'cause',
      2,
    );
    expect(groups.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(groupsTotal).toBe(3);
  });
});
