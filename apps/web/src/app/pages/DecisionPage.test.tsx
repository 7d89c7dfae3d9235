import { describe, expect, it } from '@jest/globals';
import type { DecisionEffectResponse, EffectDay } from '@tenken/shared/decision-effect.contract';
import type { Decision } from '@tenken/shared/decisions.contract';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';

const DAY = 86_400_000;
const AT = Date.parse('2026-10-10T00:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();
const decision: Decision = {
  id: '7',
  reviewSessionId: null,
  alertRuleId: '12',
  ruleName: 'PointsSyncDelayed',
  serviceId: '1',
  serviceName: 'Points',
  kind: 'tune',
  reason: 'Only after two hours',
  owner: 'Aiko',
  ownerId: null,
  dueOn: null,
  effectiveAt: iso(AT),
  status: 'done',
  isOverdue: false,
  actionItem: null,
  effect: {
    effectiveAt: iso(AT),
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
    measuredAt: iso(AT + 28 * DAY),
    isComplete: true,
    pagesBefore: 40,
    pagesAfter: 6,
    recordsFrom: null,
    incidentsUncaughtBefore: 0,
    incidentsUncaughtAfter: 1,
    incidentsLost: 1,
  },
  outcome: 'lost_detection',
  effectSeenAt: null,
  acceptedPerWeek: null,
  acceptedUntil: null,
  replay: null,
  mergeIntoRule: null,
  rowVersion: 1,
  createdBy: null,
  createdAt: '2026-10-01T00:00:00.000Z',
  closedAt: null,
};
const days = Array.from({ length: 56 }, (_, n): EffectDay => {
  const from = AT + (n - 28) * DAY;
  return {
    offset: n - 28,
    day: iso(from).slice(0, 10),
    from: iso(from),
    to: iso(from + DAY),
    fired: n === 27 ? 3 : 0,
    pages: 0,
    isCompared: true,
  };
});
const effect: DecisionEffectResponse = {
  decision,
  definition: { key: 'decision_effect', version: 2, text: '' },
  timeZone: 'Asia/Tokyo',
  alertRuleIds: ['12'],
  before: { from: iso(AT - 28 * DAY), to: iso(AT) },
  after: { from: iso(AT), to: iso(AT + 28 * DAY) },
  days,
  incidents: [
    {
      incidentId: '3',
      title: 'Points were old',
      severity: 'SEV3',
      startedAt: '2026-10-20T03:00:00.000Z',
      detectedAt: '2026-10-20T04:00:00.000Z',
      side: 'after',
      outcome: 'missed',
      byRule: 'none',
      firstAlert: null,
      isLost: true,
    },
  ],
  marks: [],
};
const answers = {
  'GET /api/v1/decisions/7/effect': effect,
  'POST /api/v1/decisions/7/effect/seen': decision,
  'GET /api/v1/episodes': { items: [], nextCursor: null, total: 0, totalAtLeast: 0 },
};

describe('the effect of a decision', () => {
  it('says what happened before its figures, and that it was seen', async () => {
    const { requests } = await renderPage('/decisions/7', { answers });
    const sentence = await screen.findByRole('region', { name: 'Outcome' });
    expect(sentence).toHaveTextContent('A detection was lost');
    expect(sentence).toHaveTextContent('42 alerts in the 28 days before, 6 in the 28 days after.');
    expect(screen.getByText('lost detection')).toBeInTheDocument();
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toContain(
      'POST /api/v1/decisions/7/effect/seen',
    );
  });

  it('opens a number to its alerts by the very instants that were counted, and a day of the strip', async () => {
    const { requests, user } = await renderPage('/decisions/7', { answers });
    await user.click(await screen.findByRole('link', { name: '42' }));
    expect(await screen.findByRole('region', { name: 'Alerts behind the number' })).toBeInTheDocument();
    const asked = requests.find(({ path }) => path.startsWith('/api/v1/episodes'));
    expect(JSON.stringify(asked)).toContain('2026-09-12');
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: 'Alerts by day, before and after' });
    expect(within(table).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      expect.stringContaining('rows=-1'),
    );
  });
});
