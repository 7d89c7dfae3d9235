import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { renderApp, renderPage } from '../../testing/renderApp.js';
import { RuleHistory } from './RuleHistory.js';
import { RuleIncidents } from './RuleIncidents.js';
import { RuleSilences } from './RuleSilences.js';
import { RuleTogether } from './RuleTogether.js';
import { testHistory, testIncidents, testSilences, testTogether } from './testEvidence.js';
import { testRanking, testRule } from './testRule.js';

const scope = {
  from: '2026-08-24',
  to: '2026-08-27',
  timeZone: 'Asia/Tokyo',
  serviceIds: [],
  teamId: null,
};
const answers = {
  'GET /api/v1/alert-rules/7/history': testHistory,
  'GET /api/v1/alert-rules/7/incidents': testIncidents,
  'GET /api/v1/alert-rules/7/silences': testSilences,
  'GET /api/v1/alert-rules/7/together': testTogether,
};

describe('evidence of a rule', () => {
  it('marks what happened, says it in words, and leads from each day to its alerts', async () => {
    const { user } = await renderApp(<RuleHistory ruleId="7" scope={scope} />, { answers });
    const strip = await screen.findByRole('group', { name: /3 alerts in 3 days; quiet on 1 day/ });
    expect(await screen.findByRole('link', { name: /Checkout was down \(told late\)/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Decision took effect: Tune' })).toHaveAttribute(
      'href',
      expect.stringContaining('/decisions/4'),
    );
    expect(screen.getByRole('link', { name: 'Definition changed (version 2)' })).toBeVisible();
    strip.focus();
    // the first day is quiet: the key goes on to the second
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('link', { name: /: 2 alerts, 1 page$/ })).toHaveAttribute(
      'href',
      '/episodes?rule=7&from=2026-08-25&to=2026-08-26&tz=Asia/Tokyo',
    );
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(4);
  });

  it('says for how long it was hidden, how many alerts and by whom, with their rows', async () => {
    await renderApp(<RuleSilences ruleId="7" scope={scope} />, { answers });
    const all = await screen.findByRole('link', { name: '312 alerts under it' });
    expect(all).toHaveAttribute('href', '/episodes?rule=7&hiddenBy=31');
    expect(all.parentElement).toHaveTextContent(/Hidden for 41 days.*312 alerts under it.*by ann/);
    expect(screen.getByRole('listitem')).toHaveTextContent('release 7');
    expect(screen.getByRole('listitem')).toHaveTextContent('only where host="db"');
    expect(screen.getByText(/does not send what is silenced/)).toBeVisible();
  });

  it('compares rules that fire with it with chance, and hands the one to merge into on', async () => {
    const merged: string[] = [];
    const { user } = await renderApp(
      <RuleTogether ruleId="7" scope={scope} onMerge={(other) => merged.push(other.id)} />,
      { answers },
    );
    const row = await screen.findByRole('row', { name: /CheckoutErrors/ });
    expect(within(row).getByRole('link', { name: '75% (30 of 40)' })).toHaveAttribute(
      'href',
      '/episodes?rule=7&with=8&from=2026-08-24&to=2026-08-27&tz=Asia/Tokyo',
    );
    expect(row).toHaveTextContent('15 times as often');
    await user.click(
      within(row).getByRole('button', { name: 'Decide to merge this rule into CheckoutErrors' }),
    );
    expect(merged).toEqual(['8']);
  });

  it('lists the incidents of an outcome', async () => {
    await renderApp(
      <RuleIncidents ruleId="7" scope={scope} outcome="late" onOutcomeChange={() => undefined} />,
      { answers },
    );
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(within(table).getByRole('link', { name: '10m after people knew' })).toBeVisible();
    expect(table).toHaveTextContent('told late (link only proposed)');
    expect(screen.getByRole('button', { name: 'missed by every alert 1' })).toBeVisible();
  });
});

describe('many rules at once', () => {
  it('sets the owner of the chosen ones, and brings the old values back', async () => {
    const before = [
      { id: '7', set: { owner: 'old' } },
      { id: '8', set: { owner: null } },
    ];
    const { user, requests } = await renderPage('/rules', {
      answers: {
        'GET /api/v1/metrics/alert-rules': testRanking([testRule(), testRule({ id: '8', name: 'Second' })]),
        'PATCH /api/v1/alert-rules': { changed: 2, unchanged: 0, notFound: [], before },
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: /CheckoutLatencyP99/ }));
    await user.click(screen.getByRole('checkbox', { name: /Second/ }));
    const bar = screen.getByRole('region', { name: 'Chosen rules' });
    expect(bar).toHaveTextContent('2 rules chosen');
    expect(within(bar).getByRole('link', { name: 'What if…?' })).toHaveAttribute(
      'href',
      '/what-if?rules=7,8',
    );
    await user.click(within(bar).getByRole('button', { name: 'Set owner' }));
    const dialog = await screen.findByRole('dialog', { name: 'Owner of 2 rules' });
    await user.type(within(dialog).getByLabelText('Owner'), 'SRE');
    await user.click(within(dialog).getByRole('button', { name: 'Change 2 rules' }));
    const sent = () => requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    await waitFor(() =>
      expect(sent()).toEqual([
        {
          items: [
            { id: '7', set: { owner: 'SRE' } },
            { id: '8', set: { owner: 'SRE' } },
          ],
        },
      ]),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent()[1]).toEqual({ items: before }));
  });
});
