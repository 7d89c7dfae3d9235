import { describe, expect, it } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { createTranslator } from './createTranslator.js';
import { chooseLanguage } from './language.js';
import { useLanguage } from './useT.js';

describe('chooseLanguage', () => {
  it.each([
    ['?lang=ja', 'en', ['en-GB'], 'ja'],
    ['?lang=fr', 'ja', ['en-GB'], 'ja'],
    ['', null, ['fr-FR', 'ja-JP', 'en'], 'ja'],
    ['', 'klingon', ['de'], 'en'],
    ['', null, [], 'en'],
  ] as const)('address %p, saved %p, browser %p → %p', (search, saved, browser, expected) => {
    expect(chooseLanguage(search, saved, browser)).toBe(expected);
  });
});

describe('createTranslator', () => {
  const t = createTranslator('en', {
    'a.count': '{n, plural, one {# rule} other {# rules}}',
    'a.rich': 'See <b>the {what}</b>',
  });
  const any = t as unknown as (key: string, values?: object) => string;
  it('fills arguments by the rules of the language', () => {
    expect(any('a.count', { n: 1 })).toBe('1 rule');
    expect(any('a.count', { n: 1200 })).toBe('1,200 rules');
  });
  it('shows a missing key, and says so when asked', () => {
    expect(any('a.missing')).toBe('a.missing');
    expect(t.optional('a.missing')).toBeNull();
    expect(t.optional('toString')).toBeNull();
  });
});

function Probe() {
  const { t, setLanguage } = useLanguage();
  return (
    <button type="button" onClick={() => void setLanguage('ja')}>
      {t('ui.save')}
    </button>
  );
}

describe('LanguageProvider', () => {
  it('switches the page and its lang attribute, and remembers', async () => {
    const { user } = await renderApp(<Probe />);
    expect(document.documentElement.lang).toBe('en');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await act(async () => {});
    expect(await screen.findByRole('button', { name: '保存' })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('ja');
    expect(localStorage.getItem('tenken.language')).toBe('ja');
  });
});
