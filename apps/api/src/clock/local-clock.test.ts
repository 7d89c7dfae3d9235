import { describe, expect, it } from '@jest/globals';
import { localClock } from './local-clock.js';

describe('localClock', () => {
  it.each([
    ['2026-11-20T15:00:00.000Z', 'Asia/Tokyo', '2026-11-21 00:00'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29 03:00'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    const { day, time } = localClock(instant, zone);
    expect(`${day} ${time}`).toBe(expected);
  });
});
