import { describe, expect, it } from '@jest/globals';
import { judgeSeverity, type SeverityAnswers } from './judgeSeverity.js';

describe('judgeSeverity', () => {
  it.each<[SeverityAnswers, string | null, string | null]>([
    [{}, null, 'moneyOrSecurity'],
    [{ moneyOrSecurity: true }, 'SEV1', null],
    [{ moneyOrSecurity: false }, null, 'everyone'],
    [{ moneyOrSecurity: false, everyone: true }, 'SEV2', null],
    [{ moneyOrSecurity: false, everyone: false, core: true }, 'SEV2', null],
    [{ moneyOrSecurity: false, everyone: false, core: false, usable: true }, 'SEV4', null],
    [{ moneyOrSecurity: false, everyone: false, core: false, usable: false }, 'SEV3', null],
    // A later answer cannot lower what an earlier one decided.
    [{ moneyOrSecurity: true, usable: true }, 'SEV1', null],
  ])('%j → %s', (answers, severity, next) => {
    expect(judgeSeverity(answers)).toMatchObject({ severity, next });
  });
});
