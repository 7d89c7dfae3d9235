import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { Figure } from './Figure.js';

describe('Figure', () => {
  it('shows value, interval and counts, and leads to its rows and to what it left out', async () => {
    await renderApp(
      <Figure
        label="Time to restore (median)"
        value="41m"
        interval={{ lower: '36m', upper: '55m' }}
        n={163}
        open={2}
        missing={7}
        excluded={12}
        rows={{ to: '/incidents', search: { kind: 'incident' } }}
        excludedRows={{ to: '/incidents', search: { missing: 'any' } }}
      />,
      { path: '/?from=2026-01-05&to=2026-02-02' },
    );
    const figure = screen.getByRole('region', { name: 'Time to restore (median)' });
    expect(figure).toHaveTextContent('95% interval 36m – 55m');
    expect(figure).toHaveTextContent('n = 163 · 2 still open · 7 without the time · 12 left out');
    expect(within(figure).getByRole('link', { name: '41m' })).toHaveAttribute(
      'href',
      expect.stringContaining('kind=incident'),
    );
    expect(within(figure).getByRole('link', { name: '12 left out' })).toHaveAttribute(
      'href',
      expect.stringContaining('missing=any'),
    );
  });

  it('is a dash with the reason, not a zero, when it cannot be had', async () => {
    await renderApp(<Figure label="TTR" value={null} reason="Too few: 3 of at least 6" n={3} />, {
      language: 'ja',
    });
    const figure = screen.getByRole('region', { name: 'TTR' });
    expect(figure).toHaveTextContent('—');
    expect(figure).toHaveTextContent('Too few: 3 of at least 6');
    expect(figure).not.toHaveTextContent('0');
  });

  it('says what it means, in the reader’s language, with the version', async () => {
    const { user } = await renderApp(
      <Figure
        label="復旧時間"
        value="41分"
        definitionKey="ttr"
        definition={{ key: 'ttr', version: 1, text: '' }}
      />,
      { language: 'ja' },
    );
    await user.click(screen.getByRole('button', { name: '「復旧時間（TTR）」の定義を表示' }));
    const popover = await screen.findByRole('dialog');
    expect(popover).toHaveTextContent('影響開始から、サービスが完全に復旧するまでの時間');
    expect(popover).toHaveTextContent('定義 ttr、第1版');
  });
});
