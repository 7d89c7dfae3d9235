import { describe, expect, it } from '@jest/globals';
import {
  incidentListSearch,
  readMetricFilters,
  shownMetricFilters,
  withoutMetricFilter,
} from './metricFilters.js';

describe('metric filters', () => {
  it('keeps what is on, and the choice of severity only with a severity', () => {
    expect(readMetricFilters({ cause: ['network'], severityOf: 'first' })).toEqual({ cause: ['network'] });
    expect(readMetricFilters({ severity: ['SEV1'], severityOf: 'first', tag: undefined })).toEqual({
      severity: ['SEV1'],
      severityOf: 'first',
    });
  });

  it('shows each filter once, in one order', () => {
    expect(shownMetricFilters({ postmortem: 'required', severity: ['SEV1'], severityOf: 'first' })).toEqual([
      'severity',
      'postmortem',
    ]);
  });

  it('takes the choice of severity away with the severity', () => {
    expect(withoutMetricFilter('severity')).toEqual({ severity: undefined, severityOf: undefined });
  });

  it('names the same incidents in the words of the list', () => {
    expect(
      incidentListSearch({ cause: ['network'], trigger: ['none'], kind: ['drill'], tag: ['db'] }),
    ).toEqual({
      causeCategory: ['network'],
      triggerCategory: ['none'],
      kind: ['drill'],
      tag: ['db'],
    });
  });
});
