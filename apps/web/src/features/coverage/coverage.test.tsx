import { describe, expect, it } from '@jest/globals';
import type { CoverageCell, CoverageGap, CoverageResponse } from '@tenken/shared/coverage.contract';
import type { DetectionLedgerResponse } from '@tenken/shared/detection.contract';
import { act, screen, waitFor, within } from '@testing-library/react';
import { renderPage, testUser } from '../../testing/renderApp.js';

const cell = (over: Partial<CoverageCell>): CoverageCell => ({
  signal: 'latency',
  state: 'none',
  rules: [],
  proof: null,
  gapIds: [],
  ...over,
});
const matrix: CoverageResponse = {
  definition: { key: 'coverage', version: 1, text: '' },
  signals: ['latency', 'errors'],
  services: [
    {
      id: '3',
      name: 'checkout',
      parentId: null,
      cells: [
        cell({ state: 'untested', rules: [{ id: '7', name: 'CheckoutLatency', signalOrigin: 'guessed' }] }),
        cell({ signal: 'errors', state: 'gap', gapIds: ['1'] }),
      ],
    },
    { id: '4', name: 'search', parentId: '3', cells: [cell({}), cell({ signal: 'errors' })] },
  ],
  unmapped: [{ id: '9', name: 'Odd', serviceId: null, serviceName: null }],
  counts: { gap: 1, none: 2, untested: 1, accepted: 0, proven: 0 },
};
const gap: CoverageGap = {
  id: '1',
  serviceId: '3',
  serviceName: 'checkout',
  signal: 'errors',
  incident: { id: '5', title: 'Checkout broke', severity: 'SEV2' },
  reviewSessionId: null,
  expected: '5xx over 2 %',
  owner: null,
  ownerId: null,
  dueOn: '2026-11-01',
  status: 'open',
  isOverdue: true,
  acceptedReason: null,
  acceptedUntil: null,
  acceptanceExpired: false,
  closingRule: null,
  closedAt: null,
  proof: null,
  actionItem: null,
  rowVersion: 4,
  createdAt: '2026-10-01T00:00:00.000Z',
  deletedAt: null,
};
const ledger: DetectionLedgerResponse = {
  definition: { key: 'recall', version: 1, text: '' },
  from: '2026-08-24T00:00:00.000Z',
  to: '2026-11-16T00:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  items: [
    {
      incidentId: '5',
      title: 'Checkout broke',
      severity: 'SEV2',
      services: [{ id: '3', name: 'checkout' }],
      startedAt: '2026-11-02T01:00:00.000Z',
      detectedAt: '2026-11-02T01:10:00.000Z',
      detectionSource: 'customer',
      outcome: 'missed',
      firstAlert: null,
      proposedOutcome: 'missed',
      proposedAlert: null,
      confirmedLinks: 0,
      proposedLinks: 0,
      coverageGapIds: [],
    },
  ],
  nextCursor: null,
  recall: {
    confirmed: { value: 0.5, lower: 0.2, upper: 0.8, n: 8 },
    withProposed: null,
    confirmedCounts: { caught: 4, late: 1, missed: 3, unknown: 2 },
    withProposedCounts: { caught: 0, late: 0, missed: 0, unknown: 10 },
  },
  detectionSources: { customer: 1 },
};
const answers = {
  'GET /api/v1/coverage': matrix,
  'GET /api/v1/coverage-gaps': { items: [gap], nextCursor: null },
  'GET /api/v1/coverage-gaps/1': gap,
  'GET /api/v1/detection-ledger': ledger,
  'GET /api/v1/metrics/recall': {
    definition: ledger.definition,
    from: ledger.from,
    to: ledger.to,
    timeZone: 'Asia/Tokyo',
    whole: ledger.recall,
    groups: [
      {
        key: '3',
        label: 'checkout',
        total: { ...ledger.recall, withProposedCounts: { caught: 5, late: 1, missed: 2, unknown: 2 } },
        buckets: [],
      },
    ],
  },
  'GET /api/v1/coverage/cells': {
    items: [{ ...matrix.services[0]!.cells[1]!, serviceId: '3', serviceName: 'checkout' }],
    nextCursor: null,
    total: 1,
  },
  'PATCH /api/v1/alert-rules/9': undefined,
  'GET /api/v1/alert-rules': { items: [], nextCursor: null, total: 0, facets: [] },
  'GET /api/v1/users': { items: [] },
  'GET /api/v1/services': { items: [], nextCursor: null },
};
const grid = () => screen.findByRole('grid', { name: 'Services and signals' });

