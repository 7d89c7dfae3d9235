import { describe, expect, it } from '@jest/globals';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { answerOf } from '../features/durations/testDurations.js';
import { problem } from '../testing/answerFetch.js';
import { type RenderOptions, renderPage } from '../testing/renderApp.js';

const SHARE = { value: 0.5, lower: 0.2, upper: 0.8, n: 8 };
const frame = {
  from: '2026-08-23T15:00:00.000Z',
  to: '2026-11-15T15:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  asOf: '2026-11-21T05:05:00.000Z',
};
const items: ActionItemMetricsResponse = {
  ...frame,
  definition: { key: 'completion_rate', version: 1, text: 'text' },
  created: 9,
  done: 4,
  declined: 1,
  deleted: 1,
  openInTime: 1,
  overdue: 2,
  completionRate: SHARE,
  onTimeRate: { ...SHARE, n: 5 },
  medianDays: 45,
  medianLower: 12,
  medianUpper: 90,
  curve: [{ day: 10, done: 0.25, lower: 0.1, upper: 0.5, declined: 0, atRisk: 8 }],
  followed: 8,
  doneWithin: [
    { days: 30, share: 0.25, lower: 0.1, upper: 0.5, atRisk: 6 },
    { days: 60, share: null, lower: null, upper: null, atRisk: 0 },
  ],
  leftOut: [],
  dueIds: ['1', '2'],
  lenses: [{ type: 'prevent', n: 8, share: SHARE }],
  groups: [],
  buckets: [],
};
const recurrence: RecurrenceMetricsResponse = {
  ...frame,
  definition: { key: 'recurrence', version: 1, text: 'text' },
  lookBackDays: 90,
  incidents: 8,
  confirmed: 1,
  suggested: 2,
  confirmedRate: SHARE,
  suggestedRate: SHARE,
  suggestedIds: ['5', '6'],
  buckets: [],
  timeToRecurrence: {
    n: 7,
    recurred: 1,
    recurredIds: ['3'],
    curve: [{ day: 9, recurred: 0.1, lower: 0.02, upper: 0.4, atRisk: 7 }],
    medianDays: null,
    medianLower: null,
    medianUpper: null,
    within: [{ days: 90, share: null, lower: null, upper: null, atRisk: 0 }],
    leftOut: [],
    unresolved: 1,
  },
  recurredWithFixOpen: [
    {
      incident: { id: '4', title: 'Login fails again', severity: 'SEV2', startedAt: null, resolvedAt: null },
      earlier: { id: '3', title: 'Login fails', severity: 'SEV2', startedAt: null, resolvedAt: null },
      daysAfter: 9,
      items: [
        {
          id: '11',
          title: 'Add a retry',
          type: 'prevent',
          owner: 'Aoi',
          dueOn: null,
          statusThen: 'open',
          statusNow: 'done',
        },
      ],
    },
  ],
  recurredAfterFix: [],
  recurredWithoutItems: [],
};

function answers(durations: unknown = answerOf()): NonNullable<RenderOptions['answers']> {
  return {
    'GET /api/v1/metrics/durations': durations as DurationsResponse,
    'GET /api/v1/metrics/action-items': items,
    'GET /api/v1/metrics/recurrence': recurrence,
    'GET /api/v1/metrics/durations/incidents': {
      items: [
        {
          id: '7',
          title: 'Login fails',
          severity: 'SEV2',
          kind: 'incident',
          services: [],
          cohortAt: '2026-11-03T00:00:00.000Z',
          cohortField: 'startedAt',
          fromAt: '2026-11-03T00:00:00.000Z',
          toAt: '2026-11-03T00:42:00.000Z',
          seconds: 2520,
          state: 'excluded',
          reason: 'defaulted',
          duplicateOfId: null,
          isSample: false,
        },
      ],
      total: 1,
      nextCursor: null,
    },
  };
}

