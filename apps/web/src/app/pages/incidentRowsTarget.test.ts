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

  it('says the first severity and what needs a postmortem, as filter and as group', () => {
    const filters = { severity: ['SEV1'], severityOf: 'first', postmortem: 'required' } as const;
    expect(
      incidentRowsTarget({}, { ...context, filters: { ...filters, severity: ['SEV1'] } })?.search,
    ).toEqual({
      severity: ['SEV1'],
      severityOf: 'first',
      postmortemRequired: 'required',
    });
    const group = (groupBy: 'firstSeverity' | 'postmortem' | 'service', key: string) =>
      incidentRowsTarget({ group: key }, { ...context, groupBy })?.search;
    expect(group('firstSeverity', 'SEV2')).toEqual({ severity: ['SEV2'], severityOf: 'first' });
    expect(group('postmortem', 'not_required')).toEqual({ postmortemRequired: 'not_required' });
    expect(group('service', '7')).toEqual({ service: ['7'], components: 'exclude' });
  });

  it('is no link where the list cannot say both severities at once', () => {
    const filters = { severity: ['SEV1'] };
    expect(
      incidentRowsTarget({ group: 'SEV2' }, { ...context, filters, groupBy: 'firstSeverity' }),
    ).toBeNull();
  });
});
