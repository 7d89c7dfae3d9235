import { afterEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage, testUser } from '../testing/renderApp.js';

const japanese = { user: { ...testUser, language: 'ja' as const } };

describe('the language of the profile', () => {
  afterEach(() => localStorage.clear());

  it('is found on a browser where nothing was chosen', async () => {
    await renderPage('/settings/you', japanese);
    expect(await screen.findByRole('heading', { level: 1, name: '設定' })).toBeInTheDocument();
  });

  it('gives way to what was chosen in this browser', async () => {
    localStorage.setItem('tenken.language', 'en');
    await renderPage('/settings/you', japanese);
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
  });
});
