import { describe, expect, it } from '@jest/globals';
import type { EpisodeEventItem, EpisodeResponse } from '@tenken/shared/episodes.contract';
import { screen, within } from '@testing-library/react';
import { renderApp } from '../../testing/renderApp.js';
import { EpisodePeek } from './EpisodePeek.js';

const ID = '7.1793500000000.Zg';
const episode: EpisodeResponse = {
  id: ID,
  alertRuleId: '7',
  ruleName: 'DiskFull',
  sourceId: '1',
  sourceName: 'PagerDuty',
  serviceId: null,
  serviceName: null,
  severity: 'page',
  startsAt: '2026-11-02T03:00:00.000Z',
  endsAt: null,
  endReason: null,
  durationSeconds: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  notifiedAt: null,
  suppressedAt: null,
  receivedAt: '2026-11-02T03:01:30.000Z',
  skewSeconds: 90,
  summary: null,
  verdict: null,
  verdictFrom: null,
  incidents: [],
  fingerprint: 'f',
  labels: {},
  annotations: {},
  generatorUrl: null,
  expectedEndAt: null,
  suppressedBy: null,
  updatedAt: '2026-11-02T03:01:30.000Z',
};
const event = (kind: EpisodeEventItem['kind'], more: Partial<EpisodeEventItem> = {}): EpisodeEventItem => ({
  kind,
  at: '2026-11-02T03:05:00.000Z',
  by: null,
  severity: null,
  notifiedAt: null,
  detail: {},
  receivedAt: '2026-11-02T03:05:01.000Z',
  skewSeconds: 1,
  times: 1,
  lastAt: '2026-11-02T03:05:00.000Z',
  ...more,
});
const show = (items: EpisodeEventItem[], language: 'en' | 'ja', over: Partial<EpisodeResponse> = {}) =>
  renderApp(<EpisodePeek id={ID} timeZone="Asia/Tokyo" onClose={() => undefined} />, {
    language,
    answers: {
      [`GET /api/v1/episodes/${ID}`]: { ...episode, ...over },
      [`GET /api/v1/episodes/${ID}/events`]: { items, nextCursor: null },
    },
  });

describe('the details of an alert', () => {
  const events = [
    event('firing'),
    event('acknowledged', { by: 'Ann' }),
    event('silenced', { by: 'deploy', detail: { comment: 'release 7', id: null } }),
    event('severity_changed', { severity: 'P1' }),
    event('firing', { by: 'api', times: 3, lastAt: '2026-11-02T04:00:00.000Z' }),
  ];

  it('tell its history in words', async () => {
    await show(events, 'en');
    const history = await screen.findByRole('list');
    const items = within(history).getAllByRole('listitem');
    expect(items.map((item) => item.querySelector('div')?.textContent)).toEqual([
      'fired',
      'acknowledged by Ann',
      'silenced by deploycomment: release 7',
      'severity changed to P1',
      'fired (api)3 times, last at 2 Nov 2026 13:00:00 JST',
    ]);
    expect(screen.getByText(/1m|2m/)).toHaveTextContent('after its start');
  });

  it('tell it in Japanese', async () => {
    await show(events, 'ja');
    const history = await screen.findByRole('list');
    const items = within(history).getAllByRole('listitem');
    expect(items.map((item) => item.querySelector('div')?.textContent)).toEqual([
      '発報',
      'Annが対応開始',
      'サイレンス「deploy」により抑制comment：release 7',
      '重大度をP1に変更',
      '発報（api）3回、最後は2026/11/02(月) 13:00:00 JST',
    ]);
  });

  it('say so where the source tells no history, and where its clock is ahead', async () => {
    await show([], 'en', { skewSeconds: -120, receivedAt: '2026-11-02T02:58:00.000Z' });
    expect(await screen.findByText('Its source tells only start and end.')).toBeVisible();
    expect(screen.getByText(/2m before its start \(the sender’s clock is ahead\)/)).toBeVisible();
  });
});
