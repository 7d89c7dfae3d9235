import { describe, expect, it } from '@jest/globals';
import { type Expectation, expectationText } from '../../errors/expectation.js';
import { readMappedInstant } from './read-mapped-instant.js';

describe('readMappedInstant', () => {
  const AT = '2026-11-21T00:30:00.000Z';
  it.each([
    ['2026-11-21T09:30:00+09:00', AT],
    ['2026-11-21 09:30+0900', AT],
    ['2026-11-21T09:30:00+09', AT],
    ['2026-11-21T00:30:00.000999999Z', AT],
    ['2026-11-21T00:30:00.123456Z', '2026-11-21T00:30:00.123Z'],
    ['2026-11-21 00:30:00 UTC', AT],
    [1795221000, AT],
    ['1795221000', AT],
    ['1795221000.25', '2026-11-21T00:30:00.250Z'],
    [1795221000000, AT],
    [1795221000000000, AT],
    ['1795221000000000000', AT],
    [946684800, '2000-01-01T00:00:00.000Z'],
    [4102444799, '2099-12-31T23:59:59.000Z'],
  ])('reads %p', (value, expected) => {
    expect(readMappedInstant(value, undefined)).toEqual(new Date(expected));
  });

  it.each([
    ['2026-11-21 09:30:00', 'Asia/Tokyo', AT],
    // clocks go back at 03:00 to 02:00: the first of the two
    ['2026-10-25 02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    // 02:30 is skipped: taken as it was before the change
    ['2026-03-29 02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-11-21T00:30:00Z', 'Asia/Tokyo', AT],
  ])('reads %s in %s', (value, zone, expected) => {
    expect(readMappedInstant(value, zone)).toEqual(new Date(expected));
  });

  it.each([
    ['2026-11-21 09:30:00', 'its zone'],
    ['yesterday', 'such as'],
    ['2026-02-31T25:00:00Z', 'exist'],
    ['22025-01-01T00:00:00Z', 'such as'],
    ['1970-01-01T00:00:00Z', '2000 to 2099'],
    [5, '2000 to 2099'],
    [Number.NaN, '2000 to 2099'],
    [1e300, '2000 to 2099'],
    [{}, 'a time'],
  ])('refuses %p', (value, message) => {
    const expected = readMappedInstant(value, undefined) as Expectation;
    expect(expectationText(expected)).toContain(message);
  });
});
