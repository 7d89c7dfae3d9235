import { describe, expect, it } from '@jest/globals';
import { parseDuration } from './parseDuration.js';

describe('a typed duration', () => {
  it.each([
    ['', 0],
    ['0', 0],
    ['5', 300],
    ['5m', 300],
    ['90s', 90],
    ['1h30m', 5400],
    [' 1H 30M ', 5400],
    ['2d', 172_800],
    ['５分', 300],
    ['1時間30分', 5400],
    ['30秒', 30],
  ])('%j is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['x', '5 min', '-5m', '5m x', 'm', '1.5h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
