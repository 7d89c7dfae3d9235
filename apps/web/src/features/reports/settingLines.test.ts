import { describe, expect, it } from '@jest/globals';
import { catalogueEn } from '../../i18n/catalogue.en.js';
import { createTranslator } from '../../i18n/createTranslator.js';
import { settingLines } from './settingLines.js';

describe('the settings of a report', () => {
  const t = createTranslator('en', catalogueEn);

  it('are lines that a person reads; what is off is left out', () => {
    const criteria = { severities: ['SEV1', 'SEV2'], ttrOverMinutes: 60, money: true, dataLoss: false };
    expect(
      settingLines(
        [
          { key: 'actionItemTargetDays', value: { SEV1: 7, SEV2: 30 } },
          { key: 'postmortemCriteria', value: { ...criteria, userImpact: null } },
        ],
        t,
      ),
    ).toEqual([
      ['Targets for action items (days)', 'SEV1 7 · SEV2 30'],
      [
        'A postmortem is required by',
        'severity SEV1, SEV2 · more than 60 minutes to restore · money touched',
      ],
    ]);
  });

  it('show a setting of another time as it is stored', () => {
    expect(settingLines([{ key: 'bygone', value: ['a'] }], t)).toEqual([['bygone', '["a"]']]);
  });
});
