import { describe, expect, it } from '@jest/globals';
import type { HomeResponse } from '@tenken/shared/home.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage, testUser } from '../../testing/renderApp.js';

const home: HomeResponse = {
  asOf: '2026-11-21T08:00:00.000Z',
  today: '2026-11-21',
  timeZone: 'Asia/Tokyo',
  isEmpty: false,
  actions: {
    mineOpen: 3,
    mineOverdue: 1,
    mineDueSoon: 2,
    allOpen: 9,
    allOverdue: 4,
    items: [
      {
        id: '11',
        title: 'Add an alert on failed payments',
        status: 'open',
        priority: 'P0',
        dueOn: '2026-11-15',
        daysLeft: -6,
        incidentId: '5',
        incidentTitle: 'Card payments failed',
      },
      {
        id: '12',
        title: 'No day yet',
        status: 'in_progress',
        priority: null,
        dueOn: null,
        daysLeft: null,
        incidentId: null,
        incidentTitle: null,
      },
    ],
  },
  reviews: {
    items: [
      {
        id: '3',
        title: 'Checkout',
        status: 'running',
        scheduledAt: null,
        startedAt: '2026-11-21T07:30:00.000Z',
        services: ['Checkout', 'Search'],
        rules: 40,
        rulesReviewed: 23,
      },
    ],
    lastClosed: null,
  },
  postmortems: {
    unreviewed: 1,
    missing: 2,
    unreviewedIds: ['5'],
    missingIds: null,
    requiredSeverities: ['SEV1', 'SEV2'],
    items: [
      {
        incidentId: '5',
        title: 'Card payments failed',
        severity: 'SEV1',
        status: 'in_review',
        owner: null,
        resolvedAt: '2026-11-01T00:00:00.000Z',
        ageDays: 20,
      },
    ],
  },
  followUps: {
    gapsOpen: 0,
    gapsOverdue: 0,
    decisionsOpen: 0,
    decisionsOverdue: 0,
    decisionsMeasured: 0,
    measured: [],
    items: [],
  },
  sources: {
    items: [
      {
        id: '7',
        key: 'am',
        name: 'Alertmanager',
        kind: 'alertmanager',
        isSample: false,
        lastDeliveryAt: '2026-11-21T07:58:00.000Z',
        pending: 0,
        quarantined: 2,
      },
    ],
  },
};
const noSample = {
  present: false,
  counts: {
    teams: 0,
    services: 0,
    alertRules: 0,
    episodes: 0,
    incidents: 0,
    actionItems: 0,
    reviews: 0,
    coverageGaps: 0,
  },
};
const answers = (body: unknown, more: Record<string, unknown> = {}) => ({
  'GET /api/v1/home': body,
  'GET /api/v1/sample-data': noSample,
  ...more,
});

describe('home', () => {
  it('shows what is due, in words, and each figure leads to its rows without the scope', async () => {
    await renderPage('/?service=7', { answers: answers(home) });
    const block = await screen.findByRole('region', { name: 'My action items' });
    expect(within(block).getByText('6 days overdue')).toBeInTheDocument();
    expect(within(block).getByText('no due date')).toBeInTheDocument();
    expect(within(block).getByRole('link', { name: '1' })).toHaveAttribute(
      'href',
      '/actions?mine=1&group=overdue',
    );
    expect(within(block).getByRole('link', { name: '4' })).toHaveAttribute('href', '/actions?group=overdue');
    expect(within(block).getByRole('link', { name: 'Card payments failed' })).toHaveAttribute(
      'href',
      expect.stringContaining('/incidents/5'),
    );
    const waiting = screen.getByRole('region', { name: 'Postmortems that wait' });
    expect(within(waiting).getByRole('link', { name: '1' })).toHaveAttribute(
      'href',
      '/postmortems?state=written&status=draft,in_review',
    );
    expect(within(waiting).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/postmortems?state=missing',
    );
  });

  it('says plainly where nothing is due', async () => {
    await renderPage('/', { answers: answers(home) });
    const block = await screen.findByRole('region', { name: 'From reviews: gaps and decisions' });
    expect(within(block).getByText('No coverage gap and no decision is open.')).toBeInTheDocument();
  });

  it('lets one block fail alone and tries again', async () => {
    let asked = 0;
    const { user } = await renderPage('/', {
      answers: answers(() => ({ ...home, reviews: asked++ === 0 ? null : home.reviews })),
    });
    const block = await screen.findByRole('region', { name: 'Alert reviews' });
    expect(within(block).getByRole('alert')).toHaveTextContent('The others are not affected');
    expect(screen.getByText('6 days overdue')).toBeInTheDocument();
    await user.click(within(block).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('23 of 40 rules reviewed')).toBeInTheDocument();
  });

  it('jumps to a block by its digit', async () => {
    const { user } = await renderPage('/', { answers: answers(home) });
    const block = await screen.findByRole('region', { name: 'Data freshness' });
    await user.keyboard('5');
    expect(block).toHaveFocus();
  });

  it('offers three ways to begin where there is nothing; an administrator loads sample data', async () => {
    let loaded = false;
    const { user, requests } = await renderPage('/', {
      user: { ...testUser, role: 'admin' },
      answers: answers(() => (loaded ? home : { ...home, isEmpty: true }), {
        'POST /api/v1/sample-data': () => {
          loaded = true;
          return { ...noSample, present: true };
        },
      }),
    });
    await screen.findByRole('heading', { name: 'There is nothing here yet. Three ways to begin' });
    expect(screen.getByRole('link', { name: 'Connect a source' })).toHaveAttribute(
      'href',
      '/data/sources?add=1',
    );
    await user.click(screen.getByRole('button', { name: 'Load the sample data' }));
    await waitFor(() => expect(screen.getByText('6 days overdue')).toBeInTheDocument());
    expect(requests.some(({ method, path }) => method === 'POST' && path === '/api/v1/sample-data')).toBe(
      true,
    );
  });

  it('tells a member who can load sample data', async () => {
    await renderPage('/', { answers: answers({ ...home, isEmpty: true }) });
    expect(await screen.findByText('An administrator can load it.')).toBeInTheDocument();
  });

  it('says that sample data is shown, and removes it after asking', async () => {
    const { user, requests } = await renderPage('/', {
      user: { ...testUser, role: 'admin' },
      answers: answers(home, {
        'GET /api/v1/sample-data': { ...noSample, present: true },
        'DELETE /api/v1/sample-data': noSample,
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Remove the sample data' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Remove the sample data' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
  });

  it('shows that the page could not be loaded, with the request id', async () => {
    await renderPage('/', {
      answers: { 'GET /api/v1/home': { status: 400 }, 'GET /api/v1/sample-data': noSample },
    });
    expect(await screen.findByText('This could not be loaded')).toBeInTheDocument();
    expect(screen.getByText('Request id: req-test')).toBeInTheDocument();
  });
});
