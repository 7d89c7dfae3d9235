import { describe, expect, it } from '@jest/globals';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { answerOf, curveOf } from '../features/durations/testDurations.js';
import { ratesOf } from '../features/incident-rates/testIncidentRates.js';
import { problem } from '../testing/answerFetch.js';
import { type RenderOptions, renderPage } from '../testing/renderApp.js';
import { alertDurations, items, recurrence } from './testTrends.js';

function answers(durations: unknown = answerOf()): NonNullable<RenderOptions['answers']> {
  return {
    'GET /api/v1/metrics/durations': durations as DurationsResponse,
    'GET /api/v1/metrics/durations/curve': curveOf(),
    'GET /api/v1/metrics/incident-rates': ratesOf(),
    'GET /api/v1/metrics/definition-changes': { items: [] },
    'GET /api/v1/settings': { fiscalYearStartsIn: 4 },
    'GET /api/v1/metrics/action-items': items,
    'GET /api/v1/metrics/recurrence': recurrence,
    'GET /api/v1/metrics/alert-durations': alertDurations,
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
  it('says the findings first, with their numbers', async () => {
    await renderPage('/trends', { answers: answers() });
    const findings = await screen.findByRole('region', { name: 'What the data say' });
    await waitFor(() => expect(within(findings).getAllByRole('listitem')).toHaveLength(4));
    expect(
      await within(findings).findByText(
        /no verdict yet against the period before \(19 Oct 2026 – 1 Nov 2026\), since 1 incident of the period compared with is still open/,
      ),
    ).toBeVisible();
    expect(
      within(findings).getByText(/4 are done \(50%; 95% interval 20% – 80%\), 2 are overdue/),
    ).toBeVisible();
    expect(within(findings).getByText(/1.0 a week so far \(12\)/)).toBeVisible();
    expect(within(findings).getByText(/1 came back while the fix was still open/)).toBeVisible();
  }, 240_000); // it loads all of the page's code

  it('shows the median with its interval and leads to the rows behind it', async () => {
    const { router } = await renderPage('/trends', { answers: answers() });
    const tile = await screen.findByRole('region', { name: 'Time to restore (median)' });
    expect(within(tile).getByText(/95% interval 20m – 1h 30m/)).toBeVisible();
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

  it('asks nothing twice', async () => {
    const { requests } = await renderPage('/trends', { answers: answers() });
    await screen.findByRole('region', { name: 'Incidents per week' });
    await screen.findByRole('region', { name: 'Completion rate' });
    const figures = requests.filter(({ path }) => path.startsWith('/api/v1/metrics/'));
    const asked = figures.map(({ path, query }) => `${path} ${JSON.stringify(query)}`);
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
  });

  it('narrows every figure of incidents and the rows by a filter, and takes it off by its chip', async () => {
    const { user, requests, router } = await renderPage(
      '/trends?cause=network&severity=SEV1&severityOf=first',
      {
        answers: answers(),
      },
    );
    const asked = (path: string) => requests.filter((request) => request.path === path).at(-1)?.query;
    await screen.findByRole('region', { name: 'Incidents per week' });
    const narrowed = { cause: 'network', severity: 'SEV1', severityOf: 'first' };
    for (const path of ['durations', 'durations/curve', 'incident-rates'])
      expect(asked(`/api/v1/metrics/${path}`)).toMatchObject(narrowed);
    await user.click(screen.getByRole('button', { name: /^First severity: SEV1/ }));
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('severityOf'));
    await user.click(
      within(screen.getByRole('region', { name: /Time to restore \(median/ })).getByRole('link', {
        name: '42m',
      }),
    );
    await waitFor(() =>
      expect(asked('/api/v1/metrics/durations/incidents')).toMatchObject({ cause: 'network' }),
    );
    expect(asked('/api/v1/metrics/durations/incidents')).not.toHaveProperty('severity');
  });

  it('compares with last year after the period before, by the key c', async () => {
    const { user, requests } = await renderPage('/trends', { answers: answers() });
    const compared = () => requests.filter(({ path }) => path === '/api/v1/metrics/durations').at(-1)?.query;
    await screen.findByRole('heading', { name: 'What the data say' });
    expect(compared()).not.toHaveProperty('compare');
    await user.keyboard('c');
    await waitFor(() => expect(compared()).toMatchObject({ compare: 'last_year' }));
  });

  it('measures between any two instants', async () => {
    const { user, router } = await renderPage('/trends?metric=declaredAt-mitigatedAt', {
      answers: answers(),
    });
    expect(await screen.findByRole('region', { name: 'Declared → Mitigated (median)' })).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'From' }), 'Resolved');
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ metric: 'resolvedAt-closedAt' }),
    );
  });

  it('marks a change of the definition in the picture, its table and a list', async () => {
    const change = {
      at: '2026-11-05T03:00:00.000Z',
      kind: 'version',
      key: 'ttr',
      metrics: ['ttr'],
      from: 1,
      to: 2,
      by: null,
    };
    const unrelated = { ...change, key: 'recurrence', metrics: ['recurrence'] };
    const { user } = await renderPage('/trends', {
      answers: { ...answers(), 'GET /api/v1/metrics/definition-changes': { items: [change, unrelated] } },
    });
    expect(await screen.findByText(/Marked in the picture: a change of the definition/)).toBeVisible();
    expect(screen.getAllByText(/Time to restore \(TTR\): version 1 → 2/)).toHaveLength(3);
    expect(screen.getAllByText(/Recurrence rate: version 1 → 2/)).toHaveLength(1);
    await user.keyboard('b');
    const table = await screen.findByRole('table', { name: 'Durations by period' });
    expect(within(table).getByRole('row', { name: /Definition changed: Time to restore/ })).toBeVisible();
  });

  it('leads from a rate to the list of its incidents', async () => {
    await renderPage('/trends?cause=network', { answers: answers() });
    const tile = await screen.findByRole('region', { name: 'Incidents' });
    expect(within(tile).getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      expect.stringContaining('causeCategory=network'),
    );
  });

  it('shows how long alerts fire by service and month, each count with its alerts', async () => {
    const { requests } = await renderPage('/trends?service=3&team=1&tables=alert-durations', {
      answers: answers(),
    });
    const table = await screen.findByRole('table', { name: 'Durations of alerts by service and month' });
    expect(within(table).getByRole('row', { name: /checkout Oct 2026 5m 1h 30m 41 0/ })).toBeVisible();
    const november = within(table).getByRole('row', {
      name: /Nov 2026.*Not over yet: computed now 1m — 7 2/,
    });
    const address = (name: string) =>
      decodeURIComponent(within(november).getByRole('link', { name }).getAttribute('href') ?? '');
    for (const [name, open] of Object.entries({ 7: '0', 2: '1' })) {
      expect(address(name)).toMatch(/^\/episodes\?/);
      for (const part of ['from=2026-11-01', 'to=2026-12-01', 'tz=UTC', 'ruleService=3', `open=${open}`])
        expect(address(name)).toContain(part);
    }
    expect(requests.find(({ path }) => path === '/api/v1/metrics/alert-durations')?.query).toEqual({
      from: '2026-08',
      to: '2026-12',
      service: '3',
      team: '1',
      language: 'en',
    });
  });

  it('says in Japanese that nothing has fired, and what narrowed it', async () => {
    await renderPage('/trends?service=3', {
      answers: {
        ...answers(),
        'GET /api/v1/metrics/alert-durations': { ...alertDurations, services: [] },
      },
      language: 'ja',
    });
    expect(await screen.findByText('この期間のアラートはありません')).toBeVisible();
    expect(screen.getByText(/選んだサービスやチームのルールは、2026\/8以降に発報していません/)).toBeVisible();
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
