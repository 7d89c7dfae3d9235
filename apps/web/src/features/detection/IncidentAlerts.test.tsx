import { describe, expect, it } from '@jest/globals';
import type { EpisodeCandidate } from '@tenken/shared/detection.contract';
import { screen, waitFor } from '@testing-library/react';
import { renderApp, testUser } from '../../testing/renderApp.js';
import { IncidentAlerts } from './IncidentAlerts.js';
import { nextProposed } from './nextProposed.js';

const candidate = (n: number, over: Partial<EpisodeCandidate> = {}): EpisodeCandidate => ({
  episodeId: `${n}.1790000000000.Zg`,
  alertRuleId: String(n),
  ruleName: `Rule ${n}`,
  serviceId: '1',
  serviceName: 'Shop',
  severity: null,
  startsAt: '2026-11-02T10:00:00.000Z',
  endsAt: null,
  notifiedAt: null,
  summary: null,
  status: 'suggested',
  lagSeconds: 60,
  decidedAt: null,
  decidedBy: null,
  ...over,
});
const incident = { id: '5', detectedAt: '2026-11-02T10:05:00.000Z', detectionSource: 'customer' };

describe('nextProposed', () => {
  it('goes round, past what was spoken of', () => {
    const items = [candidate(1), candidate(2, { status: 'rejected' }), candidate(3)];
    expect(nextProposed(items, null)).toBe(items[0]!.episodeId);
    expect(nextProposed(items, items[0]!.episodeId)).toBe(items[2]!.episodeId);
    expect(nextProposed(items, items[2]!.episodeId)).toBe(items[0]!.episodeId);
    expect(nextProposed([candidate(2, { status: 'rejected' })], null)).toBeNull();
  });
});

describe('the alerts of an incident', () => {
  it('are linked by l, then y and n, each to the next proposal', async () => {
    let items = [candidate(1), candidate(2), candidate(3)];
    const { user, requests } = await renderApp(
      <IncidentAlerts incident={incident} timeZone="UTC" mayWrite />,
      {
        user: testUser,
        answers: {
          'GET /api/v1/incidents/5/episode-candidates': () => ({ items, truncated: false }),
          'PUT /api/v1/incidents/5/episode-links': ({ body }: { body: unknown }) => {
            const [link] = (
              body as { links: { episodeId: string; status: EpisodeCandidate['status'] | null }[] }
            ).links;
            items = items.map((item) =>
              item.episodeId === link!.episodeId ? { ...item, status: link!.status ?? 'suggested' } : item,
            );
            return { items, truncated: false };
          },
        },
      },
    );
    const sent = () =>
      requests
        .filter(({ method }) => method === 'PUT')
        .map(({ body }) => (body as { links: unknown[] }).links[0]);
    await screen.findByText('Rule 1');
    await user.keyboard('y');
    expect(sent()).toEqual([]);
    await user.keyboard('ly');
    await screen.findByText('Confirmed');
    await user.keyboard('n');
    await screen.findByText('Does not belong');
    await waitFor(() =>
      expect(sent()).toEqual([
        { episodeId: items[0]!.episodeId, status: 'confirmed' },
        { episodeId: items[1]!.episodeId, status: 'rejected' },
      ]),
    );
  });
});
