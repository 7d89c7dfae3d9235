import { describe, expect, it } from '@jest/globals';
import { readDay } from './read-day.js';
import { durationUnitOf, readDuration } from './read-duration.js';
import { type InstantReading, readInstant } from './read-instant.js';

const TOKYO: InstantReading = { timeZone: 'Asia/Tokyo', dayOrder: null, numbers: 'auto' };
const NEW_YORK: InstantReading = { ...TOKYO, timeZone: 'America/New_York' };
const AT = '2026-11-21T05:05:00.000Z';
const result = (text: string, reading: InstantReading = TOKYO, dayMayDo = false) => {
  const read = readInstant(text, reading, dayMayDo);
  return 'at' in read ? new Date(read.at).toISOString() : read.code;
};

describe('a time in a cell', () => {
  it.each([
    '2026-11-21T14:05:00+09:00',
    '2026-11-21 14:05',
    '2026-11-21T05:05Z',
    '2026/11/21 14:05',
    '2026/11/21 14:05:00',
    '2026.11.21 14:05',
    '2026年11月21日 14時05分',
    '2026年11月21日14時5分0秒',
    '2026年11月21日（土）14:05',
    '2026/11/21(土) 14:05',
    '令和8年11月21日 14時05分',
    '令和 8年11月21日 午後2時5分',
    'R8.11.21 14:05',
    'r08/11/21 14:05',
    '２０２６年１１月２１日　１４：０５',
    '2026-11-21 午後2:05',
    'Nov 21, 2026 2:05 PM',
    'November 21st, 2026 at 2:05 p.m.',
    '21 Nov 2026 14:05',
    'Sat, 21 Nov 2026 05:05:00 GMT',
    '21-Nov-2026 14:05',
    '21/11/2026 14:05',
    '11/21/2026 2:05 PM',
    '2026-11-21 14:05 JST',
    '2026-11-21 00:05 EST',
    '2026-11-21 14:05 (UTC+9)',
    '2026-11-21T14:05:00+0900',
    '20261121140500',
    '202611211405',
  ])('%s', (text) => {
    expect(result(text)).toBe(AT);
  });

  it('tells seconds, milli-, micro- and nanoseconds and Excel days by their size, and says so', () => {
    const seconds = Date.parse(AT) / 1000;
    const cases: [string, string][] = [
      [String(seconds), 'seconds'],
      [`${seconds}.0`, 'seconds'],
      [String(seconds * 1000), 'milliseconds'],
      [`${seconds}000000`, 'microseconds'],
      [`${seconds}000000000`, 'nanoseconds'],
      // what Excel holds for 2026-11-21 14:05
      ['46347.5868055556', 'excel1900'],
    ];
    for (const [text, readAs] of cases)
      expect([text, readInstant(text, TOKYO)]).toEqual([text, { at: AT, readAs }]);
    expect(readInstant('44885.5868055556', { ...TOKYO, numbers: 'excel1904' })).toEqual({
      at: AT,
      readAs: 'excel1904',
    });
  });

  it('refuses what it would have to guess, in words', () => {
    expect(readInstant('1/2/2026 10:00', TOKYO)).toEqual({
      code: 'day_order',
      params: { text: '1/2/2026 10:00' },
      reason: '1/2/2026 10:00 can be read in more than one order of day and month: choose the order',
    });
    expect(result('1/2/2026 10:00', { ...TOKYO, dayOrder: 'dmy' })).toBe('2026-02-01T01:00:00.000Z');
    expect(result('1/2/2026 10:00', { ...TOKYO, dayOrder: 'mdy' })).toBe('2026-01-02T01:00:00.000Z');
    expect(result('26/11/21 14:05')).toBe('day_order');
    expect(result('26/11/21 14:05', { ...TOKYO, dayOrder: 'ymd' })).toBe(AT);
    expect(result('2026/11/21 14:05', { ...TOKYO, timeZone: null })).toBe('no_zone');
    expect(result('46347.58', { ...TOKYO, timeZone: null })).toBe('no_zone');
    expect(result('2026-11-21 14:05 CST')).toBe('unknown_zone');
    expect(result('2026-11-21')).toBe('no_time_of_day');
    expect(result('46347')).toBe('no_time_of_day');
    expect(result('2026-11-21', TOKYO, true)).toBe('2026-11-20T15:00:00.000Z');
    expect(result('令和8年11月21日', TOKYO, true)).toBe('2026-11-20T15:00:00.000Z');
    expect(result('2026-02-30 10:00')).toBe('no_such_day');
    expect(result('2026-11-21 25:00')).toBe('no_such_time');
    expect(result('123')).toBe('number_unclear');
    expect(result('0')).toBe('number_unclear');
    expect(result('-1763701500')).toBe('number_unclear');
    expect(result('1763701500', { ...TOKYO, numbers: 'milliseconds' })).toBe('number_out_of_range');
    expect(result('yesterday')).toBe('not_a_time');
    expect(result('2026-11-21 14:05 about')).toBe('unknown_zone');
    expect(result('2026-11-21 14:05, I think')).toBe('not_a_time');
  });

  it('says that a local time does not exist, or exists twice', () => {
    expect(readInstant('2026-03-08 02:30', NEW_YORK)).toMatchObject({
      code: 'gap',
      params: { zone: 'America/New_York', before: '-05:00', after: '-04:00' },
    });
    expect(readInstant('2026-11-01 01:30', NEW_YORK)).toMatchObject({ code: 'overlap' });
    expect(result('2026-11-01 01:30 -04:00', NEW_YORK)).toBe('2026-11-01T05:30:00.000Z');
    expect(result('2026-11-01 00:59', NEW_YORK)).toBe('2026-11-01T04:59:00.000Z');
    expect(result('2026-11-01 02:00', NEW_YORK)).toBe('2026-11-01T07:00:00.000Z');
    expect(result('2026-03-08 03:00', NEW_YORK)).toBe('2026-03-08T07:00:00.000Z');
  });
});

