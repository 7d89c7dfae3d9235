import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { problem } from '../../testing/answerFetch.js';
import { renderPage, testUser } from '../../testing/renderApp.js';
import { testFigure, testReport, testReportItem } from './testReport.js';

const page = (items: unknown[]) => ({ items, nextCursor: null });
const answers = {
  'GET /api/v1/reports': page([testReportItem]),
  'GET /api/v1/report-schedules': { items: [] },
  'GET /api/v1/teams': page([]),
  'GET /api/v1/services': page([]),
  'GET /api/v1/settings': { fiscalYearStartsIn: 4 },
  'GET /api/v1/reports/7': { id: '7', digest: 'd1gestd1gestd1gest', intact: true, contents: testReport },
};

describe('the list of reports', () => {
  it('makes the last complete fiscal quarter of the page’s scope with one press', async () => {
    const { user, router, requests } = await renderPage('/reports?team=3', {
      answers: { ...answers, 'POST /api/v1/reports': { id: '7' } },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Make the report of FY2026 Q2 (Jul–Sep 2026)' }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/reports/7'));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      bucket: 'fiscal_quarter',
      from: '2026-07-01',
      timeZone: 'Asia/Tokyo',
      team: '3',
    });
  });

  it('says why none was made, and keeps what was chosen', async () => {
    const { user } = await renderPage('/reports', {
      answers: {
        ...answers,
        'POST /api/v1/reports': { status: 429, body: problem(429, 'report_running', 'It is being made.') },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Another period or scope' }));
    await user.selectOptions(screen.getByLabelText('Kind of period'), 'Month');
    await user.click(screen.getByRole('button', { name: 'Make the report of October 2026' }));
    expect(await screen.findByText('The report could not be made')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Make the report of October 2026' })).toBeEnabled();
  });

  it('warns that a period is not over', async () => {
    const { user } = await renderPage('/reports', { answers });
    await user.click(await screen.findByRole('button', { name: 'Another period or scope' }));
    await user.selectOptions(screen.getByLabelText('Period'), '2026-10-01');
    expect(screen.getByText(/This period is not over/)).toBeInTheDocument();
  });

  it('is read by viewers, who make none', async () => {
    await renderPage('/reports', { language: 'ja', user: { ...testUser, role: 'viewer' }, answers });
    expect(await screen.findByRole('link', { name: '2026年度 第2四半期（2026年7〜9月）' })).toHaveAttribute(
      'href',
      '/reports/7',
    );
    expect(screen.getByText('復旧時間に明確な変化はありません。')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /報告書を作成/ })).toBeNull();
  });

  it('says that there is none yet', async () => {
    await renderPage('/reports', { answers: { ...answers, 'GET /api/v1/reports': page([]) } });
    expect(await screen.findByText('No report yet')).toBeInTheDocument();
  });
});

describe('a report', () => {
  it('says what it is, and gives no figure where there is none', async () => {
    await renderPage('/reports/7', { answers });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Incident report: FY2026 Q2 (Jul–Sep 2026)' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Frozen .* by Aoi Tanaka/)).toBeInTheDocument();
    const table = screen.getByRole('table', { name: /Median with 95% interval/ });
    const restore = within(table).getByRole('row', { name: /Time to restore/ });
    expect(within(restore).getByText('1h 05m')).toBeInTheDocument();
    expect(within(restore).getByText('No clear change')).toBeInTheDocument();
    expect(
      within(within(table).getByRole('row', { name: /Time to detect/ })).getByText('too few'),
    ).toBeInTheDocument();
    expect(screen.getByText('no due date has passed')).toBeInTheDocument();
    expect(screen.getByText('This is the first report of this kind and scope.')).toBeInTheDocument();
  });

  it('leads from a number to the stored rows', async () => {
    const { user, requests } = await renderPage('/reports/7', {
      answers: {
        ...answers,
        'GET /api/v1/reports/7/rows': { incidents: [], actionItems: [], total: 0, nextCursor: null },
      },
    });
    const table = await screen.findByRole('table', { name: 'By severity' });
    await user.click(within(table).getByRole('link', { name: '9' }));
    await screen.findByRole('dialog', { name: 'Rows behind the number' });
    await waitFor(() =>
      expect(requests.find(({ path }) => path.endsWith('/rows'))?.query).toEqual({
        list: 'incidents',
        metric: 'incident_count',
        state: 'used',
        groupBy: 'severity',
        group: 'SEV1',
        limit: '200',
      }),
    );
  });

  it('names what reads otherwise today, and says that this is not the report', async () => {
    const { user } = await renderPage('/reports/7', {
      answers: {
        ...answers,
        'GET /api/v1/reports/7/today': {
          id: '7',
          asOf: '2026-11-21T08:00:00.000Z',
          contents: testReport,
          figures: [
            { was: testFigure, now: { ...testFigure, value: 7800, n: 8 } },
            { was: { ...testFigure, group: 'severity:SEV1' }, now: null },
          ],
          rows: [
            {
              list: 'incidents',
              kind: 'corrected',
              id: '12',
              title: 'Search is down',
              reason: null,
              changes: [
                { field: 'resolvedAt', from: '2026-08-01T01:00:00.000Z', to: '2026-08-01T02:00:00.000Z' },
              ],
            },
          ],
          rowsTotal: 1,
        },
      },
    });
    await user.click(await screen.findByRole('radio', { name: 'As it would be today' }));
    const today = await screen.findByRole('region', { name: /This is not the report/ });
    const figures = within(today).getByRole('table', { name: 'Figures that read otherwise' });
    const row = within(figures).getByRole('row', { name: /Time to restore, median/ });
    expect(row).toHaveTextContent('1h 05m');
    expect(row).toHaveTextContent('2h 10m');
    expect(within(today).getByRole('link', { name: 'Search is down' })).toHaveAttribute(
      'href',
      '/incidents/12',
    );
    expect(
      within(today).getByText(/Resolved: 1 Aug 2026 10:00:00 JST → 1 Aug 2026 11:00:00 JST/),
    ).toBeInTheDocument();
    expect(within(today).getByText('1 more figure of a month or group')).toBeInTheDocument();
    expect(screen.queryByText(/^Frozen/)).toBeNull();
  });

  it('says why a PDF could not be made, and what to do', async () => {
    const { user } = await renderPage('/reports/7', {
      answers: {
        ...answers,
        'GET /api/v1/reports/7/export': {
          status: 503,
          body: problem(503, 'pdf_unavailable', 'No Chromium.'),
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'PDF' }));
    expect(await screen.findByText(/“Print”/)).toBeInTheDocument();
  });

  it('warns when the stored contents were changed behind its back', async () => {
    await renderPage('/reports/7', {
      answers: {
        ...answers,
        'GET /api/v1/reports/7': { ...answers['GET /api/v1/reports/7'], intact: false },
      },
    });
    expect(await screen.findByText('The stored contents do not match their check sum')).toBeInTheDocument();
  });

  it('is printed alone, in the language of the address, and says when it is ready', async () => {
    await renderPage('/reports/7?print=1&language=ja', { answers });
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'インシデント報告書：2026年度 第2四半期（2026年7〜9月）',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('button', { name: 'PDF' })).toBeNull();
    await waitFor(() => expect(document.body).toHaveAttribute('data-ready'));
    localStorage.clear();
  });
});
