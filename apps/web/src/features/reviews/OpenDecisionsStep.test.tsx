import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Decision } from '@tenken/shared/decisions.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';
import { reviewRoom } from '../../testing/reviewRoom.js';
import { forgetUndo } from '../../ui/undoToast.js';

const decision: Decision = {
  id: '9',
  reviewSessionId: '3',
  alertRuleId: '12',
  ruleName: 'PodRestarts',
  serviceId: '1',
  serviceName: 'Checkout',
  kind: 'tune',
  reason: 'too loud',
  owner: null,
  ownerId: null,
  dueOn: '2026-11-10',
  effectiveAt: null,
  status: 'open',
  isOverdue: true,
  actionItem: null,
  effect: {
    effectiveAt: '2026-10-15T00:00:00.000Z',
    fromDefinitionChange: false,
    effectiveBy: 'date',
    windowDays: 28,
    firedBefore: 42,
    firedAfter: 6,
    ratio: 0.142857,
    lower: 0.0496,
    upper: 0.338,
    verdict: 'lower',
    incidentsCaughtBefore: 1,
    incidentsCaughtAfter: 0,
    measuredAt: '2026-11-12T00:00:00.000Z',
    isComplete: true,
    pagesBefore: null,
    pagesAfter: null,
    recordsFrom: null,
    incidentsUncaughtBefore: null,
    incidentsUncaughtAfter: null,
    incidentsLost: 0,
  },
  outcome: 'worked',
  effectSeenAt: null,
  acceptedPerWeek: null,
  acceptedUntil: null,
  mergeIntoRule: null,
  replay: null,
  rowVersion: 1,
  createdBy: null,
  createdAt: '2026-10-01T00:00:00.000Z',
  closedAt: null,
};
const roomWith = (status: Decision['status'], isReviewed: boolean): ReviewRoom =>
  reviewRoom({
    items: [
      {
        id: '1',
        kind: 'decision',
        step: 'open_decisions',
        position: 1,
        note: '',
        isReviewed,
        reviewedBy: null,
        rowVersion: 1,
        evidence: { ...decision, status },
      },
    ],
  });
const emptyPage = { items: [], nextCursor: null };

describe('open decisions of a review', () => {
  beforeEach(forgetUndo);

  it('shows whether the decision worked, with its interval, and what it may have cost', async () => {
    await renderPage('/reviews/7?step=open_decisions', {
      answers: { 'GET /api/v1/reviews/7': roomWith('open', false), 'GET /api/v1/users': { items: [] } },
    });
    const row = await screen.findByRole('row', { name: /PodRestarts/ });
    expect(row).toHaveTextContent('Alerts 42 → 6 in 28 days each; ×0.14 (0.05 – 0.34) Worked');
    expect(row).toHaveTextContent('It told 0 incidents after, 1 before');
    expect(row).toHaveTextContent('no owner');
    expect(row).toHaveTextContent('Overdue');
  });

  it('ends a decision, and brings it back with z', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=open_decisions', {
      answers: {
        'GET /api/v1/reviews/7': roomWith('open', false),
        'GET /api/v1/users': { items: [] },
        'GET /api/v1/services': emptyPage,
        'GET /api/v1/teams': emptyPage,
        'POST /api/v1/reviews/7/refresh': roomWith('open', false),
        'POST /api/v1/reviews/7/items/reviewed': roomWith('done', true),
        'POST /api/v1/decisions/9/done': { ...decision, status: 'done' },
        'POST /api/v1/decisions/9/undo': decision,
      },
    });
    const posts = () =>
      requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path.slice(8), body]);
    await user.click(await screen.findByRole('button', { name: 'Done' }));
    expect(await screen.findByText('Done: PodRestarts')).toBeVisible();
    await user.keyboard('z');
    await waitFor(() => expect(posts()).toHaveLength(6));
    expect(posts()).toEqual([
      ['decisions/9/done', undefined],
      ['reviews/7/refresh', undefined],
      ['reviews/7/items/reviewed', { itemIds: ['1'], reviewed: true }],
      ['decisions/9/undo', undefined],
      ['reviews/7/items/reviewed', { itemIds: ['1'], reviewed: false }],
      ['reviews/7/refresh', undefined],
    ]);
  });
});
