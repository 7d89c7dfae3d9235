import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { type Answers, problem, type SentRequest } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';
import { reviewRoom, ruleItem } from '../../testing/reviewRoom.js';
import { forgetUndo } from '../../ui/undoToast.js';

const emptyPage = { items: [], nextCursor: null };
const answersOf = (room: ReviewRoom, more: Answers = {}): Answers => ({
  'GET /api/v1/reviews/7': room,
  'GET /api/v1/users': { items: [] },
  'GET /api/v1/services': emptyPage,
  'GET /api/v1/teams': emptyPage,
  'GET /api/v1/verdicts': emptyPage,
  'POST /api/v1/reviews/7/join': room,
  ...more,
});
let nextEvent = 100;
const takeVerdicts = (request: SentRequest) => {
  const { items } = request.body as { items: { alertRuleId: string; verdict: string | null }[] };
  return {
    items: items.map((item) => ({
      ...item,
      id: String(nextEvent++),
      reviewSessionId: '7',
      episodeId: null,
      window: null,
      reason: null,
      reasonCode: null,
      isCurrent: true,
      undoOfId: null,
      decidedBy: { id: '1', name: 'Aoi Tanaka' },
      decidedAt: '2026-11-21T08:00:00.000Z',
    })),
    failed: [],
  };
};
// jsdom counts the place where a name may break as a space.
const row = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name.replace(/\B(?=[A-Z])/g, '\\s?')) });
const sent = (requests: SentRequest[], path: string) => requests.filter((request) => request.path === path);