describe('coverage', () => {
  it('says the state of each cell in words, and moves by arrows with one tab stop', async () => {
    const { user, router } = await renderPage('/coverage', { answers });
    const first = within(await grid()).getByRole('button', { name: /checkout, Latency: Untested 1 rule/ });
    expect(
      within(await grid())
        .getAllByRole('button')
        .filter((one) => one.tabIndex === 0),
    ).toEqual([first]);
    act(() => first.focus());
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAccessibleName(/checkout, Errors: Gap/);
    await user.keyboard('{ArrowDown}{Home}');
    expect(document.activeElement).toHaveAccessibleName(/search, Latency: None/);
    await user.keyboard('{ArrowUp}{Enter}');
    expect(router.state.location.search).toMatchObject({ cell: '3.latency' });
    const details = await screen.findByRole('dialog', { name: 'checkout: Latency' });
    expect(within(details).getByRole('link', { name: 'CheckoutLatency' })).toHaveAttribute(
      'href',
      '/rules/7',
    );
    expect(within(details).getByText('signal guessed from its name')).toBeVisible();
  });

  it('records a gap in a cell by its key, and takes it back', async () => {
    const { user, requests } = await renderPage('/coverage', {
      answers: {
        ...answers,
        'GET /api/v1/services': undefined,
        'POST /api/v1/coverage-gaps': gap,
        'PATCH /api/v1/coverage-gaps/1': gap,
      },
    });
    const errors = within(await grid()).getByRole('button', { name: /checkout, Errors/ });
    act(() => errors.focus());
    await user.keyboard('a');
    const dialog = await screen.findByRole('dialog', { name: 'Record a coverage gap' });
    await user.click(within(dialog).getByLabelText('What should have fired?'));
    await user.paste('5xx over 2 %');
    await user.click(within(dialog).getByRole('button', { name: 'Record the gap' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        serviceId: '3',
        signal: 'errors',
        expected: '5xx over 2 %',
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('z');
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
        rowVersion: 4,
        deleted: true,
      }),
    );
  });

  it('accepts only with a reason and a day', async () => {
    const { user, requests } = await renderPage('/coverage', {
      answers: { ...answers, 'PATCH /api/v1/coverage-gaps/1': { ...gap, status: 'accepted' } },
    });
    await user.click(await screen.findByRole('button', { name: 'Change the gap checkout: Errors' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Accept for now…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Live without it for now' });
    await user.click(within(dialog).getByRole('button', { name: 'Accept' }));
    expect(within(dialog).getByText('Needed')).toBeVisible();
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
    await user.click(within(dialog).getByLabelText(/Why is that acceptable/));
    await user.paste('retired in spring');
    await user.click(within(dialog).getByRole('button', { name: 'Accept' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
        rowVersion: 4,
        status: 'accepted',
        acceptedReason: 'retired in spring',
        acceptedUntil: '2027-02-19',
      }),
    );
  });

  it('counts confirmed and proposed links apart, and asks for incidents that people noticed', async () => {
    const { requests } = await renderPage('/coverage', { answers });
    // the figure, and later the service's line in the table below
    expect((await screen.findAllByText('50% (4 of 8)'))[0]).toBeVisible();
    expect(screen.getByText('It cannot be told of any incident of this period')).toBeVisible();
    const asked = requests
      .filter(({ path }) => path === '/api/v1/detection-ledger')
      .map(({ query }) => query);
    expect(asked.map((query) => query.detectionSource)).toContain('customer,colleague,partner,chance');
    expect(screen.getByRole('button', { name: 'Record a gap from Checkout broke' })).toBeVisible();
  });

  it('never counts rules of no cell as covered, and lists them', async () => {
    const { user } = await renderPage('/coverage', { answers });
    await user.click(await screen.findByRole('button', { name: 'Show them' }));
    expect(screen.getByRole('link', { name: 'Odd' })).toHaveAttribute('href', '/rules/9');
  });

  it('gives viewers nothing to press that they may not do', async () => {
    await renderPage('/coverage', { answers, user: { ...testUser, role: 'viewer' } });
    await grid();
    expect(screen.queryByRole('button', { name: /Record a gap/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /Change the gap/ })).toBeNull();
  });

  it('leads from the count of a state to its cells, and from recall to the incidents not told in time', async () => {
    const { requests } = await renderPage('/coverage?state=gap', { answers });
    expect(await screen.findByText('1 cell')).toBeVisible();
    expect(requests.find(({ path }) => path === '/api/v1/coverage/cells')?.query.state).toBe('gap');
    const late = (await screen.findByRole('table', { name: 'Told in time, by', hidden: true })).querySelector(
      'td:last-child a',
    );
    expect(late?.textContent).toBe('3');
    expect(late?.getAttribute('href')).toContain('outcome=late,missed');
    expect(late?.getAttribute('href')).toContain('service=3');
  });

  it('takes a word of the team’s own for what a rule watches', async () => {
    const { user, requests } = await renderPage('/coverage', { answers });
    await user.click(await screen.findByText('Show them'));
    await user.click(await screen.findByText('Set the signal'));
    await user.type(
      await screen.findByLabelText(/What does Odd watch/, { selector: 'input' }),
      'Queue age{Enter}',
    );
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')).toMatchObject({
        path: '/api/v1/alert-rules/9',
        body: { signal: 'queue_age' },
      }),
    );
  });

  it('shows the other parts when one fails', async () => {
    await renderPage('/coverage', { answers: { ...answers, 'GET /api/v1/coverage': { status: 400 } } });
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(await screen.findByText('5xx over 2 %')).toBeVisible();
  });

  it('speaks Japanese throughout', async () => {
    await renderPage('/coverage', { answers, language: 'ja' });
    expect(await screen.findByRole('grid', { name: 'サービスとシグナル' })).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'インシデントの検知経路' })).toBeVisible();
  });
});
