import { describe, expect, it } from '@jest/globals';
import { CAUSE_CATEGORIES, TRIGGER_CATEGORIES } from './incidents.contract.js';
import { normalizeCategory } from './normalize-category.js';

describe('normalizeCategory', () => {
  it.each([
    ['Config push', 'config_push'],
    ['user-behavior change', 'user_behaviour_change'],
    [' 設定ミス ', '設定ミス'],
  ])('%s → %s', (text, word) => {
    expect(normalizeCategory(text, TRIGGER_CATEGORIES)).toBe(word);
  });

  it('knows every word of both lists', () => {
    for (const word of CAUSE_CATEGORIES)
      expect(normalizeCategory(word.replaceAll('_', ' '), CAUSE_CATEGORIES)).toBe(word);
  });
});