describe('trends', () => {
  it('says three findings first, with their numbers', async () => {
    await renderPage('/trends', { answers: answers() });
    const findings = await screen.findByRole('region', { name: 'What the data say' });
    await waitFor(() => expect(within(findings).getAllByRole('listitem')).toHaveLength(3));
    expect(await within(findings).findByText(/not compared, since a period is not over/)).toBeVisible();
    expect(
      within(findings).getByText(/4 are done \(50%; 95 % interval 20% – 80%\), 2 are overdue/),
    ).toBeVisible();
    expect(within(findings).getByText(/1 came back while the fix was still open/)).toBeVisible();
  });

  it('shows the median with its interval and leads to the rows behind it', async () => {
    const { router } = await renderPage('/trends', { answers: answers() });
    const tile = await screen.findByRole('region', { name: 'Time to restore (median)' });
    expect(within(tile).getByText(/95 % interval 20m – 1h 30m/)).toBeVisible();
    expect(within(tile).getByRole('link', { name: '42m' })).toHaveAttribute(
      'href',
      expect.stringContaining('rows=used'),
    );
    expect(router.state.location.pathname).toBe('/trends');
  });

  it('shows no figure below six incidents, and why', async () => {
    await renderPage('/trends', {
      answers: answers(answerOf({ n: 3, tooFew: true, medianLower: null, medianUpper: null })),
    });
    const tile = await screen.findByRole('region', { name: 'Time to restore (median)' });
    expect(within(tile).getByText('—')).toBeVisible();
    expect(within(tile).getByText('Too few to tell: an interval needs 6 incidents.')).toBeVisible();
  });

  it('has no mean while incidents are open', async () => {
    await renderPage('/trends', { answers: answers(answerOf({ open: 2, meanSeconds: null })) });
    const tile = await screen.findByRole('region', { name: 'MTTR (arithmetic mean)' });
    expect(within(tile).getByText('It cannot be had while 2 incidents are still open.')).toBeVisible();
  });

  it('lists what was left out by reason, and puts a class back with one click', async () => {
    const { user, requests, router } = await renderPage('/trends', { answers: answers() });
    const ledger = await screen.findByRole('region', { name: 'What the figure is made of' });
    expect(within(ledger).getByRole('link', { name: 'Ends before it begins: 1' })).toBeVisible();
    await user.click(within(ledger).getByRole('button', { name: /^Count them: Time filled in/ }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ include: 'defaulted' }));
    await waitFor(() => expect(requests.some(({ query }) => query.include === 'defaulted')).toBe(true));
    await user.click(await screen.findByRole('button', { name: 'Leave them out again' }));
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('include'));
  });

  it('opens the rows of an address, with the reason of each', async () => {
    const { user, router } = await renderPage('/trends?rows=excluded', { answers: answers() });
    const drawer = await screen.findByRole('dialog', { name: 'Incidents behind the figure' });
    const row = await within(drawer).findByRole('row', { name: /Login fails/ });
    expect(within(row).getByText('Time filled in by the source, zero by construction')).toBeVisible();
    expect(within(row).getByRole('link', { name: 'Login fails' })).toHaveAttribute(
      'href',
      expect.stringContaining('/incidents/7'),
    );
    await user.click(within(drawer).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('rows'));
  });

  it('shows the chart as a table by the key b, and keeps it in the address', async () => {
    const { user, router } = await renderPage('/trends', { answers: answers() });
    await screen.findByRole('region', { name: 'Time to restore (median)' });
    await user.keyboard('b');
    const table = await screen.findByRole('table', { name: 'Durations by period' });
    expect(router.state.location.search).toMatchObject({ tables: 'durations' });
    expect(within(table).getByRole('row', { name: /Whole range/ })).toBeVisible();
    expect(within(table).getByRole('row', { name: /9 Nov — — — — 0 0 0 0/ })).toBeVisible();
  });

  it('lists what came back with the fix still open, with its items', async () => {
    await renderPage('/trends', { answers: answers(), language: 'ja' });
    const table = await screen.findByRole('table', { name: /恒久対応が未完了のままの再発/ });
    expect(within(table).getByRole('link', { name: 'Add a retry（未着手、Aoi）' })).toHaveAttribute(
      'href',
      expect.stringContaining('ids=11'),
    );
  });

  it('names an empty range and offers a longer one', async () => {
    const none = answerOf({
      n: 0,
      missing: 0,
      excluded: 0,
      excludedBy: [],
      medianSeconds: null,
      meanSeconds: null,
    });
    const { user, router } = await renderPage('/trends', { answers: answers(none) });
    expect(await screen.findByText('No incidents in this range')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Look at the last 52 weeks' }));
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ from: '2025-11-17', to: '2026-11-16' }),
    );
  });

  it('fails in one block alone, with another try', async () => {
    await renderPage('/trends', {
      answers: answers({ status: 500, body: problem(500, 'internal_error', 'no') }),
    });
    expect((await screen.findAllByRole('alert'))[0]).toHaveTextContent('This could not be loaded');
    expect(await screen.findByRole('region', { name: 'Completion rate' })).toBeVisible();
  });

  it('goes to the period before and after by key', async () => {
    const { user, router } = await renderPage('/trends?from=2026-10-01&to=2026-10-08', {
      answers: answers(),
    });
    await screen.findByRole('region', { name: 'Time to restore (median)' });
    await user.keyboard(',');
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ from: '2026-09-24', to: '2026-10-01' }),
    );
  });
});
