import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSenderTime } from './sender-time.js';

describe('times of senders', () => {
  const at = new Date('2026-11-21T01:30:00.123Z');
  it.each([
    ['seconds', 1795224600, '2026-11-21T01:30:00.000Z'],
    ['seconds with decimals', 1795224600.123, '2026-11-21T01:30:00.123Z'],
    ['milliseconds', 1795224600123, '2026-11-21T01:30:00.123Z'],
    ['microseconds', 1795224600123456, '2026-11-21T01:30:00.123Z'],
    ['nanoseconds that no double can hold', 1795224600123000000, '2026-11-21T01:30:00.123Z'],
    ['digits in a text', '1795224600123', '2026-11-21T01:30:00.123Z'],
    ['an offset without a colon', '2026-11-21T10:30:00.123+0900', '2026-11-21T01:30:00.123Z'],
    ['many decimals', '2026-11-21T01:30:00.123999999Z', '2026-11-21T01:30:00.123Z'],
    ['a blank for the T', '2026-11-21 01:30:00Z', '2026-11-21T01:30:00.000Z'],
    ['no offset', '2026-11-21T01:30:00', undefined],
    ['the year 22025', '22025-01-01T00:00:00Z', undefined],
    ['year 1', '0001-01-01T00:00:00Z', undefined],
    ['zero', 0, undefined],
    ['less than zero', -1795224600, undefined],
    ['before 2000', 946684799, undefined],
    ['nothing', null, undefined],
    ['a word', 'yesterday', undefined],
    ['infinity', Number.POSITIVE_INFINITY, undefined],
  ])('%s', (_, value, expected) => {
    expect(parseSenderTime(value)?.toISOString()).toBe(expected);
  });

  it('tells the units apart from 2000 to 2099', () => {
    const ms = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });
    fc.assert(
      fc.property(ms, (value) => {
        expect(parseSenderTime(value)?.getTime()).toBe(value);
        expect(parseSenderTime(Math.floor(value / 1000))?.getTime()).toBe(Math.floor(value / 1000) * 1000);
        expect(parseSenderTime(value * 1e3)?.getTime()).toBe(value);
        expect(parseSenderTime(value * 1e6)?.getTime()).toBe(value);
        expect(parseSenderTime(`${value}000000`)?.getTime()).toBe(value);
      }),
    );
    expect(parseSenderTime(at.toISOString())).toEqual(at);
  });
});
