import { describe, expect, it } from '@jest/globals';
import type { CreateDecisionBody, Decision } from '@tenken/shared/decisions.contract';
import type { ReplayRule, ReplayRulesResponse, ReplaySettings } from '@tenken/shared/replay.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { testReplay } from '../../features/what-if/testReplay.js';
import type { SentRequest } from '../../testing/answerFetch.js';
import { renderPage } from '../../testing/renderApp.js';

const settingsOf = ({ body }: SentRequest) => (body as { settings: ReplaySettings }).settings;
const figures = (episodes: number) => ({
  episodes,
  pages: episodes,
  episodesPerWeek: episodes / 12,
  pagesPerWeek: episodes / 12,
  nuisanceRemoved: 0,
  actionableLost: 0,
  incidentsMissed: 0,
  incidentsLate: 0,
});
const rule = (id: string, name: string, before: number, after: number): ReplayRule => ({
  id,
  name,
  serviceName: 'checkout',
  before: figures(before),
  after: { ...figures(after), incidentsMissed: id === '8' ? 1 : 0 },
  nuisanceReviewed: 4,
});
const RULES = [
  rule('7', 'ErrorRate', 36, 12),
  rule('8', 'Latency', 24, 6),
  rule('9', 'DiskFull', 12, 12),
] as const;
const rulesAnswer = (request: SentRequest): ReplayRulesResponse => ({
  from: '2026-08-24T00:00:00.000Z',
  to: '2026-11-16T00:00:00.000Z',
  settings: settingsOf(request),
  rules: 3,
  items: RULES.filter(({ id }) => (request.body as { ruleIds: string[] }).ruleIds.includes(id)),
});
const point = (rules: number) => ({
  rules,
  removed: rules === 0 ? null : { id: RULES[rules - 1]!.id, name: RULES[rules - 1]!.name },
  episodes: 41 - rules,
  pages: 41 - rules,
  pagesPerWeek: 3,
  episodesPerWeek: 3,
  incidentsOnlyByThese: 0,
});

function decisionOf({ alertRuleId, kind, replay }: CreateDecisionBody): Decision {
  return {
    id: `${alertRuleId}0`,
    reviewSessionId: null,
    alertRuleId,
    ruleName: null,
    serviceId: null,
    serviceName: null,
    kind,
    reason: '',
    owner: null,
    ownerId: null,
    dueOn: null,
    effectiveAt: null,
    status: 'open',
    isOverdue: false,
    actionItem: null,
    effect: null,
    outcome: 'not_measured',
    effectSeenAt: null,
    acceptedPerWeek: null,
    acceptedUntil: null,
    replay: replay ?? null,
    mergeIntoRule: null,
    rowVersion: 1,
    createdBy: null,
    createdAt: '2026-11-21T08:00:00.000Z',
    closedAt: null,
  };
}

/** Decisions are made, but for the rules in `failing`. */
function show(path: string, failing = new Set<string>()) {
  const undone = Object.fromEntries(
    RULES.map(({ id }) => [
      `POST /api/v1/decisions/${id}0/undo`,
      decisionOf({ alertRuleId: id, kind: 'tune' } as CreateDecisionBody),
    ]),
  );
  return renderPage(path, {
    answers: {
      'POST /api/v1/replay': (request: SentRequest) => ({
        ...testReplay(settingsOf(request)),
        loudest: [0, 1, 2, 3].map(point),
      }),
      'POST /api/v1/replay/rules': rulesAnswer,
      'POST /api/v1/decisions': ({ body }: SentRequest) => {
        const sent = body as CreateDecisionBody;
        return failing.has(sent.alertRuleId) ? { status: 503 } : decisionOf(sent);
      },
      ...undone,
    },
  });
}
const sentTo = (requests: readonly SentRequest[], path: string) =>
  requests.filter((one) => one.method === 'POST' && one.path === path);
const bodiesOf = (requests: readonly SentRequest[]) =>
  sentTo(requests, '/api/v1/decisions').map(({ body }) => body as CreateDecisionBody);
const dialogNamed = async (name: string) =>
  within(await screen.findByRole('dialog', { name }, { timeout: 60_000 }));

describe('what if of several rules', () => {
  it('makes a decision for each ticked rule, names what failed, sends only that again, and undoes all', async () => {
    const failing = new Set(['8']);
    const { user, requests } = await show('/what-if?rules=7,8,9&delay=5m', failing);
    await user.click(await screen.findByRole('button', { name: 'Take over into decisions, rule by rule' }));
    const dialog = await dialogNamed('One decision for each rule');
    expect(await dialog.findByText('2 of 3 rules ticked')).toBeVisible();
    // what the setting does not touch is not ticked; what it would lose stands beside the rule
    expect(dialog.getByRole('checkbox', { name: /DiskFull/ })).not.toBeChecked();
    expect(within(dialog.getByRole('row', { name: /Latency/ })).getByText('1 incident missed')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Save 2 decisions' }));
    expect(await dialog.findByText('1 decision was not made; 1 is saved')).toBeVisible();
    expect(dialog.getByRole('listitem')).toHaveTextContent(/^Latency: /);
    failing.clear();
    await user.click(dialog.getByRole('button', { name: 'Try 1 more' }));
    await waitFor(() => expect(bodiesOf(requests)).toHaveLength(3));
    const [first, lost, again] = bodiesOf(requests);
    expect([first!.alertRuleId, lost!.alertRuleId, again!.alertRuleId]).toEqual(['7', '8', '8']);
    expect(again!.clientId).toBe(lost!.clientId);
    expect(first!.clientId).not.toBe(lost!.clientId);
    // each its own numbers
    expect(first!).toMatchObject({
      kind: 'tune',
      replay: { settings: { onDelaySeconds: 300 }, before: { episodes: 36 }, after: { episodes: 12 } },
    });
    expect(again!.replay).toMatchObject({ before: { episodes: 24 }, after: { incidentsMissed: 1 } });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('z');
    await waitFor(() => expect(sentTo(requests, '/api/v1/decisions/80/undo')).toHaveLength(1));
    await user.keyboard('z');
    await waitFor(() => expect(sentTo(requests, '/api/v1/decisions/70/undo')).toHaveLength(1));
  });

  it('opens decisions on the loudest rules, with what a fixed cause leaves: nothing', async () => {
    const { user, requests } = await show('/what-if?rules=7,8,9');
    const count = await screen.findByRole('textbox', { name: 'Rules to fix' });
    await user.clear(count);
    await user.type(count, '2');
    await user.click(screen.getByRole('button', { name: 'Decide on the loudest 2 rules' }));
    const dialog = await dialogNamed('Decide on the loudest rules');
    expect(dialog.queryByRole('checkbox', { name: /DiskFull/ })).toBeNull();
    await user.click(await dialog.findByRole('button', { name: 'Save 2 decisions' }));
    await waitFor(() => expect(bodiesOf(requests)).toHaveLength(2));
    expect(bodiesOf(requests)[0]).toMatchObject({
      kind: 'fix_cause',
      replay: { before: { episodes: 36 }, after: { episodes: 0, pages: 0, nuisanceRemoved: 4 } },
    });
  });

  it('says how many rules it takes at most, and asks for nothing', async () => {
    const ids = Array.from({ length: 501 }, (_, n) => n + 1).join(',');
    const { requests } = await show(`/what-if?rules=${ids}`);
    expect(await screen.findByText('Too many to try at once')).toBeVisible();
    expect(screen.getByText(/At most 500 rules .* 501 are chosen/)).toBeVisible();
    expect(sentTo(requests, '/api/v1/replay')).toEqual([]);
  });
});
