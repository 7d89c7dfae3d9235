import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatEpisodeId, parseEpisodeId } from './episode-id.js';

describe('episode id', () => {
  it('comes back as it went, whatever the fingerprint', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.integer({ min: 0, max: 4e12 }),
        (fingerprint, ms) => {
          const key = { alertRuleId: '42', fingerprint, startsAt: new Date(ms) };
          expect(parseEpisodeId(formatEpisodeId(key))).toEqual(key);
        },
      ),
    );
  });

  it.each(['', '1.2', 'a.1.x', '1.1.ü', "1.1.x'", '1.1.A', '1.1.AAAAA', '9223372036854775808.1.eA'])(
    'does not take %p',
    (id) => {
      expect(parseEpisodeId(id)).toBeNull();
    },
  );
});
