import { describe, expect, it } from '@jest/globals';
import { formatDay, formatInstant, zoneName } from './formatInstant.js';

const tokyo = { timeZone: 'Asia/Tokyo' } as const;

describe('formatInstant', () => {
  it('shows the wall clock of the zone, and names the zone', () => {
    expect(formatInstant('2026-11-20T15:05:09Z', { ...tokyo, language: 'en' })).toBe('21 Nov 2026 00:05 JST');
    expect(formatInstant('2026-11-20T15:05:09Z', { ...tokyo, language: 'ja' })).toBe(
      '2026/11/21(土) 00:05 JST',
    );
    expect(formatInstant('2026-11-20T15:05:09Z', { timeZone: 'UTC', language: 'en', seconds: true })).toBe(
      '20 Nov 2026 15:05:09 UTC',
    );
  });
  it('names summer time apart', () => {
    expect(zoneName('America/New_York', new Date('2026-07-01T00:00:00Z'))).toBe('EDT');
    expect(zoneName('America/New_York', new Date('2026-12-01T00:00:00Z'))).toBe('EST');
  });
  it('dashes what is not there', () => {
    expect(formatInstant(null, { ...tokyo, language: 'en' })).toBe('—');
    expect(formatInstant('nonsense', { ...tokyo, language: 'en' })).toBe('—');
    expect(formatDay(null, 'ja')).toBe('—');
  });
  it('formats days without moving them to another zone', () => {
    expect(formatDay('2026-01-01', 'en')).toBe('1 Jan 2026');
    expect(formatDay('2026-01-01', 'en', { weekday: true })).toBe('Thu 1 Jan 2026');
    expect(formatDay('2026-01-01', 'ja')).toBe('2026/01/01(木)');
  });
});
