import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { screen, waitFor, within } from '@testing-library/react';
import type { Answers, SentRequest } from '../../testing/answerFetch.js';
import { renderPage } from '../../testing/renderApp.js';
import { reviewRoom, ruleItem } from '../../testing/reviewRoom.js';
import { forgetUndo } from '../../ui/undoToast.js';

const emptyPage = { items: [], nextCursor: null };
const KEN = { id: '2', name: 'Ken Sato' };
const event = (id: string, alertRuleId: string, verdict: Verdict | null) => ({
  id,
  reviewSessionId: '7',
  alertRuleId,
  episodeId: null,
  window: null,
  verdict,
  reason: null,
  reasonCode: null,
  isCurrent: true,
  undoOfId: null,
  decidedBy: { id: '1', name: 'Aoi Tanaka' },
  decidedAt: '2026-11-21T08:00:00.000Z',
});
const answersOf = (room: ReviewRoom, more: Answers = {}): Answers => ({
  'GET /api/v1/reviews/7': room,
  'GET /api/v1/reviews/7/presence': { items: [], presenterId: null },
  'PUT /api/v1/reviews/7/presence': undefined,
  'DELETE /api/v1/reviews/7/presence': undefined,
  'GET /api/v1/users': { items: [] },
  'GET /api/v1/services': emptyPage,
  'GET /api/v1/teams': emptyPage,
  'GET /api/v1/verdicts': emptyPage,
  'POST /api/v1/verdicts/bulk': (request: SentRequest) => {
    const { items } = request.body as { items: { alertRuleId: string; verdict: Verdict | null }[] };
    return {
      items: items.map((item) => event(`e${item.alertRuleId}`, item.alertRuleId, item.verdict)),
      failed: [],
    };
  },
  'POST /api/v1/verdicts/undo': { items: [], failed: [] },
  ...more,
});
const row = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name.replace(/\B(?=[A-Z])/g, '\\s?')) });
const sent = (requests: SentRequest[], method: string, path: string) =>
  requests.filter((request) => request.method === method && request.path === path).map(({ body }) => body);
const votes = (change: object) => ({
  ...ruleItem('1', { name: 'HighLatency' }),
  votes: { isRevealed: false, mine: null, voters: [], all: [], counts: null, ...change },
});

