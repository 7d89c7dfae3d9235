import { describe, expect, it } from '@jest/globals';
import { prepareHolidayList } from './prepareHolidayLines.js';

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

describe('holidays of a calendar file', () => {
  it('takes each day of an event; the end is the day after', () => {
    const text = calendar(
      ...event('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:元日'),
      ...event(
        'DTSTART;VALUE=DATE:20271224',
        'DTEND;VALUE=DATE:20271227',
        'SUMMARY:Office closed\\, all\n of it',
      ),
      ...event('DTSTART:20270504T000000Z', 'SUMMARY;LANGUAGE=en:Greenery Day', 'X-ODD'),
    );
    expect(prepareHolidayList(text)).toEqual({
      items: [
        { day: '2027-01-01', nameJa: '元日' },
        { day: '2027-12-24', nameEn: 'Office closed, allof it' },
        { day: '2027-12-25', nameEn: 'Office closed, allof it' },
        { day: '2027-12-26', nameEn: 'Office closed, allof it' },
        { day: '2027-05-04', nameEn: 'Greenery Day' },
      ],
      wrong: [],
    });
  });

  it('names events that it cannot take: no such day, no name, one that repeats', () => {
    const text = calendar(
      ...event('DTSTART;VALUE=DATE:20270230', 'SUMMARY:Never'),
      ...event('DTSTART;VALUE=DATE:20270101'),
      ...event('DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year'),
    );
    expect(prepareHolidayList(text)).toEqual({ items: [], wrong: [3, 7, 10] });
  });

  it('reads the list of the Cabinet Office: a heading, then slashes', () => {
    const text = '国民の祝日・休日月日,国民の祝日・休日名称\n2027/1/1,元日\n"2027/1/11","成人の日"\n';
    expect(prepareHolidayList(text)).toEqual({
      items: [
        { day: '2027-01-01', nameJa: '元日' },
        { day: '2027-01-11', nameJa: '成人の日' },
      ],
      wrong: [],
    });
  });
});
