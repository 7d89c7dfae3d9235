import { describe, expect, it } from '@jest/globals';
import { incidentRowsTarget } from './incidentRowsTarget.js';

const context = { filters: {}, groupBy: undefined, include: [], timeZone: 'Asia/Tokyo' } as const;

describe('incidentRowsTarget', () => {
  it('is the list of the page’s scope', () => {
    expect(incidentRowsTarget({}, context)).toEqual({ to: '/incidents', search: {} });
  });

  it('names days in the zone, the group and the filters in the words of the list', () => {
    const target = incidentRowsTarget(
      { from: '2026-08-31T15:00:00.000Z', to: '2026-09-07T15:00:00.000Z', group: 'network' },
      { ...context, filters: { severity: ['SEV1'] }, groupBy: 'cause' },
    );
    expect(target?.search).toEqual({
      severity: ['SEV1'],
      from: '2026-09-01',
      to: '2026-09-08',
      causeCategory: ['network'],
    });
  });

  it('counts classes on request', () => {
    expect(
      incidentRowsTarget({}, { ...context, include: ['drill', 'duplicate', 'defaulted'] })?.search,
    ).toEqual({
      kind: ['incident', 'drill'],
      duplicates: 'include',
    });
  });

  it.each([
    ['the first severity', { filters: { severity: ['SEV1'], severityOf: 'first' } }, {}],
    ['what needs a postmortem', { filters: { postmortem: 'required' } }, {}],
    ['no service', { groupBy: 'service' }, { group: 'none' }],
    ['a group of first severities', { groupBy: 'firstSeverity' }, { group: 'SEV1' }],
  ] as const)('is no link where the list cannot say it: %s', (_, more, rows) => {
    expect(incidentRowsTarget(rows, { ...context, ...more } as never)).toBeNull();
  });
});
