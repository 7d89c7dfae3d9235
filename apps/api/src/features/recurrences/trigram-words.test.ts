import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trigramWords } from './trigram-words.js';

describe('trigramWords', () => {
  it.each([
    ['Checkout returns 500', [], 'checkout returns 500'],
    ['Ｃｈｅｃｋｏｕｔ　ｒｅｔｕｒｎｓ', [], 'checkout returns'],
    ['Checkout: payments time out', ['Checkout'], 'payments time out'],
    ['Search API: certificate expired', ['search-api', 'Search'], 'certificate expired'],
    ['Incident on 2026-09-06 22:05 UTC', [], null],
    ['Actions is down', ['Actions'], null],
    ['Disruption with some services', [], null],
    ['Incident with the payment queue of the shop', [], 'payment queue shop'],
    ['!!!', [], null],
    ['', [], null],
  ] as const)('%s without %j: %s', (title, services, expected) => {
    expect(trigramWords(title, services)).toBe(expected);
  });

  it('writes each Japanese letter as three ASCII letters of its own, apart from Latin words', () => {
    const words = trigramWords('決済APIが応答しない', []);
    expect(words).toMatch(/^[a-z0-9]{6} api [a-z0-9]{18}$/);
    expect(trigramWords('決済APIが応答しない', ['決済API'])).toMatch(/^[a-z0-9]{18}$/);
    expect(trigramWords('障害', [])).toBeNull();
    expect(trigramWords('２０２６年１１月２１日 決済障害が発生', [])).toBeNull();
    expect(trigramWords('２０２６年１１月２１日 決済の遅延', [])).toMatch(/^[a-z0-9]{15}$/);
  });

  it('gives every kana and kanji a code that no other has', () => {
    const codes = new Set<string | null>();
    for (let code = 0x3041; code <= 0x9fff; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/\p{L}/u.test(letter) && letter === letter.normalize('NFKC').toLowerCase())
        codes.add(trigramWords(`${letter}亜亜亜亜`, []));
      else codes.add(`other ${code}`);
    }
    expect(codes.size).toBe(0x9fff - 0x3041 + 1);
  });

  it('gives words that pg_trgm can read whatever its ctype: ASCII letters, digits and blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(trigramWords(title, []) ?? 'aaa').toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/);
      }),
    );
  });
});
