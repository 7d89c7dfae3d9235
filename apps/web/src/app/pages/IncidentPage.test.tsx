import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { incidentResponse } from '../../features/incidents/incidents.fixture.js';
import { problem } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';

const postmortem = {
  id: null,
  incidentId: '7',
  title: null,
  status: null,
  owner: null,
  ownerId: null,
  url: null,
  bodyMarkdown: null,
  sections: {},
  requiredBy: ['severity'],
  waivedReason: null,
  waivedBy: null,
  checklist: {},
  draftedAt: null,
  reviewMeetingAt: null,
  reviewedAt: null,
  closedAt: null,
  rowVersion: 0,
  updatedAt: null,
  deadline: { businessDays: 3, reviewBy: '2026-11-10', overdue: true, draftBy: null, draftOverdue: false },
};
const suggestion = {
  id: '3',
  incidentId: '7',
  earlierIncidentId: '5',
  status: 'suggested',
  reasons: [{ code: 'same_service', detail: 'Search' }],
  other: {
    id: '5',
    title: 'Search was down before',
    severity: 'SEV2',
    startedAt: '2026-10-01T00:00:00.000Z',
    resolvedAt: '2026-10-01T01:00:00.000Z',
    causeCategory: null,
  },
  daysAfter: 35.6,
  fix: 'fix_open',
  fixItems: [{ id: '9', title: 'Add a limit', type: 'prevent', statusThen: 'open', statusNow: 'done' }],
  decidedBy: null,
  decidedAt: null,
};
const base = {
  'GET /api/v1/incidents/7': incidentResponse(),
  'GET /api/v1/incidents/7/postmortem': postmortem,
  'GET /api/v1/incidents/7/recurrences': { earlier: [suggestion], later: [] },
  'GET /api/v1/incidents/7/episode-candidates': { items: [], truncated: false },
  'GET /api/v1/action-items': { items: [], nextCursor: null },
  'GET /api/v1/users': { items: [] },
  'GET /api/v1/services': { items: [], nextCursor: null },
};

describe('IncidentPage', () => {
  it('shows the instants with where they came from, the durations, and what is missing', async () => {
    await renderPage('/incidents/7', { answers: base });
    expect(await screen.findByRole('heading', { level: 1, name: 'Search is down' })).toBeInTheDocument();
    const timeline = screen.getByRole('region', { name: 'What happened when' });
    expect(within(timeline).getByText('5 Nov 2026 23:54:00 JST')).toBeInTheDocument();
    expect(within(timeline).getByText('entered')).toBeInTheDocument();
    expect(within(timeline).getAllByText('not known')).toHaveLength(2);
    expect(
      within(screen.getByRole('region', { name: 'Time to restore' })).getByText('1h 06m'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Found by: Customer. No alert is linked.')).toBeInTheDocument();
    expect(await screen.findByText(/The review was due by Tue 10 Nov 2026/)).toBeInTheDocument();
  });

  it('corrects an instant with a note, and undoes it', async () => {
    const { user, requests } = await renderPage('/incidents/7', {
      answers: {
        ...base,
        'PUT /api/v1/incidents/7/instants/startedAt': incidentResponse({
          startedAt: '2026-11-05T14:40:00.000Z',
        }),
        'DELETE /api/v1/incidents/7/instants/startedAt': incidentResponse(),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Impact began: Correct' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('from the access log')).toBeInTheDocument();
    const field = within(dialog).getByLabelText('Impact began (JST)');
    await user.clear(field);
    await user.type(field, '2026-11-05T23:40');
    await user.type(within(dialog).getByLabelText('Where do you know it from?'), 'graph');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PUT')?.body).toEqual({
        at: '2026-11-05T14:40:00.000Z',
        note: 'graph',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('confirms a suggested recurrence by one key, and shows the fix that was open', async () => {
    const { user, requests } = await renderPage('/incidents/7', {
      answers: {
        ...base,
        'POST /api/v1/incidents/7/recurrences': {
          incidentId: '7',
          earlierIncidentId: '5',
          status: 'confirmed',
          previous: 'suggested',
        },
      },
    });
    expect(await screen.findByText('1 item of the fix was still open when it came back')).toBeInTheDocument();
    await user.keyboard('u');
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        earlierIncidentId: '5',
        status: 'confirmed',
      }),
    );
  });

  it('says in words what cannot be right', async () => {
    const incident = incidentResponse({
      problems: [{ code: 'order_broken', fields: ['startedAt', 'detectedAt'] }],
    });
    await renderPage('/incidents/7', {
      language: 'ja',
      answers: { ...base, 'GET /api/v1/incidents/7': incident },
    });
    expect(await screen.findByText(/「影響開始」が「検知」より後になっています/)).toBeInTheDocument();
  });

  it('tells when somebody else was faster, and keeps what was typed', async () => {
    const { user } = await renderPage('/incidents/7', {
      answers: {
        ...base,
        'PATCH /api/v1/incidents/7': { status: 409, body: problem(409, 'stale', 'stale') },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: /In one sentence/ }), '!');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Somebody else has changed this');
    expect(within(dialog).getByRole('textbox', { name: /In one sentence/ })).toHaveValue('Search is down!');
  });

  it('offers nothing to change to viewers', async () => {
    await renderPage('/incidents/7', { answers: base, user: { ...testUser, role: 'viewer' } });
    await screen.findByRole('heading', { level: 1, name: 'Search is down' });
    for (const name of ['Edit', 'Reopen', 'New action item', 'It recurs: Search was down before'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('says when there is no such incident', async () => {
    await renderPage('/incidents/8', { answers: {} });
    expect(await screen.findByRole('alert')).toHaveTextContent('This does not exist, or no longer.');
  });
});
