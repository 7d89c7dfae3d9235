import { describe, expect, it } from '@jest/globals';
import type { SchemaFinding, SourceSchemaResponse } from '@tenken/shared/schema-drift.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { type RenderOptions, renderApp, renderPage, testUser } from '../../testing/renderApp.js';
import { SourceDriftPanel } from './SourceDriftPanel.js';
import { sourceRow } from './sources.fixture.js';

const PATH = '/api/v1/sources/1/schema';
const finding = (change: Partial<SchemaFinding> = {}): SchemaFinding => ({
  adapter: 'generic',
  path: 'alerts[].team',
  kind: 'new',
  since: '2026-11-21T05:00:00Z',
  lastSeenAt: '2026-11-21T07:00:00Z',
  lastAbsentAt: null,
  types: ['text'],
  retypedTo: null,
  example: '"sre"',
  seen: 2,
  absent: 0,
  ...change,
});
const schema = (findings: SchemaFinding[], change: object = {}): SourceSchemaResponse => ({
  schemas: [
    {
      adapter: 'generic',
      sampled: 80,
      firstSampledAt: '2026-11-01T00:00:00Z',
      lastSampledAt: '2026-11-21T07:00:00Z',
      baselineAt: '2026-11-03T00:00:00Z',
      fields: 12,
      ...change,
    },
  ],
  findings,
});
const render = (answer: unknown, options: RenderOptions = {}) =>
  renderApp(<SourceDriftPanel sourceId="1" />, {
    ...options,
    answers: { [`GET ${PATH}`]: answer, ...options.answers },
  });

describe('the shape of what a source sends', () => {
  it('lists what is new, missing and of another type, since when and with an example', async () => {
    await render(
      schema([
        finding(),
        finding({ path: 'run.id', kind: 'missing', absent: 1, example: null }),
        finding({ path: 'n', kind: 'retyped', types: ['number'], retypedTo: 'text', example: '"5"' }),
      ]),
    );
    const added = await screen.findByRole('region', { name: 'alerts[].team' });
    expect(added).toHaveTextContent(/New field.*Came first at .*14:00.*2 times.*Example: "sre"/);
    expect(screen.getByRole('region', { name: 'run.id' })).toHaveTextContent(
      /Missing field.*Was always there; missing since .*14:00.*1 time among.*last seen at .*16:00/,
    );
    expect(screen.getByRole('region', { name: 'n' })).toHaveTextContent(/text instead of number/);
  });

  it('lets a person call it expected, and takes that back', async () => {
    const keys = { adapter: 'generic', path: 'alerts[].team', kind: 'new' };
    const acknowledged = { findings: [{ ...keys, since: '2026-11-21T05:00:00Z' }] };
    const { user, requests } = await render(schema([finding()]), {
      answers: { [`POST ${PATH}/acknowledge`]: acknowledged, [`POST ${PATH}/restore`]: acknowledged },
    });
    await user.click(await screen.findByRole('button', { name: 'alerts[].team is expected' }));
    await user.click(await screen.findByRole('button', { name: 'Undo', hidden: true }));
    await waitFor(() =>
      expect(
        requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]),
      ).toEqual([
        [`${PATH}/acknowledge`, { findings: [keys] }],
        [`${PATH}/restore`, acknowledged],
      ]),
    );
  });

  it('says that it is still learning, and lets that be ended', async () => {
    const { user, requests } = await render(schema([], { baselineAt: null, sampled: 7 }), {
      answers: { [`POST ${PATH}/learned`]: schema([]) },
    });
    expect(await screen.findByText(/Learning the shape: 7 deliveries since/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Expect what has come until now' }));
    await waitFor(() => expect(requests.some(({ path }) => path === `${PATH}/learned`)).toBe(true));
  });

  it('says that nothing changed', async () => {
    await render(schema([]));
    expect(
      await screen.findByText('No change. 12 fields are known from 80 deliveries that were looked at.'),
    ).toBeVisible();
  });

  it('says that nothing was looked at yet, in Japanese too', async () => {
    await render({ schemas: [], findings: [] }, { language: 'ja' });
    expect(await screen.findByText('まだ確認した配信がありません')).toBeVisible();
  });

  it('says that it cannot be had', async () => {
    await render({ status: 503 });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('offers nothing to those who may only look', async () => {
    await render(schema([finding(), finding({ path: 'x' })]), { user: { ...testUser, role: 'viewer' } });
    await screen.findByRole('region', { name: 'x' });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is marked in the list of sources, and shown in the drawer', async () => {
    const row = sourceRow({ kind: 'generic' });
    await renderPage('/data?source=1', {
      answers: {
        'GET /api/v1/sources': { items: [row, sourceRow({ id: '2', name: 'Other' })], asOf: row.createdAt },
        'GET /api/v1/sources/1': row,
        'GET /api/v1/schema-drift': { items: [{ sourceId: '1', findings: 3, since: row.createdAt }] },
        [`GET ${PATH}`]: schema([finding()]),
      },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByRole('region', { name: 'alerts[].team' })).toBeVisible();
    expect(screen.getAllByText('3 changes of shape')).toHaveLength(1);
  });
});
