import { describe, expect, it } from '@jest/globals';
import type { RecurrenceListResponse, RecurrencePairResponse } from '@tenken/shared/recurrences.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { problem } from '../../testing/answerFetch.js';
import { renderPage } from '../../testing/renderApp.js';

const brief = (id: string, title: string, startedAt: string) => ({
  id,
  title,
  severity: 'SEV2',
  startedAt,
  resolvedAt: startedAt.replace('T00', 'T01'),
  causeCategory: 'software',
  beganAt: startedAt,
  services: [{ id: '1', name: '決済' }],
});
const EARLIER = brief('5', '決済APIの応答が遅い', '2026-09-01T00:00:00.000Z');
const LATER = brief('7', '決済APIが応答しない', '2026-10-01T00:00:00.000Z');
const OTHER = brief('9', 'Search is slow', '2026-10-02T00:00:00.000Z');
const row = (incident: typeof EARLIER): RecurrenceListResponse['items'][number] => ({
  id: incident.id,
  status: 'suggested',
  strength: 0.6,
  reasons: [
    { code: 'same_cause', detail: 'software' },
    { code: 'similar_text', detail: '0.31' },
  ],
  incident,
  earlier: EARLIER,
  daysAfter: 30,
  fix: 'fix_open',
  fixes: { done: 0, open: 1, declined: 1 },
  decidedBy: null,
  decidedAt: null,
});
const list = (more: Partial<RecurrenceListResponse> = {}): RecurrenceListResponse => ({
  items: [row(LATER), row(OTHER)],
  nextCursor: null,
  total: 2,
  incidents: 2,
  pending: 0,
  text: { available: true, reason: null },
  lookBackDays: 90,
  ...more,
});
const side = (incident: typeof EARLIER) => ({
  ...incident,
  instants: { resolvedAt: incident.resolvedAt },
  triggerCategory: null,
  detectionSource: 'customer',
  summary: null,
  impact: null,
  tags: [],
});
const pair = (incident: typeof EARLIER): RecurrencePairResponse => ({
  status: 'suggested',
  strength: 0.6,
  reasons: row(incident).reasons,
  decidedBy: null,
  decidedAt: null,
  incident: side(incident),
  earlier: side(EARLIER),
  daysAfter: 30,
  fix: 'fix_open',
  items: [
    {
      id: '1',
      title: 'Add a limit',
      type: 'prevent',
      owner: null,
      dueOn: null,
      statusThen: 'open',
      statusNow: 'done',
      isFix: true,
      addedAfter: false,
    },
  ],
  text: { available: true, reason: null },
});
const base = {
  'GET /api/v1/recurrences': list(),
  'GET /api/v1/recurrences/7/5': pair(LATER),
  'GET /api/v1/recurrences/9/5': pair(OTHER),
  'GET /api/v1/services': { items: [], nextCursor: null },
  'GET /api/v1/teams': { items: [], nextCursor: null },
};
const decided = (incidentId: string, previous = 'suggested') => ({
  incidentId,
  earlierIncidentId: '5',
  status: 'confirmed',
  previous,
});

describe('RecurrencesPage', () => {
  it('shows both incidents side by side, decides with one key, goes on, and undoes', async () => {
    const { user, requests } = await renderPage('/incidents/recurrences', {
      answers: { ...base, 'POST /api/v1/incidents/7/recurrences': decided('7') },
    });
    const fields = await screen.findByRole('table', { name: 'Both incidents, field by field' });
    expect(within(fields).getByRole('row', { name: /Cause same Software Software/ })).toBeInTheDocument();
    expect(
      screen.getByText('When it came back, of the fixes 1 were open, 0 declined and 0 done.'),
    ).toBeInTheDocument();
    await user.keyboard('1');
    await waitFor(() =>
      expect(requests.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
        { earlierIncidentId: '5', status: 'confirmed' },
      ]),
    );
    expect(await screen.findByRole('link', { name: 'Search is slow' })).toBeInTheDocument();
    const queue = screen.getByRole('navigation', { name: 'Pairs of incidents' });
    expect(within(queue).getAllByRole('button')).toHaveLength(1);
    await user.keyboard('z');
    await waitFor(() =>
      expect(requests.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
        earlierIncidentId: '5',
        status: 'suggested',
      }),
    );
    await waitFor(() => expect(within(queue).getAllByRole('button')).toHaveLength(2));
  });

  it('brings a pair back, with the reason, when the decision is refused', async () => {
    const { user } = await renderPage('/incidents/recurrences', {
      answers: {
        ...base,
        'POST /api/v1/incidents/7/recurrences': {
          status: 400,
          body: problem(400, 'recurrence_order', 'began after this incident'),
        },
      },
    });
    await screen.findByRole('table', { name: 'Both incidents, field by field' });
    await user.keyboard('2');
    expect(
      await screen.findByText('The other incident began later: link it from there.'),
    ).toBeInTheDocument();
    const queue = screen.getByRole('navigation', { name: 'Pairs of incidents' });
    await waitFor(() => expect(within(queue).getAllByRole('button')).toHaveLength(2));
  });

  it('says why titles are not compared, what is still to come, and where else to look', async () => {
    const { user, requests } = await renderPage('/incidents/recurrences', {
      answers: {
        ...base,
        'GET /api/v1/recurrences': list({
          items: [],
          total: 0,
          incidents: 0,
          pending: 12,
          text: { available: false, reason: 'not_installed' },
        }),
      },
    });
    expect(await screen.findByText('Titles are not compared on this server')).toBeInTheDocument();
    expect(screen.getByText(/12 incidents are still being compared/)).toBeInTheDocument();
    expect(screen.getByText('Nothing to decide')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'All times' }));
    await waitFor(() =>
      expect(requests.findLast(({ path }) => path === '/api/v1/recurrences')?.query).not.toHaveProperty(
        'from',
      ),
    );
  });
});
