import { describe, expect, it } from '@jest/globals';
import type { ApiToken, UserRow } from '@tenken/shared/identity.contract';
import { DEFAULT_SETTINGS } from '@tenken/shared/settings.contract';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { problem } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';

const admin = { ...testUser, role: 'admin' as const };
const person = (id: string, name: string, more: Partial<UserRow> = {}): UserRow => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
  role: 'member',
  language: null,
  timeZone: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
  disabledAt: null,
  ...more,
});
const people = { items: [person('1', 'Aoi', { role: 'admin' }), person('2', 'Mori')] };
const token: ApiToken = {
  id: '4',
  name: 'Alertmanager',
  scopes: ['ingest'],
  prefix: 'tnk_abc123',
  sourceId: '9',
  createdAt: '2026-01-01T00:00:00.000Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
};
const source: SourceRow = {
  id: '9',
  kind: 'alertmanager',
  key: 'tokyo',
  name: 'Tokyo',
  teamId: null,
  serviceId: null,
  settings: {},
  hasSecret: false,
  oldCredentialsUntil: null,
  isSample: false,
  createdAt: '2026-01-01T00:00:00Z',
  disabledAt: null,
  ingestUrl: null,
  receiverUrl: null,
  lastDeliveryAt: null,
  lastError: null,
  pending: 0,
  quarantined: 0,
  episodesLast7Days: 0,
  episodesFrom: '2026-11-15',
  episodesTo: '2026-11-22',
  alertRules: 0,
};
const service = (id: string, name: string, parentId: string | null = null) => ({
  id,
  key: name.toLowerCase(),
  name,
  teamId: null,
  teamName: null,
  parentId,
  description: null,
  runbookUrl: null,
  aliases: [],
  isSample: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  archivedAt: null,
});

describe('settings: people', () => {
  it('changes a role, and undoes it', async () => {
    const { user, requests } = await renderPage('/settings/people', {
      user: admin,
      answers: {
        'GET /api/v1/users': people,
        'GET /api/v1/users/invites': { items: [] },
        'PATCH /api/v1/users/2': (request: { body: object }) => ({ ...people.items[1], ...request.body }),
      },
    });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role of Mori' }), 'viewer');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    const changes = requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    await waitFor(() => expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2));
    expect(changes[0]).toEqual({ role: 'viewer' });
    expect(requests.filter(({ method }) => method === 'PATCH')[1]?.body).toEqual({
      role: 'member',
      disabled: false,
    });
  });

  it('says why the last administrator stays', async () => {
    const { user } = await renderPage('/settings/people', {
      user: admin,
      answers: {
        'GET /api/v1/users': people,
        'GET /api/v1/users/invites': { items: [] },
        'PATCH /api/v1/users/1': { status: 409, body: problem(409, 'last_admin', 'no') },
      },
    });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role of Aoi' }), 'member');
    expect(await screen.findByRole('alert')).toHaveTextContent('The last administrator');
  });

  it('shows the link of an invitation once', async () => {
    const { user, requests } = await renderPage('/settings/people', {
      user: admin,
      answers: {
        'GET /api/v1/users': people,
        'GET /api/v1/users/invites': { items: [] },
        'POST /api/v1/users/invites': {
          url: 'https://tenken.example.com/invite?token=abc',
          expiresAt: '2026-11-28T00:00:00.000Z',
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Invite someone' }));
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: 'Make the invitation' });
    expect(submit).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: 'E-mail address' }), 'new@example.com');
    await user.click(within(dialog).getByRole('radio', { name: 'Viewer' }));
    await user.click(submit);
    expect(await within(dialog).findByRole('textbox', { name: 'Invitation link' })).toHaveValue(
      'https://tenken.example.com/invite?token=abc',
    );
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      email: 'new@example.com',
      role: 'viewer',
    });
  });

  it('lets a member look, not change', async () => {
    await renderPage('/settings/people', { answers: { 'GET /api/v1/users': people } });
    expect(await screen.findByText('Mori')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Invite someone' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Role of Mori' })).toBeNull();
  });
});

describe('settings: tokens', () => {
  it('shows a new token once and asks before revoking', async () => {
    const { user, requests } = await renderPage('/settings/tokens', {
      user: admin,
      answers: {
        'GET /api/v1/tokens': { items: [token] },
        'GET /api/v1/sources': { items: [source], asOf: '2026-11-21T08:00:00Z' },
        'POST /api/v1/tokens': { token: 'tnk_secret', item: token },
        'DELETE /api/v1/tokens/4': undefined,
      },
    });
    expect(await screen.findByText('for the source Tokyo only')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Create a token' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Report');
    await user.click(within(dialog).getByRole('radio', { name: 'In 30 days' }));
    await user.click(within(dialog).getByRole('button', { name: 'Create the token' }));
    expect(await within(dialog).findByRole('textbox', { name: 'Token' })).toHaveValue('tnk_secret');
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Report',
      scopes: ['read'],
      expiresAt: '2026-12-21T08:00:00.000Z',
    });
    await user.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!);
    await user.click(screen.getByRole('button', { name: 'Revoke the token “Alertmanager”' }));
    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('is not for members', async () => {
    const { requests } = await renderPage('/settings/tokens');
    expect(await screen.findByText('Only administrators can see this')).toBeInTheDocument();
    expect(requests.some(({ path }) => path === '/api/v1/tokens')).toBe(false);
  });
});

