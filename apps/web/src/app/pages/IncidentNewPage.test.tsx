import { afterEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { incidentResponse } from '../../features/incidents/incidents.fixture.js';
import { renderPage, testUser } from '../../testing/renderApp.js';

const answers = {
  'POST /api/v1/incidents': incidentResponse(),
  'GET /api/v1/incidents/7': incidentResponse(),
};
afterEach(() => localStorage.clear());

describe('IncidentNewPage', () => {
  it('needs only a title', async () => {
    const { user, router, requests } = await renderPage('/incidents/new', { answers });
    await user.click(await screen.findByRole('button', { name: 'Report' }));
    expect(await screen.findByText('Say in one sentence what happened.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /In one sentence/ }), 'Nobody can pay');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/incidents/7'));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      title: 'Nobody can pay',
      detectionSource: 'unknown',
      services: [],
    });
    expect(localStorage.getItem('tenken.incident-draft')).toBeNull();
  });

  it('works the severity out from plain answers and sends them as the reason', async () => {
    const { user, requests } = await renderPage('/incidents/new', { answers });
    await user.type(await screen.findByRole('textbox', { name: /In one sentence/ }), 'Slow');
    await user.click(screen.getByRole('button', { name: 'No' }));
    await user.click(screen.getAllByRole('button', { name: 'Yes' })[1]!);
    expect(
      screen.getByText('All customers, or a main function: fixed ahead of normal work.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Report' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
        severity: 'SEV2',
        severityReason: 'Is security or money affected? No Is something impossible for all customers? Yes',
      }),
    );
  });

  it('keeps a draft, and takes "now" in the zone that it names', async () => {
    const { user } = await renderPage('/incidents/new', { answers });
    await user.click(await screen.findByRole('button', { name: 'It began: Now' }));
    expect(screen.getByLabelText('It began (JST)')).toHaveValue('2026-11-21T17:00');
    await waitFor(() =>
      expect(localStorage.getItem('tenken.incident-draft')).toContain('2026-11-21T17:00:00+09:00'),
    );
  });

  it('warns of impossible times without refusing them', async () => {
    localStorage.setItem(
      'tenken.incident-draft',
      JSON.stringify({
        title: 'Draft',
        summary: '',
        startedAt: '2026-11-21T10:00:00+09:00',
        detectedAt: '2026-11-21T09:00:00+09:00',
        isOver: null,
        resolvedAt: null,
        detectionSource: 'unknown',
        serviceIds: [],
        otherService: '',
        severity: null,
        answers: {},
      }),
    );
    await renderPage('/incidents/new', { answers });
    expect(await screen.findByText(/“Impact began” is later than “Detected”/)).toBeInTheDocument();
    expect(screen.getByText('You had begun a report. It is as you left it.')).toBeInTheDocument();
  });

  it('is closed to viewers', async () => {
    await renderPage('/incidents/new', { user: { ...testUser, role: 'viewer' } });
    expect(await screen.findByText('Your role does not allow this.')).toBeInTheDocument();
  });
});
