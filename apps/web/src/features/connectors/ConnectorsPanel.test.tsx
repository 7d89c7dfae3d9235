import { describe, expect, it } from '@jest/globals';
import type { ConnectorRow } from '@tenken/shared/connectors.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { problem, type SentRequest } from '../../testing/answerFetch.js';
import { type RenderOptions, renderPage, testUser } from '../../testing/renderApp.js';
import { connectorDetail, connectorRow, connectorRun } from './connectors.fixture.js';

const ADMIN = { ...testUser, role: 'admin' as const };
const AS_OF = '2026-11-21T08:00:00Z';
const source = (id: string, kind: string, name: string) => ({
  id,
  kind,
  key: `k${id}`,
  name,
  teamId: null,
  serviceId: null,
  settings: {},
  hasSecret: false,
  oldCredentialsUntil: null,
  isSample: false,
  createdAt: AS_OF,
  disabledAt: null,
  ingestUrl: null,
  receiverUrl: null,
  lastDeliveryAt: null,
  lastError: null,
  pending: 0,
  quarantined: 0,
  episodesLast7Days: 0,
  episodesFrom: '2026-11-15',
  episodesTo: '2026-11-22',
  alertRules: 0,
});
const SOURCES = [
  source('5', 'pagerduty', 'Prod PagerDuty'),
  source('6', 'alertmanager', 'Prod Alertmanager'),
  source('7', 'generic', 'Batch'),
];

const render = (items: ConnectorRow[], options: RenderOptions & { path?: string } = {}) =>
  renderPage(options.path ?? '/data/connectors', {
    user: ADMIN,
    ...options,
    answers: {
      'GET /api/v1/sources': { items: SOURCES, asOf: AS_OF },
      'GET /api/v1/connectors': { items, asOf: AS_OF },
      ...options.answers,
    },
  });

