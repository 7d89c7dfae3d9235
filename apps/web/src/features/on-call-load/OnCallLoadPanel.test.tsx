import { describe, expect, it } from '@jest/globals';
import type { LoadFigure, OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';

const figure = (key: LoadFigure['key'], over: Partial<LoadFigure> = {}): LoadFigure => ({
  key,
  value: 0,
  n: 40,
  episodes: 0,
  target: 0,
  limit: 0,
  verdict: 'met',
  previous: null,
  rows: 'all',
  ...over,
});
const load: OnCallLoadResponse = {
  definition: { key: 'on_call_load', version: 1, text: '' },
  from: '2026-08-24T00:00:00.000Z',
  to: '2026-11-16T00:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  asOf: '2026-11-21T08:00:00.000Z',
  rotations: [
    { key: '1', name: 'Shop' },
    { key: 'none', name: null },
  ],
  rotation: { key: '1', name: 'Shop', timeZone: 'Asia/Tokyo' },
  observed: { from: '2026-08-24T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z', days: 84 },
  rulesFired: 3,
  fired: 40,
  pages: 9,
  scorecard: {
    figures: [
      figure('per_ten_minutes', { value: 0.003, episodes: 40 }),
      figure('top_ten', { value: 1, verdict: 'few_rules', episodes: 40, rows: 'top_ten' }),
      figure('fleeting', { value: 12, verdict: 'not_met', episodes: 12, rows: 'fleeting' }),
      figure('stale', { value: 2, episodes: 2, rows: 'stale' }),
    ],
    priorities: { low: 0, medium: 0, high: 0, other: 40 },
    topTen: [{ id: '7', name: 'DiskFull', fired: 30 }],
    chatteringAlerts: 0,
    stalestDay: '2026-10-02',
    floods: 1,
  },
  refusal: null,
  interruptions: { working: 4, off: 3, sleep: 2 },
  shifts: {
    startsAt: '09:00',
    n: 167,
    over: 1,
    limit: 2,
    distribution: [0, 1, 2, 3, 4, 5, 6].map((pages) => ({
      pages,
      isOrMore: pages === 6,
      shifts: pages === 3 ? 1 : 0,
    })),
    items: [{ from: '2026-10-05T00:00:00.000Z', to: '2026-10-05T12:00:00.000Z', pages: 3, isOver: true }],
  },
  previous: null,
  comparison: null,
};
const flood = {
  from: '2026-09-10T01:00:00.000Z',
  to: '2026-09-10T01:30:00.000Z',
  isCut: false,
  episodes: 23,
  pages: 1,
  peak: 11,
  firstOut: {
    episodeId: '5.1789347605000.Zg',
    alertRuleId: '5',
    ruleName: 'Upstream',
    startsAt: '2026-09-10T01:00:05.000Z',
  },
  rules: [{ id: '5', name: 'Upstream', episodes: 3 }],
  rulesTotal: 1,
};
const answers = (over: Partial<OnCallLoadResponse> = {}) => ({
  'GET /api/v1/metrics/on-call-load': { ...load, ...over },
  'GET /api/v1/metrics/on-call-load/noise-exposure': {
    definition: load.definition,
    from: load.from,
    to: load.to,
    timeZone: 'Asia/Tokyo',
    rotation: { key: '1', name: 'Shop' },
    fired: 40,
    judged: 10,
    acknowledged: 0,
    isCut: false,
    groups: [],
    points: [],
  },
  'GET /api/v1/on-call-load/floods': { items: [flood], nextCursor: null, total: 1 },
  'GET /api/v1/on-call-load/episodes': { items: [], nextCursor: null, total: 0 },
  'GET /api/v1/services': { items: [], nextCursor: null },
  'GET /api/v1/teams': { items: [], nextCursor: null },
});

describe('the page of the on-call load', () => {
  it('says first what it was like, then each bar in words, with its rows', async () => {
    const { requests } = await renderPage('/on-call', { answers: answers() });
    const card = await screen.findByRole('table', { name: /Scorecard/ });
    // of the three that can be judged
    expect(screen.getByText(/2 of 3 bars of the standard are met/)).toBeTruthy();
    const row = (name: RegExp) => within(card).getByRole('rowheader', { name }).closest('tr')!;
    expect(within(row(/Fleeting/)).getByText('not met')).toBeTruthy();
    expect(within(row(/ten loudest/)).getByText('not judged')).toBeTruthy();
    const stale = within(row(/Stale/)).getByRole('link', { name: '2' });
    expect(stale.getAttribute('href')).toContain('rows=stale&day=2026-10-02');
    expect(screen.getByText(/These measure load, not correctness/)).toBeTruthy();
    expect(requests.find(({ path }) => path === '/api/v1/on-call-load/floods')?.query.rotation).toBe('1');
  });

  it('leads from a flood and a shift to their alerts, and shows those that the address names', async () => {
    const span = `${flood.from}..${flood.to}`;
    const { requests } = await renderPage(`/on-call?rows=all&span=${span}`, { answers: answers() });
    const hrefOf = async (text: string) =>
      decodeURIComponent((await screen.findByText(text)).closest('a')?.getAttribute('href') ?? '');
    expect(await hrefOf('23')).toContain(`rows=all&span=${span}`);
    expect(await hrefOf('5 Oct 2026 09:00 JST: 3 pages')).toContain(
      'rows=pages&span=2026-10-05T00:00:00.000Z..',
    );
    expect(await screen.findByText('No alert')).toBeTruthy();
    expect(requests.findLast(({ path }) => path === '/api/v1/on-call-load/episodes')?.query).toMatchObject({
      rotation: '1',
      from: flood.from,
      to: flood.to,
    });
  });

  it('refuses below 30 days in words, and says when pages are not known', async () => {
    await renderPage('/on-call', {
      answers: answers({
        scorecard: null,
        refusal: 'fewer_than_30_days',
        observed: { ...load.observed!, days: 12.04 },
        pages: null,
        interruptions: null,
        shifts: null,
      }),
    });
    expect(await screen.findByText(/alerts were recorded in 12 of this range/)).toBeTruthy();
    expect(screen.getByText(/Pages are not known/)).toBeTruthy();
    expect(screen.queryByRole('table', { name: /Scorecard/ })).toBeNull();
  });

  it('says in Japanese that there is nothing yet', async () => {
    await renderPage('/on-call', { answers: answers({ rotation: null, rotations: [] }), language: 'ja' });
    expect(await screen.findByText('監視ルールがまだありません')).toBeTruthy();
  });
});
