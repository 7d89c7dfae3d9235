import { describe, expect, it } from '@jest/globals';
import type { LobbyService } from '@tenken/shared/reviews.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { type Answers, problem } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';
import { reviewRoom } from '../../testing/reviewRoom.js';

const emptyPage = { items: [], nextCursor: null };
const service = (id: string, name: string, change: Partial<LobbyService> = {}): LobbyService => ({
  serviceId: id,
  serviceName: name,
  teamId: null,
  teamName: null,
  rules: 3,
  fired: 12,
  pages: 8,
  nightPages: 2,
  selfResolved: 6,
  ended: 12,
  incidentsWithoutAlert: 0,
  openDecisions: 0,
  openGaps: 0,
  lastReview: null,
  openReviewId: null,
  score: 10,
  reasons: [
    { key: 'never_reviewed', value: null },
    { key: 'night_pages_per_week', value: 0.16 },
  ],
  ...change,
});
const answersOf = (items: LobbyService[], more: Answers = {}): Answers => ({
  'GET /api/v1/reviews/lobby': {
    asOf: '2026-11-21T08:00:00.000Z',
    from: '2026-08-23T15:00:00.000Z',
    to: '2026-11-15T15:00:00.000Z',
    items,
  },
  'GET /api/v1/reviews': emptyPage,
  'GET /api/v1/users': { items: [] },
  'GET /api/v1/services': emptyPage,
  'GET /api/v1/teams': emptyPage,
  ...more,
});

describe('review lobby', () => {
  it('ranks services and says why in words', async () => {
    await renderPage('/reviews', { answers: answersOf([service('1', 'Checkout'), service('2', 'Search')]) });
    const rows = await screen.findAllByRole('row', { name: /Checkout|Search/ });
    expect(rows[0]).toHaveTextContent('never reviewed · 0.2 pages a week at night');
    expect(within(rows[0]!).getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      expect.stringContaining('/episodes?service=1'),
    );
  });

  it('starts a review of the selected services with the window of the page', async () => {
    const { user, requests, router } = await renderPage('/reviews', {
      answers: answersOf([service('1', 'Checkout'), service('2', 'Search')], {
        'POST /api/v1/reviews': reviewRoom(),
        'GET /api/v1/reviews/7': reviewRoom(),
        'GET /api/v1/verdicts': emptyPage,
      }),
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Search' }));
    await user.click(screen.getByRole('button', { name: 'Start a review (1 service)' }));
    await screen.findByRole('dialog');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/reviews/7'));
    expect(requests.find((request) => request.method === 'POST')?.body).toMatchObject({
      serviceIds: ['2'],
      from: '2026-08-24',
      to: '2026-11-16',
      timeZone: 'Asia/Tokyo',
      language: 'en',
      facilitatorId: '1',
      start: true,
    });
  });

  it('keeps the selection in the address', async () => {
    const { user, router } = await renderPage('/reviews', { answers: answersOf([service('1', 'Checkout')]) });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Checkout' }));
    await waitFor(() => expect(router.state.location.searchStr).toContain('pick=1'));
  });

  it('leads to the review that is still open', async () => {
    await renderPage('/reviews?pick=1', {
      answers: answersOf([service('1', 'Checkout', { openReviewId: '5' })]),
    });
    expect(await screen.findByText('A review of Checkout is still open')).toBeVisible();
  });

  it('tells what to do when there is no service, in Japanese', async () => {
    await renderPage('/reviews', { language: 'ja', answers: answersOf([]) });
    expect(await screen.findByText('サービスがまだありません')).toBeVisible();
    expect(screen.getByRole('link', { name: 'ソースを接続する' })).toBeVisible();
  });

  it('lets viewers look and not start', async () => {
    await renderPage('/reviews', {
      user: { ...testUser, role: 'viewer' },
      answers: answersOf([service('1', 'Checkout')]),
    });
    await screen.findByText('Checkout');
    expect(screen.queryByRole('checkbox', { name: 'Select Checkout' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Start a review/ })).toBeNull();
  });

  it('offers another try when it cannot be loaded', async () => {
    await renderPage('/reviews', {
      answers: answersOf([], {
        'GET /api/v1/reviews/lobby': { status: 500, body: problem(500, 'internal_error', 'x') },
      }),
    });
    // The figures above the list have a button of their own.
    const lobby = await screen.findByRole('region', { name: 'Services that need a review' });
    expect(await within(lobby).findByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
