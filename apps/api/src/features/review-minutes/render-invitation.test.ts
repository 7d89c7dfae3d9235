import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { renderInvitation } from './render-invitation.js';
import { renderTimeZone } from './render-time-zone.js';

const FILE = join(import.meta.dirname, '../../../../../test/fixtures/review-minutes/room.json');
const room = ReviewRoomSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
const invite = (change: object = {}) =>
  renderInvitation(
    { ...room, scheduledAt: '2026-12-04T07:00:00.000Z', ...change },
    { url: 'https://tenken.example.com/reviews/7', now: new Date('2026-11-21T12:34:56.789Z'), sequence: 2 },
  );
/** As a calendar reads it: lines that were folded are whole again. */
const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('renderInvitation', () => {
  it('ends every line with CRLF and folds at 75 octets without breaking a character', () => {
    const text = invite({
      title: '決済とアカウントの監視ルールを全部見直すアラート点検会（第3四半期の締め）',
    });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\ufffd');
    expect(unfold(text)).toContain(
      'SUMMARY;LANGUAGE=ja:決済とアカウントの監視ルールを全部見直すアラート点検会（第3四半期の締め）',
    );
  });

  it('tells start and end by the clock of the session, its link, and what replaces an older file', () => {
    const lines = unfold(invite());
    for (const line of [
      'DTSTART;TZID=Asia/Tokyo:20261204T160000',
      // 5 + 30 + 5 + 2 minutes of agenda
      'DTEND;TZID=Asia/Tokyo:20261204T164200',
      'DTSTAMP:20261121T123456Z',
      'UID:review-7@tenken.example.com',
      'SEQUENCE:2',
      'URL:https://tenken.example.com/reviews/7',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.find((line) => line.startsWith('DESCRIPTION;'))).toContain('司会：田中 葵\\n');
  });

  it('escapes what would end a value or begin another line', () => {
    const lines = unfold(invite({ title: 'a, b; c\\d\nATTENDEE:x@example.com' }));
    expect(lines).toContain('SUMMARY;LANGUAGE=ja:a\\, b\\; c\\\\d\\nATTENDEE:x@example.com');
    expect(lines.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
  });

  it('says what a built-in agenda calls its steps in its language, and what a person wrote as it is', () => {
    const step = { key: 'topics', title: 'Topics', minutes: 5, spentSeconds: 0, timerFromSeconds: 0 };
    const agenda = (change: object) =>
      unfold(invite({ steps: [{ ...step, ...change }] })).find((line) => line.startsWith('DESCRIPTION;'));
    expect(agenda({ isBuiltin: true })).toContain('トピック 5分');
    expect(agenda({})).toContain('Topics 5分');
  });

  it('lasts at least a quarter of an hour', () => {
    expect(unfold(invite({ steps: [] }))).toContain('DTEND;TZID=Asia/Tokyo:20261204T161500');
  });
});

describe('renderTimeZone', () => {
  const around = (timeZone: string, at: string) => renderTimeZone(timeZone, new Date(at)).join(' ');

  it('has one observance where the clock is never changed', () => {
    expect(around('Asia/Tokyo', '2026-12-04T07:00:00Z')).toBe(
      'BEGIN:VTIMEZONE TZID:Asia/Tokyo BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0900 TZOFFSETTO:+0900 END:STANDARD END:VTIMEZONE',
    );
  });

  // Dates from the rules of the zones: last Sunday of March and October at 01:00 UTC; second Sunday of March and first of
  // November at 02:00 local; Lord Howe changes by half an hour on the first Sundays of April and October at 02:00 local.
  it.each([
    ['Europe/Berlin', 'DAYLIGHT DTSTART:20260329T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0200'],
    ['Europe/Berlin', 'STANDARD DTSTART:20261025T030000 TZOFFSETFROM:+0200 TZOFFSETTO:+0100'],
    ['America/New_York', 'DAYLIGHT DTSTART:20260308T020000 TZOFFSETFROM:-0500 TZOFFSETTO:-0400'],
    ['America/New_York', 'STANDARD DTSTART:20261101T020000 TZOFFSETFROM:-0400 TZOFFSETTO:-0500'],
    ['Australia/Lord_Howe', 'STANDARD DTSTART:20260405T020000 TZOFFSETFROM:+1100 TZOFFSETTO:+1030'],
    ['Asia/Kathmandu', 'TZOFFSETTO:+0545'],
  ])('%s: %s', (timeZone, expected) => {
    expect(around(timeZone, '2026-07-01T00:00:00Z')).toContain(expected);
  });
});
