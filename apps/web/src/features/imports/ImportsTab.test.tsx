import { describe, expect, it } from '@jest/globals';
import type { ImportJobResponse, ImportPreviewResponse } from '@tenken/shared/imports.contract';
import { screen, waitFor, within } from '@testing-library/react';
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
    {
      line: 3,
      field: 'startedAt',
      reason: 'expected a time with a zone',
      raw: 'x',
      code: 'not_an_instant',
      params: { text: 'x' },
      others: [
        {
          field: 'severity',
          reason: 'expected one of SEV1, SEV2, got high',
          code: 'not_one_of',
          params: { allowed: 'SEV1, SEV2', text: 'high' },
        },
        { field: 'trigger', reason: 'no word for this', code: null, params: {} },
      ],
    },
  ],
};
const NO_MAPPING = { columns: [], timeZone: null, dayOrder: null, numbers: 'auto' as const, source: null };
const PREVIEW: ImportPreviewResponse = {
  format: 'csv',
  encoding: 'shift_jis',
  reading: {
    by: 'guessed',
    mapping: {
      ...NO_MAPPING,
      columns: [
        { column: '件名', field: 'title' },
        { column: '発生日時', field: 'startedAt' },
        { column: '備考', field: null },
      ],
    },
  },
  columns: [
    { name: '件名', samples: ['決済障害'] },
    { name: '発生日時', samples: ['2026/11/21 14:05'] },
    { name: '備考', samples: [] },
  ],
  missing: ['externalId'],
  rows: [
    {
      line: 2,
      cells: ['決済障害', '2026/11/21 14:05', ''],
      record: { title: '決済障害' },
      problems: [
        {
          column: '発生日時',
          field: 'startedAt',
          reason: '2026/11/21 14:05 has no time zone',
          code: 'no_zone',
          params: { text: '2026/11/21 14:05' },
        },
      ],
      notes: [],
    },
    {
      line: 3,
      cells: ['検索障害', '1795237500', ''],
      record: { title: '検索障害' },
      problems: [],
      notes: [{ column: '発生日時', readAs: 'seconds', at: '2026-11-21T05:05:00.000Z' }],
    },
  ],
};
const answers = {
  'POST /api/v1/import-previews': PREVIEW,
  'PUT /api/v1/import-mappings/incidents': { id: '7' },
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
      answers: {
        ...answers,
        'POST /api/v1/import/incidents': { id: '5' },
        'POST /api/v1/import-jobs/5/import': { id: '6' },
      },
    });
    await choose(user);
    await user.click(screen.getByRole('button', { name: 'Check first' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ job: '5' }));
    expect(await screen.findByText('would be 1 new, 0 changed, 0 as before, 1 rejected')).toBeVisible();
    const row = within(screen.getByRole('table', { name: 'Rejected lines' })).getByRole('row', {
      name: /^3/,
    });
    expect(row).toHaveTextContent('Expected a time with a zone, such as 2026-11-21T09:30:00+09:00; found: x');
    expect(row).toHaveTextContent('severity: Expected one of SEV1, SEV2; found: high');
    // without a code the server's own words stay
    expect(row).toHaveTextContent('trigger: no word for this');
    expect(screen.getByText('Read as csv, Shift_JIS · 200 rows a second')).toBeVisible();
    const sent = requests.filter(({ path }) => path === '/api/v1/import/incidents');
    expect(sent.map(({ query }) => query)).toEqual([{ dryRun: 'true', fileName: 'incidents.csv' }]);
    await user.click(screen.getByRole('button', { name: 'Import this file now' }));
    // the server still has the file: it is not sent again
    await waitFor(() => expect(router.state.location.search).toMatchObject({ job: '6' }));
  });

  it('show what each column is, what is wrong in its place, and keep what a person chose', async () => {
    const { user, requests } = await renderPage('/data/imports', {
      answers: { ...answers, 'POST /api/v1/import/incidents': { id: '5' } },
    });
    await choose(user);
    const part = within(await screen.findByRole('region', { name: 'How the file is read' }));
    expect(await part.findByText(/guessed by the names/)).toBeVisible();
    expect(part.getByText('Still needed: externalId. Choose the column for each.')).toBeVisible();
    expect(part.getByText('No time zone: choose the zone of the file')).toBeVisible();
    expect(part.getByText(/epoch seconds: /)).toBeVisible();
    expect(part.getByText('1 of the first 2 rows cannot be taken as it is.')).toBeVisible();
    await user.selectOptions(part.getByRole('combobox', { name: 'Field of the column 備考' }), 'externalId');
    await user.click(await part.findByRole('button', { name: 'Times without a zone are Asia/Tokyo' }));
    await waitFor(() => expect(requests.filter(({ path }) => path.endsWith('previews'))).toHaveLength(3));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
    const kept = requests.find(({ method }) => method === 'PUT')?.body as { mapping: { timeZone: string } };
    expect(kept.mapping.timeZone).toBe('Asia/Tokyo');
    const sent = requests.filter(({ path }) => path === '/api/v1/import/incidents');
    expect(sent.map(({ query }) => query)).toEqual([
      { dryRun: 'false', fileName: 'incidents.csv', mapping: '7' },
    ]);
  });

  it('say in Japanese what is wrong', async () => {
    const { user } = await renderPage('/data/imports', { answers, language: 'ja' });
    await choose(user);
    expect(
      await screen.findByText('タイムゾーンがありません。ファイルのタイムゾーンを選んでください'),
    ).toBeVisible();
  });

  it.each(['done', 'cancelled'] as const)(
    'of rules that are %s say what was left out if all was read',
    async (stage) => {
      const counts = { read: 5, created: 1, updated: 0, unchanged: 1, rejected: 1 };
      await renderPage('/data/imports?job=5', {
        answers: {
          ...answers,
          'GET /api/v1/import-jobs/5': { ...JOB, kind: 'rules', dryRun: false, stage, counts },
        },
      });
      expect(await screen.findByText('1 new, 0 changed, 1 as before, 1 rejected')).toBeVisible();
      const said = screen.queryByText('2 recording rules were left out: they compute series and never fire.');
      expect(said !== null).toBe(stage === 'done');
    },
  );

  it('show more of the rejected lines, by page', async () => {
    const reject = (line: number) => ({
      ...JOB.rejects[0]!,
      line,
      reason: `line ${line} is wrong`,
      code: null,
    });
    const { user } = await renderPage('/data/imports?job=5', {
      answers: {
        ...answers,
        'GET /api/v1/import-jobs/5': { ...JOB, counts: { ...JOB.counts, rejected: 2 } },
        'GET /api/v1/import-jobs/5/rejects': { items: [reject(3), reject(4)], nextCursor: null },
      },
    });
    expect(await screen.findByText('The first 1 of 2. The file has them all.')).toBeVisible();
    const file = screen.getByRole('link', { name: /Rejected lines as CSV/ });
    expect(file).toHaveAttribute('href', '/api/v1/import-jobs/5/rejects.csv');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('line 4 is wrong')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('show progress and can be cancelled while they run', async () => {
    const running = {
      ...JOB,
      stage: 'running',
      dryRun: false,
      counts: { ...JOB.counts, read: 1 },
      secondsLeft: 90,
    };
    const { user, requests } = await renderPage('/data/imports?job=5', {
      answers: {
        ...answers,
        'GET /api/v1/import-jobs/5': running,
        'POST /api/v1/import-jobs/5/cancel': { ...JOB, stage: 'cancelled' },
      },
    });
    expect(await screen.findByRole('progressbar', { name: '1 of 2 rows' })).toBeVisible();
    expect(screen.getByText(/200 rows a second, about .+ left/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel the import' }));
    await waitFor(() => expect(requests.some(({ path }) => path.endsWith('/5/cancel'))).toBe(true));
  });
});

async function choose(user: Awaited<ReturnType<typeof renderPage>>['user']): Promise<void> {
  await screen.findByRole('heading', { name: /Bring in a file|ファイルを取り込む/ });
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await user.upload(input, new File(['externalId,title\n'], 'incidents.csv', { type: 'text/csv' }));
}
