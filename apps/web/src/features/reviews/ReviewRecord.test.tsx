import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { type Answers, problem } from '../../testing/answerFetch.js';
import { renderPage } from '../../testing/renderApp.js';
import { reviewRoom, ruleItem } from '../../testing/reviewRoom.js';

const emptyPage = { items: [], nextCursor: null };
const AT = '2026-11-20T08:00:00.000Z';
const item = {
  id: '31',
  title: 'Tune the threshold',
  owner: '佐藤',
  dueOn: '2026-10-01',
  status: 'open',
  url: null,
};
const closed = reviewRoom({
  status: 'closed',
  startedAt: '2026-11-20T07:00:00.000Z',
  closedAt: AT,
  items: [{ ...ruleItem('1', { name: 'HighLatency' }), verdict: 'false_positive', isReviewed: true }],
  actionItems: [item],
});
const record = {
  asOf: AT,
  changes: {
    previous: { id: '3', title: 'October', closedAt: '2026-10-20T08:00:00.000Z' },
    firedPerWeek: { before: 21.53, after: 12 },
    pagesPerWeek: { before: null, after: 4 },
    rules: [
      {
        alertRuleId: 'r1',
        name: 'HighLatency',
        change: 'verdict',
        verdictBefore: 'actionable',
        verdictAfter: 'false_positive',
      },
    ],
    decisions: { done: 2, open: 1, cancelled: 0 },
  },
  decisions: [],
  actionItems: [{ ...item, statusThen: 'open', statusNow: 'in_progress', isOverdue: true }],
  gaps: [],
  next: { id: '8', title: 'December', status: 'planned', scheduledAt: '2026-12-04T07:00:00.000Z' },
};
const draft = {
  title: 'Tune the threshold',
  body: '- Owner: 佐藤\n',
  connections: [{ id: '4', sourceName: 'GitHub', host: 'api.github.com', repositories: ['acme/shop'] }],
  lastFailure: null,
};
const answers = (more: Answers = {}): Answers => ({
  'GET /api/v1/reviews/7': closed,
  'GET /api/v1/reviews/7/record': record,
  'GET /api/v1/reviews/7/export': 'Review',
  'GET /api/v1/reviews/7/chat': {
    webhooks: [{ teamId: '1', teamName: '基盤', host: 'hooks.slack.com', sendOnClose: null }],
    messages: [],
  },
  'GET /api/v1/action-items/31/tracker-issue': draft,
  'GET /api/v1/teams': emptyPage,
  'GET /api/v1/services': emptyPage,
  'GET /api/v1/users': { items: [] },
  ...more,
});
const open = (more: Answers = {}) => renderPage('/reviews/7/record', { answers: answers(more) });

describe('the record of a review', () => {
  it('says plainly that nothing was decided, and how things stand today', async () => {
    await open();
    expect(await screen.findByText('This review was closed without a decision.')).toBeVisible();
    const row = await screen.findByRole('row', { name: /Tune the threshold/ });
    expect(row).toHaveTextContent('open');
    expect(row).toHaveTextContent('in progress');
    expect(row).toHaveTextContent('overdue');
    const change = await screen.findByRole('row', { name: /Firings a week/ });
    expect(change).toHaveTextContent('21.5');
    expect(screen.getByRole('row', { name: /Pages a week/ })).toHaveTextContent('not known');
    expect(screen.getByText(/done 2, open 1, dropped 0/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Calendar file (.ics)' })).toHaveAttribute(
      'href',
      '/api/v1/reviews/8/invitation.ics',
    );
    expect(screen.getByRole('link', { name: 'Plan the next session' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/reviews\?.*next=7/),
    );
  });

  it('is signed off, and the sign-off is taken back by z', async () => {
    const signed = {
      ...closed,
      signOffs: [{ person: { id: '1', name: 'Aoi Tanaka' }, at: AT, comment: 'read' }],
    };
    const { user, requests } = await open({
      'POST /api/v1/reviews/7/sign-offs': signed,
      'DELETE /api/v1/reviews/7/sign-offs': closed,
    });
    await user.type(await screen.findByLabelText('Comment (optional)'), 'read');
    await user.click(screen.getByRole('button', { name: 'Sign off' }));
    expect(await screen.findByText(/Aoi Tanaka \(.*: read/)).toBeVisible();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ comment: 'read' });
    await user.keyboard('z');
    expect(await screen.findByText('Nobody has signed the record off yet.')).toBeVisible();
  });

  it('goes to the chat of the team, and says why it did not arrive', async () => {
    const message = {
      id: '1',
      teamId: '1',
      what: 'summary',
      isAutomatic: false,
      state: 'failed',
      attempts: 1,
      createdAt: AT,
      createdBy: null,
      sentAt: null,
      nextTryAt: null,
      error: { code: 'webhook_gone', detail: 'hooks.slack.com no longer has this webhook (404).' },
    };
    const { user, requests } = await open({ 'POST /api/v1/reviews/7/chat': message });
    await user.click(await screen.findByRole('button', { name: 'Send to chat' }));
    await user.click(await screen.findByRole('menuitem', { name: /Summary/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It did not arrive: The chat no longer has this webhook.',
    );
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      teamId: '1',
      what: 'summary',
      clientId: expect.any(String),
    });
  });

  it('makes an issue of an action item, and keeps what was typed when it fails', async () => {
    const { user, requests } = await open({
      'POST /api/v1/action-items/31/tracker-issue': {
        status: 409,
        body: problem(409, 'tracker_forbidden', 'no'),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Make an issue of “Tune the threshold”' }));
    const dialog = await screen.findByRole('dialog', { name: 'Issue of an action item' });
    const title = await within(dialog).findByLabelText(/^Title/);
    expect(within(dialog).getByRole('combobox', { name: /^Repository/ })).toHaveValue('acme/shop');
    expect(within(dialog).getByRole('button', { name: 'Copy as Markdown' })).toBeEnabled();
    await user.clear(title);
    await user.type(title, 'Better');
    await user.click(within(dialog).getByRole('button', { name: 'Make the issue on GitHub' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('may not make issues');
    expect(title).toHaveValue('Better');
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        connectionId: '4',
        repository: 'acme/shop',
        title: 'Better',
        body: draft.body,
        language: 'en',
      }),
    );
  });

  it('is a sheet of paper with the minutes alone', async () => {
    await renderPage('/reviews/7/record?print=1&minutes=ja', {
      answers: answers({ 'GET /api/v1/reviews/7/minutes': '# 点検会\n\n- 出席者：佐藤\n' }),
    });
    expect(await screen.findByRole('heading', { name: '点検会' })).toBeVisible();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    await waitFor(() => expect(document.body).toHaveAttribute('data-ready'));
  });
});
