import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '@tenken/shared/settings.contract';
import { type JudgedIncident, requirePostmortem } from './require-postmortem.js';

const CRITERIA = DEFAULT_SETTINGS.postmortemCriteria;
const incident = (more: Partial<JudgedIncident> = {}): JudgedIncident => ({
  severity: 'SEV3',
  detectionSource: 'alert',
  startedAt: '2026-11-20T10:00:00Z',
  resolvedAt: '2026-11-20T11:00:00Z',
  problems: [],
  ...more,
});

describe('requirePostmortem', () => {
  it.each([
    ['nothing asks for one', incident(), [], []],
    ['severity', incident({ severity: 'SEV2' }), [], ['severity']],
    ['a person noticed first', incident({ detectionSource: 'customer' }), [], ['detected_by_person']],
    ['nobody knows who noticed', incident({ detectionSource: 'unknown' }), [], []],
    ['exactly the threshold is not over it', incident({ resolvedAt: '2026-11-20T11:00:00Z' }), [], []],
    ['over the threshold', incident({ resolvedAt: '2026-11-20T11:00:01Z' }), [], ['ttr_over_threshold']],
    [
      'a duration that cannot be right says nothing',
      incident({
        resolvedAt: '2027-11-20T10:00:00Z',
        problems: [{ code: 'too_long', fields: ['startedAt', 'resolvedAt'] }],
      }),
      [],
      [],
    ],
    ['said by a person', incident(), ['data_loss', 'severity'], ['data_loss']],
  ] as const)('%s', (_, judged, said, expected) => {
    expect(requirePostmortem(judged, CRITERIA, said)).toEqual(expected);
  });

  it('follows the settings', () => {
    const off = {
      ...CRITERIA,
      severities: [],
      ttrOverMinutes: null,
      detectedByPerson: false,
      dataLoss: false,
    };
    const bad = incident({
      severity: 'SEV1',
      detectionSource: 'customer',
      resolvedAt: '2026-11-21T10:00:00Z',
    });
    expect(requirePostmortem(bad, off, ['data_loss'])).toEqual([]);
  });
});