describe('connectors', () => {
  it('lists them with last success, lag, drift and history', async () => {
    await render([
      connectorRow(),
      connectorRow({
        id: '2',
        kind: 'prometheus-rules',
        sourceName: 'Prod Alertmanager',
        drift: null,
        history: null,
        lagSeconds: 120,
      }),
      connectorRow({
        id: '3',
        kind: 'opsgenie',
        sourceName: 'Old Opsgenie',
        lastSuccessAt: null,
        lagSeconds: null,
        drift: null,
        history: { from: AS_OF, until: AS_OF, doneFrom: AS_OF, share: 0.9999 },
        lastError: {
          at: AS_OF,
          code: 'unauthorized',
          detail: 'api.opsgenie.com does not accept the token (401).',
        },
      }),
    ]);
    const row = (name: string) => screen.getByRole('button', { name }).closest('tr')!;
    await screen.findByRole('button', { name: 'PagerDuty incidents' });
    const well = within(row('PagerDuty incidents'));
    expect(well.getByText('Working')).toBeVisible();
    expect(well.getByText('5h 00m')).toBeVisible();
    expect(well.getByRole('button', { name: '2 missing, 1 different' })).toBeVisible();
    expect(well.getByText('90 days are there')).toBeVisible();
    const rules = within(row('Prometheus rules'));
    expect(rules.getByText(/nothing of this comes by itself/)).toBeVisible();
    expect(rules.getByText('has no history')).toBeVisible();
    const failing = within(row('Opsgenie alerts'));
    expect(failing.getByText('Failing')).toBeVisible();
    expect(failing.getByText('The token is not accepted.')).toBeVisible();
    // what is unknown is a dash, and what is almost there is not there
    expect(failing.getByText('—')).toBeVisible();
    expect(failing.getByText('99% of 90 days')).toBeVisible();
  });

  it('says what to do when there is none, in Japanese too, and who may', async () => {
    const { unmount } = (await render([], { language: 'ja' })) as { unmount?: () => void };
    expect(await screen.findByText('コネクタはまだありません')).toBeVisible();
    expect(screen.getByRole('button', { name: 'コネクタを追加' })).toBeVisible();
    unmount?.();
  });

  it('offers nothing to those who may not add', async () => {
    await render([], { user: testUser });
    expect(await screen.findByText('Only administrators can add connectors.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add a connector' })).toBeNull();
  });

  it('says so when the list cannot be had', async () => {
    await render([], {
      answers: { 'GET /api/v1/connectors': { status: 503, body: problem(503, 'database_unavailable', 'x') } },
    });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('tests a connection before it is added, and says why it does not work', async () => {
    let answer: object = {
      ok: false,
      code: 'address_refused',
      detail: 'pd.internal leads to 10.0.0.1 and is refused: it is private.',
      records: null,
    };
    const { user, requests } = await render([], {
      answers: {
        'POST /api/v1/connectors/test': () => answer,
        'POST /api/v1/connectors': () => ({ status: 201, body: connectorRow({ id: '9' }) }),
        'GET /api/v1/connectors/9': connectorDetail({ connector: connectorRow({ id: '9' }) }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Add a connector' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add a connector' });
    expect(within(dialog).getByLabelText(/^Address/)).toHaveValue('https://api.pagerduty.com');
    const test = within(dialog).getByRole('button', { name: 'Test the connection' });
    // PagerDuty answers nobody without a token
    expect(test).toBeDisabled();
    await user.type(within(dialog).getByLabelText(/^Token/), 'pd-key');
    await user.click(test);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Tenken must not ask this address.');
    expect(alert).toHaveTextContent('OUTBOUND_ALLOW');
    expect(alert).toHaveTextContent('10.0.0.1');

    answer = { ok: true, code: null, detail: null, records: 3 };
    await user.click(test);
    expect(await within(dialog).findByRole('status')).toHaveTextContent(
      'It works: 3 records of the last day',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Add the connector' }));
    const sent = () =>
      requests.find((one: SentRequest) => one.method === 'POST' && one.path === '/api/v1/connectors');
    await waitFor(() => expect(sent()).toBeDefined());
    expect(sent()!.body).toEqual({
      sourceId: '5',
      kind: 'pagerduty',
      url: 'https://api.pagerduty.com',
      token: 'pd-key',
      settings: {},
    });
  });

  it('shows one with its runs and what they had found, runs it, and takes disabling back', async () => {
    const { user, requests } = await render([connectorRow()], {
      path: '/data/connectors?connector=1',
      answers: {
        'GET /api/v1/connectors/1': connectorDetail({
          connector: connectorRow({
            history: {
              from: '2026-07-03T00:00:00Z',
              until: '2026-10-01T00:00:00Z',
              doneFrom: '2026-08-17T00:00:00Z',
              share: 0.5,
            },
          }),
          runs: [
            connectorRun(),
            connectorRun({
              id: '9',
              stage: 'paused',
              errorCode: 'rate_limited',
              missing: null,
              different: null,
            }),
          ],
        }),
        'POST /api/v1/connectors/1/run': () => ({ status: 202, body: connectorRow({ isRunning: true }) }),
        'PATCH /api/v1/connectors/1': connectorRow({ disabledAt: AS_OF }),
      },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByRole('progressbar', { name: 'History fetched: 50%' })).toBeVisible();
    expect(within(drawer).getByText('2 / 1')).toBeVisible();
    expect(within(drawer).getByText('— / —')).toBeVisible();
    expect(within(drawer).getByText('The sender asks to come back later.')).toBeVisible();
    const link = within(drawer).getByRole('link', { name: 'Disk nearly full' });
    expect(decodeURIComponent(link.getAttribute('href')!)).toContain('ids=7.1795212600000.UFQ0S0hMSw');
    expect(within(drawer).getByText(/End: — →/)).toBeVisible();

    await user.click(within(drawer).getByRole('button', { name: 'Run now' }));
    await waitFor(() => expect(requests.some(({ path }) => path === '/api/v1/connectors/1/run')).toBe(true));
    await user.click(within(drawer).getByRole('button', { name: 'Disable' }));
    const bodies = () => requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    await waitFor(() => expect(bodies()).toEqual([{ disabled: true }]));
  });
});
