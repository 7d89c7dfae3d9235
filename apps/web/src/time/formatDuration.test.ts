import { describe, expect, it } from '@jest/globals';
import { formatDuration } from './formatDuration.js';

describe('formatDuration', () => {
  it.each([
    [null, '—', '—'],
    [Number.NaN, '—', '—'],
    [0, '0s', '0秒'],
    [42, '42s', '42秒'],
    [59.6, '1m', '1分'],
    [60, '1m', '1分'],
    [42 * 60, '42m', '42分'],
    [59 * 60 + 29, '59m', '59分'],
    [59 * 60 + 30, '1h 00m', '1時間00分'],
    [2 * 3600 + 5 * 60, '2h 05m', '2時間05分'],
    [86_399, '1d 00h', '1日0時間'],
    [86_400 + 4 * 3600, '1d 04h', '1日4時間'],
    [12 * 86_400 + 14 * 3600 + 40 * 60, '12d 15h', '12日15時間'],
    [-90 * 60, '−1h 30m', '−1時間30分'],
  ])('%p seconds', (seconds, en, ja) => {
    expect(formatDuration(seconds, 'en')).toBe(en);
    expect(formatDuration(seconds, 'ja')).toBe(ja);
  });
});
