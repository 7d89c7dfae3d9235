import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../testing/renderApp.js';
import { freezeAddress } from './freezeAddress.js';
import { NAVIGATION } from './navigation.js';

const scope = {
  from: '2026-08-24',
  to: '2026-11-16',
  timeZone: 'Asia/Tokyo',
  serviceIds: [],
  teamId: null,
  compare: 'previous' as const,
  isDefaultRange: true,
};
const days = 'from=2026-08-24&to=2026-11-16&tz=Asia/Tokyo';
const at = (path: string) => `http://localhost${path}`;

describe('freezeAddress', () => {
  it.each([
    ['/trends', `/trends?${days}`],
    ['/trends?metric=ttd&compare=last_year', `/trends?metric=ttd&compare=last_year&${days}`],
    ['/incidents?severity=SEV1,SEV2&lang=ja', `/incidents?severity=SEV1,SEV2&${days}`],
    ['/actions', `/actions?${days}`],
    ['/rules', `/rules?${days}`],
    ['/rules/12?version=3', `/rules/12?version=3&${days}`],
    ['/episodes?peek=a', `/episodes?peek=a&${days}`],
    ['/what-if?rules=4,5', `/what-if?rules=4,5&${days}`],
    ['/on-call', `/on-call?${days}`],
    ['/coverage', `/coverage?${days}`],
    ['/reviews', `/reviews?${days}`],
    ['/decisions?ranged=1', `/decisions?ranged=1&${days}`],
    ['/decisions/changes', `/decisions/changes?${days}`],
    ['/postmortems', `/postmortems?${days}`],
  ])('%s', (path, frozen) => {
    expect(freezeAddress(at(path), scope)).toEqual({ link: at(frozen), keepsDays: true, hasMine: false });
  });

  it.each([
    ['/', '/'],
    ['/settings/teams?q=a&lang=ja', '/settings/teams?q=a'],
    ['/data/deliveries?state=done', '/data/deliveries?state=done'],
    ['/reports/3', '/reports/3'],
    ['/incidents/3', '/incidents/3'],
    ['/reviews/3/record?view=minutes', '/reviews/3/record?view=minutes'],
  ])('adds no days to %s, which shows the same whatever they are', (path, frozen) => {
    expect(freezeAddress(at(path), scope)).toEqual({ link: at(frozen), keepsDays: false, hasMine: false });
  });

  it('says that mine is not frozen', () => {
    expect(freezeAddress(at('/actions?mine=1'), scope).hasMine).toBe(true);
  });

  it('has decided for every section', () => {
    const decided = NAVIGATION.map(({ to }) => [to, freezeAddress(at(to), scope).keepsDays]);
    expect(decided.filter(([, keeps]) => !keeps).map(([to]) => to)).toEqual([
      '/',
      '/reports',
      '/data',
      '/settings',
    ]);
  });
});

describe('y', () => {
  it('copies the link and says which days it keeps', async () => {
    window.history.replaceState(null, '', '/rules?q=disk');
    const { user } = await renderPage('/rules?q=disk');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('y');
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe(`http://localhost/rules?q=disk&${days}`),
    );
    expect(await screen.findByText(/It keeps the days .*24 Aug 2026.* – .*15 Nov 2026/)).toBeInTheDocument();
  });
});
