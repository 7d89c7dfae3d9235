import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ciede2000, contrast, differenceSeen, VISIONS } from '../testing/colourDifference.js';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The custom properties of one scheme: those of the first block, or of the dark one. */
function tokensOf(scheme: 'light' | 'dark'): Map<string, string> {
  const start =
    scheme === 'light' ? css.indexOf(':root {') : css.search(/:root\[data-mantine-color-scheme=.dark.\]/);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}
const PAGE = { light: '#ffffff', dark: '#242424' } as const;

/** What `color-mix(in srgb, one share, other)` gives. */
function mix(one: string, other: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
      number,
      number,
    ];
    return Math.round(a * share + b * (1 - share))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

describe('ciede2000', () => {
  // Pairs 1, 7, 17, 20 and 25 of the published test data.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ] as const)('%p and %p', (one, other, expected) => {
    expect(ciede2000(one, other)).toBeCloseTo(expected, 3);
  });
});

describe.each(['light', 'dark'] as const)('the %s palette', (scheme) => {
  const tokens = tokensOf(scheme);
  const group = (prefix: string, names: string[]) =>
    names.map((name) => tokens.get(`--${prefix}-${name}`) ?? '');
  const severities = group('severity', ['critical', 'high', 'medium', 'low', 'info']);
  const verdicts = group('verdict', ['actionable', 'false-positive', 'duplicate', 'no-action', 'unreviewed']);

  it.each(Object.keys(VISIONS))('keeps its colours apart for %s eyes', (vision) => {
    for (const colours of [severities, verdicts]) {
      colours.forEach((one, index) => {
        for (const other of colours.slice(index + 1)) {
          const difference = differenceSeen(one, other, vision);
          expect({ one, other, apart: difference >= 14 || difference.toFixed(1) }).toEqual({
            one,
            other,
            apart: true,
          });
        }
      });
    }
  });

  it('has verdict words that can be read on chosen rows and pressed buttons', () => {
    const text = scheme === 'light' ? '#000000' : '#c9c9c9';
    const grounds = scheme === 'light' ? ['#e7f5ff', '#d0ebff', '#f1f3f5'] : ['#16283a', '#2e2e2e'];
    for (const colour of verdicts)
      for (const ground of grounds) {
        const word = mix(colour, text, 0.78);
        expect({ word, ground, enough: contrast(word, ground) >= 4.5 }).toEqual({
          word,
          ground,
          enough: true,
        });
      }
  });

  it('can be read: verdict words 4.5 to 1, signs 3 to 1', () => {
    for (const colour of verdicts) expect(contrast(colour, PAGE[scheme])).toBeGreaterThanOrEqual(4.5);
    for (const [name, colour] of tokens) {
      if (!/^--(severity|verdict|data)/.test(name)) continue;
      // The light yellow has an outline instead.
      if (name === '--severity-medium' && scheme === 'light') continue;
      expect({ name, enough: contrast(colour, PAGE[scheme]) >= 3 }).toEqual({ name, enough: true });
    }
  });
});
