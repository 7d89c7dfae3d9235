import { describe, expect, it } from '@jest/globals';
import type { ImportJobResponse } from '@tenken/shared/imports.contract';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';

const JOB: ImportJobResponse = {
  id: '5',
  kind: 'incidents',
  stage: 'done',
  dryRun: true,
  fileName: 'incidents.csv',
  total: 2,
  counts: { read: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 },
  rowsPerSecond: 200,
  secondsLeft: null,
  error: null,
  createdBy: 'Aki',
  createdAt: '2026-11-21T08:00:00.000Z',
  startedAt: '2026-11-21T08:00:00.000Z',
  finishedAt: '2026-11-21T08:00:01.000Z',
  format: 'csv',
  encoding: 'shift_jis',
  reading: { by: 'fields', mapping: null },
  canImport: true,
  preview: [{ title: 'Checkout failed' }],
  rejects: [
    { line: 3, field: 'startedAt', reason: 'expected a time with a zone', raw: 'x', code: null, params: {} },
  ],
};
const answers = {
  'GET /api/v1/sources': { items: [], asOf: '2026-11-21T08:00:00Z' },
  'GET /api/v1/import-jobs': { items: [JOB], nextCursor: null },
  'GET /api/v1/import-jobs/5': JOB,
};

describe('imports', () => {
  it('say that nothing was imported yet', async () => {
    await renderPage('/data/imports', {
      answers: { ...answers, 'GET /api/v1/import-jobs': { items: [], nextCursor: null } },
    });
    expect(await screen.findByText('Nothing was imported yet')).toBeVisible();
  });

  it('check a file first, show what would happen and why a line was not taken, then import it', async () => {
    const { user, requests, router } = await renderPage('/data/imports', {
      answers: { ...answers, 'POST /api/v1/import/incidents': { id: '5' } },
    });
    const input = (await screen.findByText('Bring in a file'))
      .closest('section, div')!
      .ownerDocument.querySelector('input[type=file]')!;
    await user.upload(
      input as HTMLInputElement,
      new File(['externalId,title\n'], 'incidents.csv', { type: 'text/csv' }),
    );
    await user.click(screen.getByRole('button', { name: 'Check first' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ job: '5' }));
    expect(await screen.findByText('would be 1 new, 0 changed, 0 as before, 1 rejected')).toBeVisible();
    expect(screen.getByText('expected a time with a zone')).toBeVisible();
    expect(screen.getByText(/Read as csv, Shift_JIS/)).toBeVisible();
    const sent = requests.filter(({ method }) => method === 'POST');
    expect(sent.map(({ query }) => query)).toEqual([{ dryRun: 'true', fileName: 'incidents.csv' }]);
    await user.click(screen.getByRole('button', { name: 'Import this file now' }));
    await waitFor(() => expect(requests.filter(({ query }) => query.dryRun === 'false')).toHaveLength(1));
  });

  it('show progress and can be cancelled while they run', async () => {
    const running = { ...JOB, stage: 'running', dryRun: false, counts: { ...JOB.counts, read: 1 } };
    const { user, requests } = await renderPage('/data/imports?job=5', {
      answers: {
        ...answers,
        'GET /api/v1/import-jobs/5': running,
        'POST /api/v1/import-jobs/5/cancel': { ...JOB, stage: 'cancelled' },
      },
    });
    expect(await screen.findByRole('progressbar', { name: '1 of 2 rows' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel the import' }));
    await waitFor(() => expect(requests.some(({ path }) => path.endsWith('/5/cancel'))).toBe(true));
  });
});
