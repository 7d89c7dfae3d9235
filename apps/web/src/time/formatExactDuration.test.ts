import { describe, expect, it } from '@jest/globals';
import { formatExactDuration } from './formatExactDuration.js';

describe('formatExactDuration', () => {
  it.each([
    [0, '0s', '0秒'],
    [15, '15s', '15秒'],
    [90, '1m 30s', '1分30秒'],
    [600, '10m', '10分'],
    [5400, '1h 30m', '1時間30分'],
    [86_400, '1d', '1日'],
    [90_061, '1d 1h 1m 1s', '1日1時間1分1秒'],
    [0.5, '0.5s', '0.5秒'],
  ])('%d s', (seconds, en, ja) => {
    expect([formatExactDuration(seconds, 'en'), formatExactDuration(seconds, 'ja')]).toEqual([en, ja]);
  });
});
