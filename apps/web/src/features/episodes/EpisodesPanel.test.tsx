import { describe, expect, it } from '@jest/globals';
import type { EpisodeItem, EpisodesResponse } from '@tenken/shared/episodes.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage, testUser } from '../../testing/renderApp.js';

const episode = (over: Partial<EpisodeItem> = {}): EpisodeItem => ({
  id: '7.1793500000000.Zg',
  alertRuleId: '7',
  ruleName: 'DiskFull',
  sourceId: '1',
  sourceName: 'AM',
  serviceId: '3',
  serviceName: 'checkout',
  severity: 'warning',
  startsAt: '2026-11-02T03:00:00.000Z',
  endsAt: '2026-11-02T03:10:00.000Z',
  endReason: 'resolved',
  durationSeconds: 600,
  acknowledgedAt: null,
  acknowledgedBy: null,
  notifiedAt: '2026-11-02T03:00:00.000Z',
  suppressedAt: null,
  receivedAt: '2026-11-02T03:00:04.000Z',
  skewSeconds: 4,
  summary: 'disk is full',
  verdict: null,
  verdictFrom: null,
  incidents: [],
  ...over,
});
const page = (items: EpisodeItem[], over: Partial<EpisodesResponse> = {}): EpisodesResponse => ({
  items,
  nextCursor: null,
  total: items.length,
  totalAtLeast: items.length,
  ...over,
});
const LIST = 'GET /api/v1/episodes';
const other = episode({
  id: '8.1793500000001.Zg',
  alertRuleId: '8',
  ruleName: 'HighLatency',
  endsAt: null,
  durationSeconds: null,
  endReason: null,
});
const given = {
  items: [1, 2].map((id) => ({
    id: String(id),
    reviewSessionId: null,
    alertRuleId: '7',
    episodeId: null,
    window: null,
    verdict: 'false_positive',
    reason: null,
    reasonCode: null,
    isCurrent: true,
    undoOfId: null,
    decidedBy: null,
    decidedAt: '2026-11-21T08:00:00.000Z',
  })),
  failed: [],
};

describe('alerts', () => {
  it('asks for what the address says, without the services when a rule is named', async () => {
    const { requests } = await renderPage('/episodes?rule=7&hours=sleep&notified=1&service=3', {
      answers: { [LIST]: page([episode()]) },
    });
    expect(await screen.findByText(/1 alert · newest first/)).toBeVisible();
    const asked = requests.find((request) => request.path === '/api/v1/episodes')!;
    expect(asked.query).toMatchObject({ rule: '7', hours: 'sleep', notified: '1', timeZone: 'Asia/Tokyo' });
    expect(asked.query.service).toBeUndefined();
    expect(screen.getByText('Rule: DiskFull')).toBeVisible();
  });

  it('judges all selected alerts of several rules by one key, and takes it back by another', async () => {
    const { user, requests } = await renderPage('/episodes', {
      answers: {
        [LIST]: page([episode(), other]),
        'POST /api/v1/verdicts/bulk': given,
        'POST /api/v1/verdicts/undo': given,
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: /DiskFull/ }));
    await user.click(screen.getByRole('checkbox', { name: /HighLatency/ }));
    expect(screen.getByText('Judge 2 alerts')).toBeVisible();
    await user.keyboard('3');
    await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      items: [
        { alertRuleId: '7', episodeIds: [episode().id], verdict: 'false_positive' },
        { alertRuleId: '8', episodeIds: [other.id], verdict: 'false_positive' },
      ],
    });
    expect(await screen.findByText('2 alerts: False positive')).toBeVisible();
    await user.keyboard('z');
    await waitFor(() => expect(requests.at(-1)?.path).not.toBe('/api/v1/verdicts/bulk'));
    expect(requests.find(({ path }) => path.endsWith('/undo'))?.body).toEqual({ ids: ['1', '2'] });
  });

  it('lets viewers look only', async () => {
    const { user, requests } = await renderPage('/episodes', {
      user: { ...testUser, role: 'viewer' },
      answers: { [LIST]: page([episode()]) },
    });
    await screen.findByText('DiskFull');
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.keyboard('j1');
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('names the filters that left nothing, and removes them', async () => {
    const { user } = await renderPage('/episodes?fleeting=1&weekday=1', {
      answers: {
        [LIST]: ({ query }: { query: Record<string, string> }) => page(query.fleeting ? [] : [episode()]),
      },
    });
    expect(await screen.findByText('Filters: Ended within 5 minutes · On Mon.')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Remove all filters' })[0]!);
    expect(await screen.findByText('DiskFull')).toBeVisible();
  });

  it('says “more than” where counting stopped, and “still firing” where no end is known', async () => {
    await renderPage('/episodes', {
      answers: { [LIST]: page([other], { total: null, totalAtLeast: 100_000 }) },
    });
    expect(await screen.findByText(/more than 100,000 alerts/)).toBeVisible();
    const row = screen.getByRole('row', { name: /HighLatency/ });
    expect(within(row).getByText('still firing')).toBeVisible();
  });
});
