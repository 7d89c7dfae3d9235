import { describe, expect, it } from '@jest/globals';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';

const item = (more: Partial<ActionItemRow>): ActionItemRow => ({
  id: '1',
  source: 'manual',
  externalId: null,
  title: 'Add a limit',
  description: null,
  type: 'prevent',
  priority: 'P1',
  owner: 'Mori',
  ownerId: null,
  team: null,
  status: 'open',
  group: 'overdue',
  dueOn: '2026-11-18',
  targetOn: null,
  target: null,
  deadlineOn: '2026-11-18',
  ageDays: 20,
  ageBusinessDays: 14,
  daysLate: 3,
  businessDaysLate: 2,
  createdAt: '2026-11-01T00:00:00.000Z',
  startedAt: null,
  completedAt: null,
  declinedAt: null,
  declineReason: null,
  url: null,
  incident: { id: '7', title: 'Search is down', severity: 'SEV1' },
  decision: null,
  isSample: false,
  rowVersion: 1,
  ...more,
});
const rows = [
  item({}),
  item({
    id: '2',
    title: 'Write a runbook',
    group: 'later',
    dueOn: '2026-12-24',
    deadlineOn: '2026-12-24',
    daysLate: null,
    businessDaysLate: null,
    owner: null,
    incident: null,
  }),
];
const summary = {
  total: 2,
  groups: { overdue: 1, due_soon: 0, later: 1, no_due_date: 0, done: 0, declined: 0, deleted: 0 },
  owners: [{ owner: 'Mori', open: 1, overdue: 1 }],
  lastClosedAt: null,
  unfiltered: 2,
};
const base = {
  'GET /api/v1/action-items': { items: rows, nextCursor: null },
  'GET /api/v1/action-items/summary': summary,
  'GET /api/v1/users': { items: [] },
};

describe('ActionsPage', () => {
  it('groups what was promised, the late first, each with its source', async () => {
    await renderPage('/actions', { answers: base });
    expect(await screen.findByRole('rowheader', { name: 'Overdue' })).toBeInTheDocument();
    expect(screen.getByText('3 days late (2 business days)')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Incident: Search is down' })).toHaveAttribute(
      'href',
      '/incidents/7',
    );
    expect(screen.getByRole('button', { name: 'Overdue 1' })).toBeInTheDocument();
    expect(screen.getByText('Nobody yet')).toBeInTheDocument();
  });

  it('changes several at once by keys and undoes it with the values from before', async () => {
    const before = { status: 'open', statusAt: '2026-11-01T00:00:00.000Z' };
    const { user, requests } = await renderPage('/actions', {
      answers: {
        ...base,
        'POST /api/v1/action-items/bulk': {
          done: rows.map((row) => ({ item: { ...row, status: 'done', group: 'done' }, before })),
          failed: [],
        },
      },
    });
    await screen.findByRole('rowheader', { name: 'Overdue' });
    await user.keyboard('jxjxs');
    await screen.findByRole('dialog');
    await user.keyboard('d');
    const sent = () => requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
    await waitFor(() =>
      expect(sent()).toEqual([
        {
          changes: [
            { id: '1', set: { status: 'done' } },
            { id: '2', set: { status: 'done' } },
          ],
        },
      ]),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(sent()[1]).toEqual({
        changes: [
          { id: '1', set: before },
          { id: '2', set: before },
        ],
      }),
    );
  });

  it('says why an item is due: the target of its severity', async () => {
    await renderPage('/actions?figure=late', {
      answers: {
        ...base,
        'GET /api/v1/action-items': {
          items: [
            item({
              dueOn: null,
              targetOn: '2026-11-18',
              target: { severity: 'SEV1', days: 7, since: '2026-11-11T00:00:00.000Z', clock: 'severity' },
            }),
          ],
          nextCursor: null,
        },
      },
    });
    expect(
      await screen.findByText('Target 18 Nov 2026: SEV1, 7 days from when the severity was set'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Remove filter: Behind a figure' })).toHaveTextContent('late');
  });

  it('reads a due day in words', async () => {
    const { user, requests } = await renderPage('/actions', {
      answers: {
        ...base,
        'POST /api/v1/action-items/bulk': {
          done: [{ item: rows[0], before: { dueOn: '2026-11-18' } }],
          failed: [],
        },
      },
    });
    await screen.findByRole('rowheader', { name: 'Overdue' });
    await user.keyboard('jd');
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('In words'), '来週金曜');
    expect(within(dialog).getByText('Fri 27 Nov 2026')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        changes: [{ id: '1', set: { dueOn: '2026-11-27' } }],
      }),
    );
  });

  it('asks why something will not be done', async () => {
    const { user, requests } = await renderPage('/actions', { answers: base });
    await screen.findByRole('rowheader', { name: 'Overdue' });
    await user.keyboard('jsw');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('button', { name: 'Won’t do' })).toBeDisabled();
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('says whether a filter made it empty', async () => {
    await renderPage('/actions?q=zzz', {
      language: 'ja',
      answers: {
        ...base,
        'GET /api/v1/action-items': { items: [], nextCursor: null },
        'GET /api/v1/action-items/summary': { ...summary, total: 0 },
      },
    });
    expect(await screen.findByText('絞り込みを外すと2件あります。')).toBeInTheDocument();
  });

  it('says that it could not be loaded', async () => {
    await renderPage('/actions', { answers: { ...base, 'GET /api/v1/action-items': { status: 503 } } });
    expect(await screen.findByText('This could not be loaded')).toBeInTheDocument();
  });
});
