import { describe, expect, it } from '@jest/globals';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { screen, waitFor, within } from '@testing-library/react';
import type { SentRequest } from '../../testing/answerFetch.js';
import { type RenderOptions, renderPage, testUser } from '../../testing/renderApp.js';
import { sourceRow } from './sources.fixture.js';

const ADMIN = { ...testUser, role: 'admin' as const };
const AS_OF = '2026-11-21T08:00:00Z';

const render = (items: SourceRow[], options: RenderOptions & { path?: string } = {}) =>
  renderPage(options.path ?? '/data', {
    user: ADMIN,
    ...options,
    answers: { 'GET /api/v1/sources': { items, asOf: AS_OF }, ...options.answers },
  });

describe('sources', () => {
  it('lists them with their state, and leads from each figure to its rows', async () => {
    await render([
      sourceRow({ quarantined: 3, pending: 2 }),
      sourceRow({ id: '2', name: 'Batch', lastDeliveryAt: null }),
    ]);
    const row = (await screen.findByRole('button', { name: 'Prod Alertmanager' })).closest('tr')!;
    expect(within(row).getByText('Some could not be read')).toBeVisible();
    expect(within(row).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      expect.stringContaining('/data/quarantine?from_source=1'),
    );
    expect(within(row).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      expect.stringContaining('state=pending'),
    );
    const episodes = within(row).getByRole('link', { name: '42' }).getAttribute('href')!;
    expect(episodes).toContain('/episodes?');
    for (const part of ['source=1', 'from=2026-11-15', 'to=2026-11-22', 'tz=UTC'])
      expect(episodes).toContain(part);
    expect(screen.getByText('never')).toBeVisible();
    expect(screen.getByText('Nothing received yet')).toBeVisible();
  });

  it('says what to do when there is none, in Japanese too', async () => {
    await render([], { language: 'ja' });
    expect(await screen.findByText('ソースはまだありません')).toBeVisible();
    expect(screen.getByRole('button', { name: 'ソースを追加' })).toBeVisible();
  });

  it('says so when the list cannot be had, and tries again', async () => {
    const { user } = await render([], {
      answers: {
        'GET /api/v1/sources': {
          status: 503,
          body: {
            type: 'about:blank',
            title: 'x',
            status: 503,
            code: 'database_unavailable',
            detail: 'x',
            requestId: 'r-1',
          },
        },
      },
    });
    expect(await screen.findByText(/r-1/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
  });

  it('adds a source: kind, name, then what to paste, then the first delivery', async () => {
    let delivered = false;
    const source = sourceRow({ id: '9', name: 'Prod', lastDeliveryAt: null });
    const { user, requests } = await render([sourceRow()], {
      answers: {
        'POST /api/v1/sources': { source, token: 'tnk_secret', secret: null },
        'GET /api/v1/sources/9': () => ({ ...source, lastDeliveryAt: delivered ? AS_OF : null }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Add a source' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: /Name/ }), 'Prod');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await within(dialog).findByText('tnk_secret')).toBeVisible();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      kind: 'alertmanager',
      name: 'Prod',
    });
    expect(within(dialog).getByRole('region', { name: 'Alertmanager, by webhook' })).toHaveTextContent(
      'credentials: tnk_secret',
    );
    expect(await within(dialog).findByText('Waiting for the first delivery…')).toBeVisible();
    delivered = true;
    await waitFor(() =>
      expect(within(dialog).getByText('The first delivery has arrived and was read')).toBeVisible(),
    );
  });

  it('keeps a routing key that senders have already', async () => {
    const source = sourceRow({
      id: '9',
      kind: 'pagerduty-events',
      name: 'Old senders',
      lastDeliveryAt: null,
    });
    const { user, requests } = await render([sourceRow()], {
      path: '/data?add=1',
      answers: {
        'POST /api/v1/sources': { source, token: null, secret: null },
        'GET /api/v1/sources/9': source,
      },
    });
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: 'PagerDuty Events API' }));
    await user.type(within(dialog).getByRole('textbox', { name: /Name/ }), 'Old senders');
    const field = within(dialog).getByRole('textbox', { name: 'Routing key in use' });
    const create = within(dialog).getByRole('button', { name: /Create the source/ });
    await user.type(field, 'abcdef0123456789');
    expect(within(dialog).getByText('Expected 32 letters and digits')).toBeVisible();
    expect(create).toBeDisabled();
    await user.type(field, 'abcdef0123456789');
    await user.click(create);
    expect(await within(dialog).findByText('Waiting for the first delivery…')).toBeVisible();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      kind: 'pagerduty-events',
      name: 'Old senders',
      secret: 'abcdef0123456789abcdef0123456789',
    });
  });

  it('takes the secret that the sender made, after the sender has shown it', async () => {
    const source = sourceRow({
      id: '9',
      kind: 'pagerduty',
      name: 'PD',
      receiverUrl: null,
      lastDeliveryAt: null,
    });
    const { user, requests } = await render([sourceRow()], {
      path: '/data?add=1',
      answers: {
        'POST /api/v1/sources': { source, token: null, secret: null },
        'GET /api/v1/sources/9': source,
        'POST /api/v1/sources/9/credentials': {
          source: { ...source, hasSecret: true },
          token: null,
          secret: null,
        },
      },
    });
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: 'Filter' }), 'webhook v3');
    expect(within(dialog).getAllByRole('radio')).toHaveLength(1);
    await user.click(within(dialog).getByRole('radio', { name: 'PagerDuty' }));
    await user.type(within(dialog).getByRole('textbox', { name: /Name/ }), 'PD');
    await user.click(within(dialog).getByRole('button', { name: /Create the source/ }));
    expect(await within(dialog).findByText('No secret yet: nothing can come in')).toBeVisible();
    await user.type(within(dialog).getByLabelText('Secret of PagerDuty'), 'pd-secret-0123456789');
    await user.click(within(dialog).getByRole('button', { name: 'Save the secret' }));
    await waitFor(() =>
      expect(requests.find(({ path }) => path.endsWith('/credentials'))?.body).toEqual({
        secret: 'pd-secret-0123456789',
      }),
    );
    expect(within(dialog).queryByText('No secret yet: nothing can come in')).toBeNull();
  });

  it('asks for the topics of CloudWatch before it makes the source', async () => {
    const { user } = await render([sourceRow()], { path: '/data?add=1' });
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: 'Amazon CloudWatch' }));
    await user.type(within(dialog).getByRole('textbox', { name: /^Name/ }), 'AWS');
    expect(within(dialog).getByRole('button', { name: /Create the source/ })).toBeDisabled();
    await user.type(
      within(dialog).getByRole('textbox', { name: /Topics that may be subscribed/ }),
      'arn:aws:sns:ap-northeast-1:123456789012:alarms',
    );
    expect(within(dialog).getByRole('button', { name: /Create the source/ })).toBeEnabled();
  });

  it('lets members look and only administrators change', async () => {
    await render([sourceRow()], {
      user: testUser,
      path: '/data?source=1',
      answers: { 'GET /api/v1/sources/1': sourceRow() },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByText('Only administrators can change sources.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add a source' })).toBeNull();
    expect(within(drawer).queryByRole('button', { name: 'Disable' })).toBeNull();
  });

  it('renews credentials with an overlap, and shows the new ones once', async () => {
    const source = sourceRow({ oldCredentialsUntil: '2026-11-22T08:00:00Z' });
    const { user, requests } = await render([source], {
      path: '/data?source=1',
      answers: {
        'GET /api/v1/sources/1': source,
        'POST /api/v1/sources/1/credentials': { source, token: 'tnk_new', secret: null },
      },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByText(/The credentials from before work until/)).toHaveTextContent(
      '22 Nov 2026 17:00 JST',
    );
    await user.click(within(drawer).getByRole('button', { name: 'New credentials…' }));
    await user.click(await screen.findByRole('button', { name: 'Make new credentials' }));
    expect(await screen.findByText('tnk_new')).toBeInTheDocument();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ overlapHours: 24 });
  });

  it('disables with an undo', async () => {
    let disabledAt: string | null = null;
    const { user, requests } = await render([sourceRow()], {
      path: '/data?source=1',
      answers: {
        'GET /api/v1/sources/1': () => sourceRow({ disabledAt }),
        'PATCH /api/v1/sources/1': (request: SentRequest) => {
          disabledAt = (request.body as { disabled: boolean }).disabled ? AS_OF : null;
          return sourceRow({ disabledAt });
        },
      },
    });
    const drawer = await screen.findByRole('dialog');
    await user.click(await within(drawer).findByRole('button', { name: 'Disable' }));
    await user.click(await screen.findByRole('button', { name: 'Undo', hidden: true }));
    await waitFor(() =>
      expect(requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
        { disabled: true },
        { disabled: false },
      ]),
    );
  });
});
