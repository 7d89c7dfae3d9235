import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { problem } from '../testing/answerFetch.js';
import { renderPage, testUser } from '../testing/renderApp.js';
import { safeTarget } from './safeTarget.js';

const service = {
  key: 'x',
  teamId: null,
  teamName: null,
  parentId: null,
  description: null,
  runbookUrl: null,
  aliases: [],
  isSample: false,
  createdAt: '2026-01-01T00:00:00Z',
  archivedAt: null,
};
const options = {
  'GET /api/v1/services': {
    items: [
      { ...service, id: '7', name: 'checkout' },
      { ...service, id: '8', name: 'ケンサク' },
    ],
    nextCursor: null,
  },
  'GET /api/v1/teams': { items: [], nextCursor: null },
};

describe('the layout', () => {
  it('shows the twelve sections, and marks the current one', async () => {
    await renderPage('/rules', { answers: options });
    const navigation = screen.getByRole('navigation', { name: 'Main navigation' });
    expect(within(navigation).getAllByRole('link')).toHaveLength(12);
    expect(within(navigation).getByRole('link', { name: 'Rules' })).toHaveAttribute('aria-current', 'page');
    expect(await screen.findByRole('heading', { level: 1, name: 'Alert rules' })).toBeInTheDocument();
  });

  it('keeps scope and range when going to another page, and Back restores', async () => {
    const { user, router } = await renderPage('/rules?service=7&from=2026-01-05&to=2026-02-02', {
      answers: options,
    });
    await user.click(screen.getByRole('link', { name: 'Coverage' }));
    await screen.findByRole('heading', { level: 1, name: 'Coverage' });
    expect(router.state.location.searchStr).toBe('?from=2026-01-05&to=2026-02-02&service=7');
    await act(async () => router.history.back());
    await screen.findByRole('heading', { level: 1, name: 'Alert rules' });
  });

  it('writes the chosen range to the address', async () => {
    const { user, router } = await renderPage('/rules', { answers: options });
    await user.click(await screen.findByRole('button', { name: 'Range: Last 12 weeks' }));
    const quarters = await screen.findByRole('group', { name: 'Quarter' });
    await user.click(within(quarters).getByRole('radio', { name: 'Last (Jul–Sep)' }));
    await waitFor(() => expect(router.state.location.searchStr).toBe('?from=2026-07-01&to=2026-10-01'));
    expect(screen.getByRole('button', { name: 'Range: Last quarter' })).toBeInTheDocument();
  });

  it('counts half-years from the first month of the fiscal year', async () => {
    const { user, router } = await renderPage('/rules', {
      answers: { ...options, 'GET /api/v1/settings': { fiscalYearStartsIn: 2 } },
    });
    await user.click(await screen.findByRole('button', { name: 'Range: Last 12 weeks' }));
    const halves = await screen.findByRole('group', { name: 'Half-year' });
    await user.click(await within(halves).findByRole('radio', { name: 'Last (Feb–Jul)' }));
    await waitFor(() => expect(router.state.location.searchStr).toBe('?from=2026-02-01&to=2026-08-01'));
  });

  it('finds a service by hiragana, and writes it to the address', async () => {
    const { user, router } = await renderPage('/rules', { answers: options });
    await user.click(await screen.findByRole('button', { name: 'Services: All services' }));
    const panel = await screen.findByRole('dialog', { name: 'What the figures are about' });
    await user.type(await within(panel).findByRole('combobox', { name: 'Services' }), 'けんさく');
    await user.click(await screen.findByRole('option', { name: 'ケンサク' }));
    await waitFor(() => expect(router.state.location.searchStr).toBe('?service=8'));
    await user.keyboard('{Escape}{Escape}');
    const button = screen.getByRole('button', { name: 'Services: ケンサク' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
  });

  it('puts the focus on the heading of the page that one went to', async () => {
    const { user } = await renderPage('/rules', { answers: options });
    await user.click(screen.getByRole('link', { name: 'Coverage' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Coverage' });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('opens the help with ?, listing this page’s keys', async () => {
    const { user } = await renderPage('/', { answers: options });
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys of this page' });
    expect(within(dialog).getByText('Undo the last change')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('switch', { name: /^Single-key shortcuts/ }));
    expect(localStorage.getItem('tenken.singleKeys')).toBe('off');
    await user.click(within(dialog).getByRole('switch', { name: /^Single-key shortcuts/ }));
  });

  it('finds a page in the palette by its Japanese name and reading', async () => {
    const { user, router } = await renderPage('/', { answers: options });
    fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
    const search = await screen.findByRole('textbox', { name: 'Go to a page or do something' });
    await user.type(search, 'しはんき');
    await user.click(await screen.findByRole('button', { name: 'Trends' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/trends'));
  });

  it('is in Japanese when asked', async () => {
    await renderPage('/', { language: 'ja', answers: options });
    expect(screen.getByRole('link', { name: 'アラート点検会' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '期間：直近12週間' })).toBeInTheDocument();
  });

  it('says that a page does not exist', async () => {
    await renderPage('/nowhere', { answers: options });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'There is no such page' }),
    ).toBeInTheDocument();
  });
});

describe('signing out', () => {
  it('ends the session and asks for nothing more', async () => {
    const { user, router, requests } = await renderPage('/rules?service=7', {
      answers: { ...options, 'DELETE /api/v1/session': undefined },
    });
    await user.click(screen.getByRole('button', { name: 'Account: Aoi Tanaka' }));
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    await screen.findByRole('heading', { name: 'Sign in' });
    const end = requests.findIndex((request) => request.method === 'DELETE');
    expect(requests.slice(end + 1)).toEqual([]);
  });
});

describe('signing in', () => {
  it('asks strangers to sign in, and brings them where they wanted to be', async () => {
    const { user, router, requests } = await renderPage('/incidents?service=7', {
      user: null,
      answers: { ...options, 'POST /api/v1/session': { user: testUser } },
    });
    expect(router.state.location.pathname).toBe('/sign-in');
    await user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'aoi@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(router.state.location.href).toBe('/incidents?service=7'));
    expect(requests.find((r) => r.method === 'POST')?.body).toEqual({
      email: 'aoi@example.com',
      password: 'correct horse battery',
    });
  });

  it('says why it failed', async () => {
    const { user } = await renderPage('/sign-in', {
      user: null,
      answers: {
        'POST /api/v1/session': { status: 401, body: problem(401, 'wrong_credentials', 'no') },
      },
    });
    await user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'aoi@example.com');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The e-mail address or the password is not right.');
    expect(alert).toHaveTextContent('req-test');
  });

  it.each([
    ['/rules?x=1', '/rules?x=1'],
    [undefined, '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/sign-in?next=/sign-in', '/'],
  ])('goes to %p as %p', (next, target) => {
    expect(safeTarget(next)).toBe(target);
  });
});

describe('a one-time link', () => {
  const link = { kind: 'first_admin', email: null, role: 'admin', expiresAt: '2026-11-22T08:00:00Z' };

  it('makes the first account, and wants a long password', async () => {
    const { user, router, requests } = await renderPage('/welcome?token=abc', {
      user: null,
      answers: {
        ...options,
        'GET /api/v1/sign-in-links/abc': link,
        'POST /api/v1/sign-in-links/abc/accept': { user: { ...testUser, role: 'admin' } },
      },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Aoi');
    await user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'aoi@example.com');
    await user.type(screen.getByLabelText('Password'), 'short pass');
    await user.click(screen.getByRole('button', { name: 'Create the account' }));
    expect(await screen.findByText('2 characters are missing.')).toBeInTheDocument();
    expect(requests.filter((r) => r.method === 'POST')).toHaveLength(0);
    await user.type(screen.getByLabelText('Password'), ' longer');
    await user.click(screen.getByRole('button', { name: 'Create the account' }));
    await waitFor(() => expect(router.state.location.href).toBe('/'));
  });

  it('says that it does not work any more', async () => {
    await renderPage('/welcome?token=old', {
      user: null,
      language: 'ja',
      answers: {
        'GET /api/v1/sign-in-links/old': { status: 404, body: problem(404, 'link_not_valid', 'gone') },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('このリンクは使えません');
  });
});