describe('settings: services', () => {
  const answers = {
    'GET /api/v1/services': { items: [service('2', 'Cart', '1'), service('1', 'Shop')], nextCursor: null },
    'GET /api/v1/teams': { items: [], nextCursor: null },
    'PATCH /api/v1/services/2': (request: { body: object }) => ({
      ...service('2', 'Cart', '1'),
      ...request.body,
    }),
  };

  it('is a tree that the filter in the address narrows', async () => {
    const { user, router } = await renderPage('/settings/services', { answers });
    const headers = async () => (await screen.findAllByRole('rowheader')).map((cell) => cell.textContent);
    expect(await headers()).toEqual(['Shop', 'Cart']);
    await user.type(screen.getByRole('textbox', { name: 'Name, alias or team' }), 'zzz');
    expect(await screen.findByText('No service matches')).toBeInTheDocument();
    expect(router.state.location.searchStr).toBe('?q=zzz');
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(await headers()).toEqual(['Shop', 'Cart']);
  });

  it('archives with undo', async () => {
    const { user, requests } = await renderPage('/settings/services', { answers });
    await user.click(await screen.findByRole('button', { name: 'Archive Cart' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
        { archived: true },
        { archived: false },
      ]),
    );
  });
});

describe('settings: general', () => {
  it('saves what was changed', async () => {
    const { user, requests } = await renderPage('/settings/general', {
      user: admin,
      answers: {
        'GET /api/v1/settings': DEFAULT_SETTINGS,
        'PATCH /api/v1/settings': (request: { body: object }) => ({ ...DEFAULT_SETTINGS, ...request.body }),
      },
    });
    const save = await screen.findByRole('button', { name: 'Save' });
    expect(save).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'SEV3' }));
    await user.click(save);
    const sent = requests.find(({ method }) => method === 'PATCH')?.body as typeof DEFAULT_SETTINGS;
    expect(sent.postmortemCriteria.severities).toEqual(['SEV1', 'SEV2', 'SEV3']);
  });
});

describe('settings: calendar', () => {
  it('takes a pasted list and names lines that it cannot read', async () => {
    const { user, requests } = await renderPage('/settings/calendar?calendar=Office&year=2026', {
      language: 'ja',
      answers: {
        'GET /api/v1/holidays': { items: [] },
        'GET /api/v1/holidays/calendars': { items: [] },
        'POST /api/v1/holidays/import': { created: 1, updated: 0, unchanged: 0, removed: 0 },
      },
    });
    expect(await screen.findByText('Office の2026年の祝日はありません')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '一覧を取り込む' }));
    const list = await screen.findByRole('textbox', { name: /1行に1日/ });
    await user.type(list, '2026年12月29日 年末休業{Enter}nonsense');
    expect(screen.getByText('読み取れない行：2')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '1日を取り込む' })).toBeDisabled();
    await user.clear(list);
    await user.type(list, '2026年12月29日 年末休業');
    await user.click(screen.getByRole('button', { name: '1日を取り込む' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        calendar: 'Office',
        items: [{ day: '2026-12-29', nameJa: '年末休業' }],
        replaceYears: false,
      }),
    );
  });
});

describe('settings: you', () => {
  it('saves the profile and says why a password was not changed', async () => {
    const { user, requests } = await renderPage('/settings/you', {
      answers: {
        'PATCH /api/v1/session/user': (request: { body: object }) => ({
          user: { ...testUser, ...request.body },
        }),
        'POST /api/v1/session/password': {
          status: 400,
          body: problem(400, 'wrong_password', 'wrong', [{ path: 'currentPassword', message: 'wrong' }]),
        },
      },
    });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Aoi T.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
        name: 'Aoi T.',
        language: null,
        timeZone: 'Asia/Tokyo',
      }),
    );
    await user.type(screen.getByLabelText('Current password'), 'something else');
    await user.type(screen.getByLabelText('New password'), 'a new long password');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The current password is not right.');
  });
});

describe('settings: audit log', () => {
  it('shows what changed, filters by the address, and loads older entries', async () => {
    const entry = (id: string) => ({
      id,
      at: '2026-11-21T07:00:00.000Z',
      actorKind: 'user',
      actorId: '1',
      actorName: 'Aoi',
      action: 'changed',
      subjectType: 'team',
      subjectId: id,
      before: { name: 'Old' },
      after: { name: 'New' },
      requestId: 'req-1',
    });
    const { user, requests } = await renderPage('/settings/audit?subjectType=team', {
      user: admin,
      answers: {
        'GET /api/v1/audit': (request: { query: Record<string, string> }) =>
          request.query.cursor
            ? { items: [entry('1')], nextCursor: null }
            : { items: [entry('2')], nextCursor: 'c' },
      },
    });
    expect(await screen.findByText('Old')).toBeInTheDocument();
    expect(requests.find(({ path }) => path === '/api/v1/audit')?.query).toMatchObject({
      subjectType: 'team',
    });
    await user.click(screen.getByRole('button', { name: 'Show older entries' }));
    await waitFor(() => expect(screen.getAllByText('Old')).toHaveLength(2));
  });
});
