import { describe, expect, it } from '@jest/globals';
import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import { changesOf } from './describeChange.js';

const change = (key: string, metrics: string[]): DefinitionChange => ({
  at: '2026-11-05T03:00:00.000Z',
  kind: 'setting',
  key,
  metrics,
  from: 4,
  to: 7,
  by: 'Aoi',
});
const changes = [
  change('ttr', ['ttr']),
  change('overdue', ['overdue']),
  change('fiscalYearStartsIn', ['ttr', 'incident_rate']),
  change('postmortemCriteria', ['postmortems']),
];
const marked = (view: object = {}, filters: Record<string, string> = {}) =>
  changesOf(changes, { metric: 'ttr', bucket: 'week', groupBy: undefined, ...view }, { filters }).map(
    ({ key }) => key,
  );

describe('changesOf', () => {
  it('marks what changed the figure, and only that', () => {
    expect(marked()).toEqual(['ttr']);
    expect(marked({ metric: 'ttd' })).toEqual([]);
  });

  it('marks the fiscal year where periods are cut by it', () => {
    expect(marked({ bucket: 'fiscal_quarter' })).toEqual(['ttr', 'fiscalYearStartsIn']);
  });

  it('marks the criteria of postmortems where incidents are chosen or split by them', () => {
    expect(marked({ groupBy: 'postmortem' })).toEqual(['ttr', 'postmortemCriteria']);
    expect(marked({}, { postmortem: 'required' })).toEqual(['ttr', 'postmortemCriteria']);
  });
});
