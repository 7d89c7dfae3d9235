import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage } from '../../testing/renderApp.js';
import { testRanking, testRule } from './testRule.js';

const RANKING = 'GET /api/v1/metrics/alert-rules';
const table = () => screen.findByRole('table', { name: 'Rules that fired' });

describe('rules', () => {
  it('says with each figure what it stands for, and leads to its rows', async () => {
    await renderPage('/rules', { answers: { [RANKING]: testRanking([testRule()]) } });
    const row = within(await table()).getByRole('row', { name: /CheckoutLatencyP99/ });
    expect(within(row).getByRole('link', { name: '40' })).toHaveAttribute('href', '/episodes?rule=7');
    expect(within(row).getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      '/episodes?rule=7&notified=1&hours=sleep',
    );
    expect(within(row).getByText('25% (5 of 20)')).toBeVisible();
    expect(within(row).getByRole('img', { name: /40 alerts over 3 days, at most 39 a day/ })).toBeVisible();
    expect(within(row).getByRole('link', { name: 'CheckoutLatencyP99' })).toHaveAttribute('href', '/rules/7');
  });

  it('keeps figures that cannot be had apart from zero', async () => {
    const rule = testRule({
      precision: null,
      selfResolvedShare: null,
      medianSeconds: null,
      ended: 0,
      pages: 0,
    });
    await renderPage('/rules', { answers: { [RANKING]: testRanking([rule]) } });
    const row = within(await table()).getByRole('row', { name: /CheckoutLatencyP99/ });
    expect(within(row).getByText('not judged')).toBeVisible();
    expect(within(row).getAllByText('—')).toHaveLength(2);
    expect(within(row).getByText('0')).toBeVisible();
  });

  it('asks the server to sort, and keeps the order in the address', async () => {
    const { user, requests, router } = await renderPage('/rules', {
      answers: { [RANKING]: testRanking([testRule()]) },
    });
    await user.click(within(await table()).getByRole('button', { name: 'Precision' }));
    await waitFor(() => expect(requests.at(-1)?.query).toMatchObject({ sort: 'precision', fired: 'some' }));
    expect(router.state.location.search).toMatchObject({ sort: '-precision' });
  });

  it('lets defects without any rule be chosen, and names the filter that left nothing', async () => {
    const { user, requests } = await renderPage('/rules', {
      answers: {
        [RANKING]: ({ query }: { query: Record<string, string> }) =>
          testRanking(query.facet ? [] : [testRule()]),
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Flapping: 0 rules' }));
    expect(await screen.findByText('No rule fits these filters')).toBeVisible();
    expect(screen.getByText(/Defects: Flapping\./)).toBeVisible();
    expect(requests.some(({ query }) => query.facet === 'flapping')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Clear search and defects' }));
    expect(await table()).toBeVisible();
  });

  it('loads quiet rules when they are wanted', async () => {
    const quiet = testRule({
      id: '9',
      name: 'OldRule',
      fired: 0,
      lastFiredOn: null,
      neverFired: true,
      firedByDay: [0],
    });
    const { user } = await renderPage('/rules', {
      answers: {
        [RANKING]: ({ query }: { query: Record<string, string> }) =>
          testRanking([query.fired === 'none' ? quiet : testRule()]),
      },
    });
    const button = await screen.findByRole('button', { name: 'Show quiet rules' });
    expect(screen.getByText(/2 rules did not fire in this period/)).toBeVisible();
    await user.click(button);
    const list = await screen.findByRole('table', { name: 'Quiet rules' });
    expect(within(list).getByRole('row', { name: /OldRule/ })).toHaveTextContent('never');
  });

  it('tells a first-time reader where rules come from', async () => {
    const nothing = testRanking([], {
      totals: { rules: 0, rulesFired: 0, fired: 0, pages: 0, top10Share: null, neverFired: 0, silent: 0 },
    });
    await renderPage('/rules', { answers: { [RANKING]: nothing } });
    expect(await screen.findByText('No alert rule is known yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Connect a source' })).toHaveAttribute('href', '/data/sources');
  });

  it('says when it cannot be loaded', async () => {
    await renderPage('/rules', { answers: { [RANKING]: { status: 400 } } });
    expect(await screen.findByRole('alert')).toBeVisible();
  });
});
