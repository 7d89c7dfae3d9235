import { describe, expect, it } from '@jest/globals';
import type { DeliveriesResponse } from '@tenken/shared/deliveries.contract';
import { screen, waitFor, within } from '@testing-library/react';
import type { SentRequest } from '../../testing/answerFetch.js';
import { renderPage } from '../../testing/renderApp.js';
import { deliveryRow, quarantinedDelivery } from './deliveries.fixture.js';

const AS_OF = '2026-11-21T08:00:00Z';
const COUNTS = { pending: 0, done: 1, duplicate: 0, quarantined: 1, discarded: 0 };
const page = (items: DeliveriesResponse['items'], nextCursor: string | null = null): DeliveriesResponse => ({
  items,
  nextCursor,
  counts: COUNTS,
  retention: { days: 90, oldestAt: '2026-11-01T00:00:00Z' },
});
const sources = { 'GET /api/v1/sources': { items: [], asOf: AS_OF } };

describe('deliveries', () => {
  it('lists them with result and reason, and counts by state', async () => {
    await renderPage('/data/deliveries', {
      answers: { ...sources, 'GET /api/v1/deliveries': page([quarantinedDelivery(), deliveryRow()]) },
    });
    expect(await screen.findByText('Alerts: 2 new 1 changed')).toBeVisible();
    expect(screen.getByText('Part of it could not be read; the rest was taken in')).toBeVisible();
    expect(screen.getByText('Quarantined (1)')).toBeVisible();
  });

  it('keeps its filters in the address and names those that removed every row', async () => {
    const { user, router, requests } = await renderPage('/data/deliveries?state=pending', {
      answers: { ...sources, 'GET /api/v1/deliveries': page([]) },
    });
    expect(await screen.findByText('Active: Waiting')).toBeVisible();
    expect(requests.some(({ query }) => query.state === 'pending')).toBe(true);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Received' }), 'in the last hour');
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ state: 'pending', since: '1h' }),
    );
    await user.click(screen.getAllByRole('button', { name: 'Clear the filters' })[0]!);
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('state'));
  });

  it('shows more pages', async () => {
    const { user } = await renderPage('/data/deliveries', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': (request: SentRequest) =>
          request.query.cursor === 'c2' ? page([deliveryRow({ id: '1' })]) : page([deliveryRow()], 'c2'),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByText('Alerts: 2 new 1 changed')).toHaveLength(2));
  });

  it('opens one by its address, lays its body out, and reads it again', async () => {
    const { user, requests } = await renderPage('/data/deliveries?delivery=8', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': page([quarantinedDelivery()]),
        'GET /api/v1/deliveries/8': quarantinedDelivery(),
        'POST /api/v1/deliveries/replay': { changed: 1, ids: ['8'], hasMore: false },
      },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByRole('region', { name: 'Body' })).toHaveTextContent(
      '"status": "firing"',
    );
    expect(within(drawer).getByText(/alerts\.1\.startsAt: expected a time/)).toBeVisible();
    await user.click(within(drawer).getByRole('button', { name: 'Read again' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ ids: ['8'] }),
    );
  });
});

describe('deliveries that were sent again', () => {
  const first = deliveryRow({ id: '7', senderDeliveryId: 'd-1', signature: 'valid' });
  const again = deliveryRow({ ...first, id: '12', state: 'duplicate', duplicateOf: '7', result: null });
  const details = { headers: {}, replayedAt: null, body: '{}', isBodyTruncated: false };

  it('are marked, and found by the id of the sender', async () => {
    const { user, router, requests } = await renderPage('/data/deliveries', {
      answers: { ...sources, 'GET /api/v1/deliveries': page([again, first]) },
    });
    expect(await screen.findByText('Repeats delivery 7; without effect')).toBeVisible();
    expect(screen.getByText(/Bodies are kept for 90 days/)).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Id at the sender' }), 'd-1');
    await waitFor(() => expect(requests.some(({ query }) => query.senderId === 'd-1')).toBe(true));
    expect(router.state.location.search).toMatchObject({ sender_id: 'd-1' });
  });

  it('lead to the first one, and that to them', async () => {
    const { user } = await renderPage('/data/deliveries?delivery=12', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': page([again, first]),
        'GET /api/v1/deliveries/12': { ...again, ...details, duplicates: [] },
        'GET /api/v1/deliveries/7': {
          ...first,
          ...details,
          duplicates: [{ id: '12', receivedAt: '2026-11-21T07:56:00Z' }],
        },
      },
    });
    const drawer = await screen.findByRole('dialog');
    await user.click(await within(drawer).findByRole('button', { name: 'Open delivery 7' }));
    expect(await within(drawer).findByRole('button', { name: 'Delivery 12' })).toBeVisible();
  });

  it('are read again by the filter that is set, after a question', async () => {
    const { user, requests } = await renderPage('/data/deliveries?state=duplicate', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': page([again]),
        'POST /api/v1/deliveries/replay': { changed: 1, ids: ['12'], hasMore: false },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Read all of these again' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Read again' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        filter: { timeZone: 'UTC', state: ['duplicate'] },
      }),
    );
  });
});

describe('quarantine', () => {
  it('is good news when it is empty', async () => {
    await renderPage('/data/quarantine', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': { ...page([]), counts: { ...COUNTS, quarantined: 0 } },
      },
    });
    expect(await screen.findByText('Quarantine is empty')).toBeVisible();
  });

  it('discards what is selected, with an undo', async () => {
    const { user, requests } = await renderPage('/data/quarantine', {
      answers: {
        ...sources,
        'GET /api/v1/deliveries': page([quarantinedDelivery(), quarantinedDelivery({ id: '9' })]),
        'POST /api/v1/deliveries/discard': { changed: 1, ids: ['9'], hasMore: false },
        'POST /api/v1/deliveries/restore': { changed: 1, ids: ['9'], hasMore: false },
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select 9' }));
    expect(screen.getByText('1 selected')).toBeVisible();
    await user.keyboard('d');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(
        requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]),
      ).toEqual([
        ['/api/v1/deliveries/discard', { ids: ['9'] }],
        ['/api/v1/deliveries/restore', { ids: ['9'] }],
      ]),
    );
  });

  it('reads all again when nothing is selected', async () => {
    const { user, requests } = await renderPage('/data/quarantine', {
      language: 'ja',
      answers: {
        ...sources,
        'GET /api/v1/deliveries': page([quarantinedDelivery()]),
        'POST /api/v1/deliveries/replay': { changed: 1, ids: ['8'], hasMore: false },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'すべて再読み取り' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ allQuarantined: true }),
    );
  });
});
