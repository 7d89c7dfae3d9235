import { describe, expect, it } from '@jest/globals';
import { judgeDetection } from './judge-detection.js';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 2, 9, minute, second));

describe('judgeDetection', () => {
  it.each([
    ['an alert before people knew', at(1), at(5), false, true, 'caught'],
    ['an alert one minute after', at(6), at(5), false, true, 'caught'],
    ['an alert a second later', at(6, 1), at(5), false, true, 'late'],
    ['no alert', null, at(5), false, true, 'missed'],
    ['no alert, detection unknown', null, null, false, true, 'missed'],
    ['an alert, detection unknown', at(1), null, false, true, 'unknown'],
    ['an alert in the record that is not linked', null, at(5), true, true, 'unknown'],
    ['a time of which no alerts are recorded', null, at(5), false, false, 'unknown'],
  ] as const)('%s', (_, firstAlertAt, detectedAt, toldByAlert, hasAlertHistory, outcome) => {
    expect(judgeDetection({ firstAlertAt, detectedAt, toldByAlert, hasAlertHistory })).toBe(outcome);
  });
});