describe('a meeting in the review room', () => {
  beforeEach(() => {
    localStorage.clear();
    forgetUndo();
  });
  afterEach(() => localStorage.clear());

  it('goes on to the next step of the agenda by one key, and not from another place', async () => {
    const room = reviewRoom({ currentStep: 'overview' });
    const { user, requests } = await renderPage('/reviews/7', {
      answers: answersOf(room, { 'POST /api/v1/reviews/7/step': { ...room, currentStep: 'rules' } }),
    });
    await screen.findByRole('button', { name: /^Next: Rules/ });
    await user.keyboard('.');
    await waitFor(() =>
      expect(sent(requests, 'POST', '/api/v1/reviews/7/step')).toEqual([{ step: 'rules' }]),
    );
    await user.click(await screen.findByRole('button', { name: /^Open decisions/ }));
    await user.keyboard('.');
    expect(sent(requests, 'POST', '/api/v1/reviews/7/step')).toHaveLength(1);
  });

  it('votes by key before the verdict, counts who voted, and reveals by Enter', async () => {
    const room = reviewRoom({
      votesFirst: true,
      participants: [
        { id: '1', name: 'Aoi Tanaka', joinedAt: '2026-11-21T07:50:00.000Z' },
        { ...KEN, joinedAt: '2026-11-21T07:50:00.000Z' },
      ],
      items: [votes({}), ruleItem('2', { name: 'ErrorRate' })],
    });
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(room, {
        'PUT /api/v1/reviews/7/items/1/vote': {
          isRevealed: false,
          mine: 'duplicate',
          voters: [{ id: '1', name: 'Aoi Tanaka' }],
          all: [],
          counts: null,
        },
        'POST /api/v1/reviews/7/votes/reveal': reviewRoom({
          items: [
            votes({
              isRevealed: true,
              mine: 'duplicate',
              voters: [KEN],
              all: [{ person: KEN, verdict: 'expected' }],
            }),
          ],
        }),
      }),
    });
    await row('HighLatency');
    await user.keyboard('4');
    expect(await screen.findByText(/1 of 2 voted/)).toBeVisible();
    expect(sent(requests, 'PUT', '/api/v1/reviews/7/items/1/vote')).toEqual([{ verdict: 'duplicate' }]);
    expect(sent(requests, 'POST', '/api/v1/verdicts/bulk')).toEqual([]);
    expect(screen.getByRole('button', { name: /Not everyone has voted/ })).toBeVisible();
    await user.keyboard('{Enter}');
    const revealed = await screen.findByRole('region', { name: /Votes/ });
    expect(revealed).toHaveTextContent('Ken Sato');
    expect(sent(requests, 'POST', '/api/v1/reviews/7/votes/reveal')).toEqual([
      { itemIds: ['1'], revealed: true },
    ]);
  });

  it('leaves the focus in the step when the button that revealed the votes goes', async () => {
    const room = reviewRoom({ votesFirst: true, items: [votes({})] });
    const { user } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(room, {
        'POST /api/v1/reviews/7/votes/reveal': reviewRoom({ items: [votes({ isRevealed: true })] }),
      }),
    });
    const reveal = await screen.findByRole('button', { name: /Not everyone has voted/ });
    await user.click(reveal);
    await waitFor(() => expect(reveal).not.toBeInTheDocument());
    expect(screen.getByRole('region', { name: 'Rules' })).toHaveFocus();
  });

  it('judges several rules at once, says why by a letter, and takes all of it back by one press', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'PATCH /api/v1/verdicts/er1': event('er1', 'r1', 'false_positive'),
        'PATCH /api/v1/verdicts/er2': event('er2', 'r2', 'false_positive'),
      }),
    });
    await row('HighLatency');
    await user.keyboard('{Shift>}j{/Shift}');
    expect(await screen.findByText('2 of 5 rules selected')).toBeVisible();
    await user.keyboard('3');
    await waitFor(() => expect(sent(requests, 'POST', '/api/v1/verdicts/bulk')).toHaveLength(1));
    expect(sent(requests, 'POST', '/api/v1/verdicts/bulk')[0]).toMatchObject({
      items: [{ alertRuleId: 'r1' }, { alertRuleId: 'r2' }],
    });
    expect(screen.queryByText('2 of 5 rules selected')).toBeNull();
    // "d" would open a decision: for two seconds it is a reason.
    await user.keyboard('u');
    await waitFor(() =>
      expect(sent(requests, 'PATCH', '/api/v1/verdicts/er2')).toEqual([{ reasonCode: 'dependency' }]),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.keyboard('z');
    await user.keyboard('z');
    await waitFor(() =>
      expect(sent(requests, 'POST', '/api/v1/verdicts/undo')).toEqual([{ ids: ['er1', 'er2'] }]),
    );
  });

  it('follows the presenter, shows who is where, and lets one look around', async () => {
    const room = reviewRoom({ presenter: KEN });
    const { user, router } = await renderPage('/reviews/7', {
      answers: answersOf(room, {
        'GET /api/v1/reviews/7/presence': {
          presenterId: '2',
          items: [
            {
              user: KEN,
              tabId: 'tab-of-ken',
              step: 'rules',
              itemId: '3',
              isFollowing: false,
              editing: '3',
              seenAt: '2026-11-21T08:00:00.000Z',
            },
          ],
        },
      }),
    });
    expect(await screen.findByText('You are following Ken Sato')).toBeVisible();
    const followed = await row('PodRestarts');
    await waitFor(() => expect(followed).toHaveAttribute('aria-current', 'true'));
    expect(followed).toHaveTextContent('Ken Sato (writing)');
    await user.keyboard('k');
    expect(await screen.findByText(/Ken Sato is presenting/)).toBeVisible();
    await user.keyboard('f');
    expect(await screen.findByText('You are following Ken Sato')).toBeVisible();
    expect(router.state.location.pathname).toBe('/reviews/7');
  });

  it('keeps a note that cannot be sent, and sends it when the server is there again', async () => {
    let isUp = false;
    const note = { ...ruleItem('1', { name: 'HighLatency' }), note: 'too loud', rowVersion: 2 };
    const { user, requests } = await renderPage('/reviews/7?step=rules', {
      answers: answersOf(reviewRoom(), {
        'PUT /api/v1/reviews/7/items/1/note': () => {
          if (!isUp) throw new Error('no network');
          return reviewRoom({ items: [note] });
        },
      }),
    });
    await row('HighLatency');
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'too loud');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Note on HighLatency')).toBeVisible();
    expect(Object.values({ ...localStorage }).join()).toContain('too loud');
    isUp = true;
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByText('Note on HighLatency')).toBeNull());
    expect(sent(requests, 'PUT', '/api/v1/reviews/7/items/1/note')).toHaveLength(2);
  });

  it('lists what was done, and takes a line back', async () => {
    const { user, requests } = await renderPage('/reviews/7?step=overview', {
      answers: answersOf(reviewRoom(), {
        'GET /api/v1/verdicts': { items: [event('41', 'r1', 'duplicate')], nextCursor: null },
      }),
    });
    await screen.findByText('What there is to look at');
    await user.keyboard('l');
    const drawer = await screen.findByRole('dialog', { name: 'What was done' });
    await user.click(await within(drawer).findByRole('button', { name: /Undo: HighLatency: Duplicate/ }));
    await waitFor(() => expect(sent(requests, 'POST', '/api/v1/verdicts/undo')).toEqual([{ ids: ['41'] }]));
  });
});
