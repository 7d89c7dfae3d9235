import { describe, expect, it } from '@jest/globals';
import { ImportInstant, Instant, listOf } from './field.contract.js';
import { Severity } from './incidents.contract.js';

describe('ImportInstant', () => {
  it.each([
    ['2026-11-21T09:30:00+09:00', '2026-11-21T00:30:00.000Z'],
    ['2026-11-21 09:30+0900', '2026-11-21T00:30:00.000Z'],
    ['2026-11-21T00:30:00.5Z', '2026-11-21T00:30:00.500Z'],
    ['22025-01-02T00:00:00Z', '+022025-01-02T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(ImportInstant.parse(text)).toBe(iso);
  });

  it.each(['2026-11-21T09:30:00', '2026-11-21', 'yesterday', '2026-13-01T00:00:00Z', ''])(
    'does not take %p',
    (text) => {
      expect(ImportInstant.safeParse(text).success).toBe(false);
    },
  );
});

describe('Instant', () => {
  it.each(['2026-11-21T09:30+09:00', '2026-11-21T00:30:00.500Z', '+022025-01-02T00:00:00.000Z'])(
    'takes %s',
    (text) => {
      expect(Instant.parse(text)).toBe(text);
    },
  );
  it.each(['2026-11-21 00:30:00Z', '2026-11-21T00:30:00', 'T'])('does not take %p', (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  });
});

describe('listOf', () => {
  it('splits, trims and drops what is empty', () => {
    expect(listOf(Severity).parse(' SEV1, ,SEV2')).toEqual(['SEV1', 'SEV2']);
    expect(listOf(Severity).safeParse('SEV9').success).toBe(false);
  });
});
