import { describe, expect, it } from '@jest/globals';
import type { LoadFigureKey } from '@tenken/shared/on-call-load.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { figureText } from './figureText.js';

const t = { language: 'en' } as Translator;

describe('figureText', () => {
  it.each<[LoadFigureKey, number | null, string]>([
    ['per_ten_minutes', 0.0048, '<0.01'],
    ['per_ten_minutes', 1.256, '1.26'],
    ['per_day', 151.27, '151.3'],
    ['flood_windows', 0.0096, '1.0%'],
    ['flood_windows', 0.0003, '<0.1%'],
    ['flood_windows', 0, '0%'],
    ['top_ten', 0.914, '91%'],
    ['priorities', 0.05, '5.0%'],
    ['chattering', 1234, '1,234'],
    ['stale', 0, '0'],
    ['top_ten', null, '—'],
  ])('%s of %p is %p', (key, value, text) => {
    expect(figureText(key, value, t)).toBe(text);
  });
});
