import { describe, expect, it } from '@jest/globals';
import { isBuiltinTitle, titleOfStep } from './builtin-step-titles.js';

describe('titles of the steps of built-in agendas', () => {
  it.each([
    ['other_work', 'Other work', true],
    ['other_work', 'その他の作業', true],
    ['other_work', 'Other work!', false],
    ['topics', 'Other work', false],
    ['talk_1', 'Topics', false],
    ['constructor', 'Topics', false],
    ['rules', null, false],
  ])('%s called %s: %s', (key, title, expected) => {
    expect(isBuiltinTitle({ key, title })).toBe(expected);
  });

  it('are in the language of whoever reads, unless a person wrote them or the session is older', () => {
    const step = { key: 'topics', title: 'Topics', isBuiltin: true };
    expect([titleOfStep(step, 'ja'), titleOfStep(step, 'en')]).toEqual(['トピック', 'Topics']);
    expect(titleOfStep({ ...step, isBuiltin: undefined }, 'ja')).toBe('Topics');
    expect(titleOfStep({ ...step, key: 'talk_1' }, 'ja')).toBe('Topics');
    expect(titleOfStep({ key: 'rules', title: null }, 'ja')).toBeNull();
  });
});
