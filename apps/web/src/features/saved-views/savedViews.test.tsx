import { describe, expect, it } from '@jest/globals';
import type { SavedView } from '@tenken/shared/saved-views.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { problem } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';

const view = (more: Partial<SavedView>): SavedView => ({
  id: '1',
  page: 'incidents',
  name: 'Sev 1 of checkout',
  search: 'severity=SEV1&service=7',
  owner: 'me',
  teamId: null,
  teamName: null,
  createdBy: 'Aoi Tanaka',
  isMine: true,
  isDefault: false,
  updatedAt: '2026-11-20T00:00:00.000Z',
  rowVersion: 1,
  ...more,
});
const ofTeam = view({
  id: '2',
  name: 'Open',
  search: 'status=open',
  owner: 'team',
  teamId: '3',
  teamName: 'Core',
  isMine: false,
});
const answers = (items: SavedView[], more = {}) => ({
  'GET /api/v1/saved-views': { items, nextCursor: null },
  'GET /api/v1/teams': { items: [], nextCursor: null },
  'GET /api/v1/services': { items: [], nextCursor: null },
  ...more,
});
const openMenu = async (user: Awaited<ReturnType<typeof renderPage>>['user']) => {
  await user.click(await screen.findByRole('button', { name: /^Views of this page/ }));
  const panel = await screen.findByRole('dialog', { name: 'Views of this page' });
  await within(panel).findByText('No view');
  return panel;
};

describe('the view that a page opens with', () => {
  const isDefault = view({ isDefault: true });

  it('opens when the address says nothing, and not over what an address says', async () => {
    const { router } = await renderPage('/incidents', { answers: answers([isDefault]) });
    expect(router.state.location.searchStr).toBe('?severity=SEV1&service=7');
    expect(await screen.findByRole('button', { name: /Sev 1 of checkout/ })).toBeInTheDocument();
  });

  it('leaves a colleague’s link and other pages alone', async () => {
    const shared = await renderPage('/incidents?severity=SEV2', { answers: answers([isDefault]) });
    expect(shared.router.state.location.searchStr).toBe('?severity=SEV2');
    const other = await renderPage('/rules', { answers: answers([isDefault]) });
    expect(other.router.state.location.searchStr).toBe('');
  });

  it('does not come back when the filters are taken off, and one can have the page without it', async () => {
    const { user, router } = await renderPage('/incidents', { answers: answers([isDefault]) });
    const panel = await openMenu(user);
    await user.click(within(panel).getByRole('button', { name: /^No view/ }));
    await waitFor(() => expect(router.state.location.searchStr).toBe(''));
    expect(await screen.findByRole('button', { name: 'Views of this page: No view' })).toBeInTheDocument();
  });

  it('keeps nobody from the page when the views cannot be read', async () => {
    await renderPage('/incidents', {
      answers: answers([], {
        'GET /api/v1/saved-views': { status: 503, body: problem(503, 'database_unavailable', 'gone') },
      }),
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Incidents' })).toBeInTheDocument();
  });
});

describe('the menu of views', () => {
  it('opens a view with its own range and scope, not with those of the page', async () => {
    const { user, router } = await renderPage('/incidents?from=2026-01-01&to=2026-02-01&team=3', {
      answers: answers([view({}), ofTeam]),
    });
    const panel = await openMenu(user);
    expect(within(panel).getByRole('region', { name: 'Team Core' })).toBeInTheDocument();
    await user.click(within(panel).getByRole('button', { name: 'Sev 1 of checkout' }));
    await waitFor(() => expect(router.state.location.searchStr).toBe('?severity=SEV1&service=7'));
  });

  it('keeps the address under a name, and undo takes it away again', async () => {
    const { user, requests } = await renderPage(
      '/incidents?severity=SEV1&from=2026-07-01&to=2026-10-01&lang=en',
      {
        answers: answers([], {
          'POST /api/v1/saved-views': view({ id: '9', name: 'Q3' }),
          'DELETE /api/v1/saved-views/9': undefined,
        }),
      },
    );
    const panel = await openMenu(user);
    await user.click(within(panel).getByRole('button', { name: 'Save as a view…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save as a view' });
    expect(within(dialog).getByText(/Its range stays/)).toBeInTheDocument();
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Q3');
    await user.click(within(dialog).getByRole('button', { name: 'Save the view' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        page: 'incidents',
        name: 'Q3',
        search: 'severity=SEV1&from=2026-07-01&to=2026-10-01',
        teamId: null,
        isDefault: false,
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('says that a view was changed, and saves the change to it', async () => {
    const { user, router, requests } = await renderPage('/incidents?status=open', {
      answers: answers([ofTeam], {
        'PATCH /api/v1/saved-views/2': { ...ofTeam, search: 'status=open&kind=drill', rowVersion: 2 },
      }),
    });
    await screen.findByRole('button', { name: 'Views of this page: Open' });
    await router.navigate({ to: '.', search: (old: object) => ({ ...old, kind: ['drill'] }) } as never);
    await screen.findByRole('button', { name: 'Views of this page: Open · changed' });
    const panel = await openMenu(user);
    await user.click(within(panel).getByRole('button', { name: 'Save the change to “Open”' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
        search: 'status=open&kind=drill',
        rowVersion: 1,
      }),
    );
  });

  it('lets a viewer open the page with a team’s view and change nothing of it', async () => {
    const { user, requests } = await renderPage('/incidents', {
      user: { ...testUser, role: 'viewer' },
      language: 'ja',
      answers: answers([ofTeam], { 'PATCH /api/v1/saved-views/2': { ...ofTeam, isDefault: true } }),
    });
    await user.keyboard('v');
    const panel = await screen.findByRole('dialog', { name: 'このページのビュー' });
    const star = await within(panel).findByRole('button', { name: /「Open」を表示する/ });
    expect(within(panel).queryByRole('button', { name: '「Open」を削除' })).toBeNull();
    await user.click(star);
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({ isDefault: true }),
    );
  });
});
