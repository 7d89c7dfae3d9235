import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { incidentFacets, incidentRow } from '../../features/incidents/incidents.fixture.js';
import { renderPage } from '../../testing/renderApp.js';

const LIST = 'GET /api/v1/incidents';
const FACETS = 'GET /api/v1/incidents/facets';
const none = { items: [], nextCursor: null };

describe('IncidentsPage', () => {
  it('shows rows with durations, and leaves out what figures leave out', async () => {
    const { requests } = await renderPage('/incidents?severity=SEV1&lang=en', {
      answers: { [LIST]: { items: [incidentRow()], nextCursor: null }, [FACETS]: incidentFacets() },
    });
    const row = (await screen.findByRole('rowheader', { name: /Search is down/ })).closest('tr')!;
    for (const text of ['1m', '3m', '42m', '1h 06m', 'Customer', 'Draft', '1 of 2 open'])
      expect(within(row).getByText(text)).toBeInTheDocument();
    expect(requests.find(({ path }) => path === '/api/v1/incidents')?.query).toMatchObject({
      severity: 'SEV1',
      kind: 'incident',
      duplicates: 'exclude',
      timeZone: 'Asia/Tokyo',
    });
  });

  it('says why a duration is not there, and marks doubtful times', async () => {
    const row = incidentRow({
      detectedAt: '2026-11-05T14:00:00.000Z',
      problems: [{ code: 'order_broken', fields: ['startedAt', 'detectedAt'] }],
      resolvedAt: null,
      status: 'open',
    });
    await renderPage('/incidents', {
      answers: { [LIST]: { items: [row], nextCursor: null }, [FACETS]: incidentFacets({ withProblems: 1 }) },
    });
    expect(await screen.findByText('the order cannot be right')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Doubtful times' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '1 with doubtful times' })).toBeInTheDocument();
  });

  it('names the filter that hides everything, and removes it', async () => {
    const { user, router } = await renderPage('/incidents?severity=SEV4', {
      answers: {
        [LIST]: none,
        [FACETS]: incidentFacets({ total: 0, removedBy: [{ filter: 'severity', count: 3 }] }),
      },
    });
    expect(await screen.findByText('“Severity” alone hides 3 incidents.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Remove “Severity”' }));
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('severity'));
  });

  it('is calm when there is nothing, in Japanese as well', async () => {
    await renderPage('/incidents', {
      language: 'ja',
      answers: { [LIST]: none, [FACETS]: incidentFacets({ total: 0 }) },
    });
    expect(await screen.findByText('この期間のインシデントはありません')).toBeInTheDocument();
  });

  it('says that it could not be loaded, with another try', async () => {
    await renderPage('/incidents', { answers: { [LIST]: { status: 503 }, [FACETS]: { status: 503 } } });
    expect(await screen.findByText('This could not be loaded')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('tells of incidents after the range and extends it', async () => {
    const { user, router } = await renderPage('/incidents', {
      answers: {
        [LIST]: none,
        [FACETS]: (request: { query: Record<string, string> }) =>
          incidentFacets({ total: request.query.to === undefined ? 2 : 0 }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Extend the range to today' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ to: '2026-11-22' }));
  });

  it('opens a row by keys', async () => {
    const { user, router } = await renderPage('/incidents', {
      answers: { [LIST]: { items: [incidentRow()], nextCursor: null }, [FACETS]: incidentFacets() },
    });
    await screen.findByRole('rowheader', { name: /Search is down/ });
    await user.keyboard('j{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/incidents/7'));
  });
});