describe('a day in a cell', () => {
  it.each([
    '2026-12-24',
    '2026/12/24',
    '2026年12月24日(木)',
    '令和8年12月24日',
    '24 Dec 2026',
    '46380',
    '20261224',
    '2026-12-24T10:00:00+09:00',
  ])('%s', (text) => {
    expect(readDay(text, TOKYO)).toEqual({ day: '2026-12-24' });
  });

  it('refuses what it would have to guess', () => {
    expect(readDay('1/2/2026', TOKYO)).toMatchObject({ code: 'day_order' });
    expect(readDay('soon', TOKYO)).toMatchObject({ code: 'not_a_day' });
    expect(readDay('2026-02-30', TOKYO)).toMatchObject({ code: 'no_such_day' });
  });
});

describe('a duration in a cell', () => {
  it.each([
    '1h 23m',
    '01:23:00',
    'PT1H23M',
    '83 min',
    '1時間23分',
    '1 hour, 23 minutes',
    '4980s',
    '１時間２３分',
  ])('%s', (text) => {
    expect(readDuration(text, null)).toEqual({ seconds: 4980 });
  });

  it('takes the unit of a number from the name of its column', () => {
    expect(
      ['seconds_to_resolve', 'Duration (min)', '停止時間(分)', 'ttr_hours', 'duration'].map(durationUnitOf),
    ).toEqual(['seconds', 'minutes', 'minutes', 'hours', null]);
    expect(readDuration('83', 'minutes')).toEqual({ seconds: 4980 });
    expect(readDuration('2日3時間', null)).toEqual({ seconds: 183_600 });
  });

  it('refuses what it would have to guess, and what is below zero', () => {
    expect(readDuration('83', null)).toMatchObject({ code: 'duration_unit' });
    expect(readDuration('1:23', null)).toMatchObject({ code: 'duration_clock' });
    expect(readDuration('-5m', null)).toMatchObject({ code: 'not_a_duration' });
    expect(readDuration('PT', null)).toMatchObject({ code: 'not_a_duration' });
    expect(readDuration('long', null)).toMatchObject({ code: 'not_a_duration' });
  });
});
