import { describe, expect, it } from '@jest/globals';
import { parseDueText } from './parseDueText.js';

/** A Saturday. */
const TODAY = '2026-11-21';

describe('parseDueText', () => {
  it.each([
    ['2026-12-24', '2026-12-24'],
    ['today', '2026-11-21'],
    ['Tomorrow', '2026-11-22'],
    ['明日', '2026-11-22'],
    ['+10d', '2026-12-01'],
    ['+2w', '2026-12-05'],
    ['+1m', '2026-12-21'],
    ['+5bd', '2026-11-27'],
    ['5営業日', '2026-11-27'],
    ['＋３ｄ', '2026-11-24'],
    ['fri', '2026-11-27'],
    ['sat', '2026-11-28'],
    ['next friday', '2026-11-27'],
    ['金曜', '2026-11-27'],
    ['来週金曜', '2026-11-27'],
    ['再来週の月曜日', '2026-11-30'],
    ['今週金曜', '2026-11-20'],
    ['12/24', '2026-12-24'],
    ['1月5日', '2027-01-05'],
    ['月末', '2026-11-30'],
    ['来月末', '2026-12-31'],
  ])('%s → %s', (text, day) => {
    expect(parseDueText(text, TODAY)).toBe(day);
  });

  it.each(['', 'soon', '2026-02-30', '13/40', '+x', 'next'])('%p is no day', (text) => {
    expect(parseDueText(text, TODAY)).toBeNull();
  });

  it('keeps to the end of a shorter month', () => {
    expect(parseDueText('+1m', '2026-01-31')).toBe('2026-02-28');
  });
});