describe('review room', () => {
  beforeEach(() => {
    localStorage.clear();
    forgetUndo();
  });
  afterEach(() => localStorage.clear());

  it('gives a verdict by one key, shows it at once and goes on to the next', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), { 'POST /api/v1/verdicts/bulk': takeVerdicts }),
    });
    await row('HighLatency');
    await user.keyboard('3');
    expect(await row('HighLatency')).toHaveTextContent('False positive');
    expect(await row('ErrorRate')).toHaveAttribute('aria-current', 'true');
    await waitFor(() => expect(sent(requests, '/api/v1/verdicts/bulk')).toHaveLength(1));
    expect(sent(requests, '/api/v1/verdicts/bulk')[0]?.body).toEqual({
      reviewSessionId: '7',
      clientId: expect.any(String),
      items: [{ alertRuleId: 'r1', verdict: 'false_positive' }],
    });
  });

  it('ends the question why by an Esc pressed before it is drawn', async () => {
    await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), { 'POST /api/v1/verdicts/bulk': takeVerdicts }),
    });
    await row('HighLatency');
    // As in a browser: what is urgent is drawn before the next key, what may follow is not.
    const scope = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
    scope.IS_REACT_ACT_ENVIRONMENT = false;
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    try {
      press('1');
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      press('Escape');
      await new Promise((resolve) => setTimeout(resolve, 300));
      press('w');
    } finally {
      scope.IS_REACT_ACT_ENVIRONMENT = true;
    }
    expect(await screen.findByRole('button', { name: 'Close the review' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Wrap-up' })).toHaveFocus();
  });

  it('undoes with z, also a verdict that is already saved', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'POST /api/v1/verdicts/bulk': takeVerdicts,
        'POST /api/v1/verdicts/undo': { items: [], failed: [] },
      }),
    });
    await row('HighLatency');
    const eventId = String(nextEvent);
    await user.keyboard('1');
    await waitFor(() => expect(sent(requests, '/api/v1/verdicts/bulk')).toHaveLength(1));
    await user.keyboard('z');
    await waitFor(() => expect(sent(requests, '/api/v1/verdicts/undo')[0]?.body).toEqual({ ids: [eventId] }));
    expect(await row('HighLatency')).toHaveAttribute('aria-current', 'true');
  });

  it('keeps verdicts while the server cannot be reached, and says so', async () => {
    const { user } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'POST /api/v1/verdicts/bulk': () => {
          throw new Error('no network');
        },
      }),
    });
    await row('HighLatency');
    await user.keyboard('4');
    expect(await screen.findByText(/1 verdict is kept in this browser/)).toBeVisible();
    expect(await row('HighLatency')).toHaveTextContent('Duplicate');
    expect(localStorage.getItem('tenken.verdicts.7')).toContain('duplicate');
  });

  it('says at the row why a verdict was refused, and tries it again', async () => {
    let isClosed = true;
    const { user } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'POST /api/v1/verdicts/bulk': (request: SentRequest) =>
          isClosed ? { status: 409, body: problem(409, 'review_closed', 'closed') } : takeVerdicts(request),
      }),
    });
    await row('HighLatency');
    await user.keyboard('4');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Not saved: This review is closed.');
    isClosed = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(await row('HighLatency')).toHaveTextContent('Duplicate');
  });

  it('jumps to the next unreviewed rule, and keeps all quiet ones at once', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(
        reviewRoom({
          items: [
            ruleItem('1', { name: 'HighLatency' }),
            { ...ruleItem('2', { name: 'ErrorRate' }), isReviewed: true },
            ruleItem('3', { name: 'PodRestarts' }),
            ruleItem('4', { name: 'CertExpiry', group: 'quiet' }),
          ],
        }),
        { 'POST /api/v1/reviews/7/items/reviewed': reviewRoom() },
      ),
    });
    await row('HighLatency');
    await user.keyboard('n');
    expect(await row('PodRestarts')).toHaveAttribute('aria-current', 'true');
    await user.click(screen.getByRole('button', { name: 'Keep 1 quiet rule' }));
    await waitFor(() =>
      expect(sent(requests, '/api/v1/reviews/7/items/reviewed')[0]?.body).toEqual({
        itemIds: ['4'],
        reviewed: true,
      }),
    );
  });

  it('writes the note of the rule that is active, though its evidence follows a moment later', async () => {
    const { user } = await renderPage('/reviews/7?step=rules', { answers: answersOf(reviewRoom()) });
    await row('HighLatency');
    await screen.findByRole('complementary', { name: 'Evidence' });
    await user.keyboard('jm');
    const peek = within(screen.getByRole('complementary', { name: 'Evidence' }));
    expect(peek.getByRole('link', { name: /Error\s?Rate/ })).toBeVisible();
    await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
    await user.keyboard('slow disk');
    expect(peek.getByRole('textbox')).toHaveValue('slow disk');
  });

  it('makes a decision with one letter, an owner and a due date', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'GET /api/v1/users': {
          items: [
            {
              ...testUser,
              createdAt: '2026-01-01T00:00:00.000Z',
              lastSeenAt: null,
              disabledAt: null,
            },
          ],
        },
        'POST /api/v1/decisions': { status: 422, body: problem(422, 'x', 'y') },
      }),
    });
    await row('HighLatency');
    await user.keyboard('d');
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByRole('radio', { name: /Delete/ });
    await user.keyboard('x');
    await waitFor(() => expect(within(dialog).getByRole('radio', { name: /Delete/ })).toBeChecked());
    await user.type(within(dialog).getByRole('combobox', { name: 'Owner' }), 'Aoi Tanaka');
    await user.click(within(dialog).getByRole('button', { name: '+7 days' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(sent(requests, '/api/v1/decisions')[0]?.body).toEqual({
        reviewSessionId: '7',
        alertRuleId: 'r1',
        kind: 'delete',
        ownerId: '1',
        dueOn: '2026-11-28',
        createActionItem: true,
        clientId: expect.any(String),
      }),
    );
  });

  it('is read-only for a viewer', async () => {
    await renderPage('/reviews/7?step=rules', {
      user: { ...testUser, role: 'viewer' },
      answers: answersOf(reviewRoom()),
    });
    await row('HighLatency');
    expect(screen.queryByRole('button', { name: /Actionable/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /Decide/ })).toBeNull();
  });

  it('warns of decisions without an owner before it is closed, in Japanese too', async () => {
    const decision = {
      id: '9',
      reviewSessionId: '7',
      alertRuleId: 'r1',
      ruleName: 'HighLatency',
      serviceId: '1',
      serviceName: 'Checkout',
      kind: 'tune' as const,
      reason: '',
      owner: null,
      ownerId: null,
      dueOn: null,
      effectiveAt: null,
      status: 'open' as const,
      isOverdue: false,
      actionItem: null,
      effect: null,
      outcome: 'not_measured' as const,
      effectSeenAt: null,
      acceptedPerWeek: null,
      acceptedUntil: null,
      mergeIntoRule: null,
      replay: null,
      rowVersion: 1,
      createdBy: null,
      createdAt: '2026-11-21T08:00:00.000Z',
      closedAt: null,
    };
    const { user } = await renderPage('/reviews/7?step=wrap_up', {
      language: 'ja',
      answers: answersOf(reviewRoom({ decisions: [decision] })),
    });
    expect(await screen.findByText('担当者または期限が未定の決定事項が1件あります')).toBeVisible();
    expect(screen.getByRole('button', { name: '点検会を終了する' })).toBeEnabled();
    await user.keyboard('?');
    expect(
      await screen.findByText('点検会を終了する', { selector: 'dialog *, [role="dialog"] *' }),
    ).toBeVisible();
    await user.keyboard('{Escape}');
    await user.keyboard('{Shift>}W{/Shift}');
    expect(await screen.findByRole('dialog', { name: '点検会を終了しますか' })).toBeVisible();
  });

  it('says when there is no rule to review, and when the room cannot be loaded', async () => {
    await renderPage('/reviews/7?step=rules', { answers: answersOf(reviewRoom({ items: [] })) });
    expect(await screen.findByText('These services have no alert rule')).toBeVisible();
  });

  it('offers another try when the room cannot be loaded', async () => {
    await renderPage('/reviews/7', {
      answers: answersOf(reviewRoom(), {
        'GET /api/v1/reviews/7': { status: 500, body: problem(500, 'internal_error', 'x') },
      }),
    });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
