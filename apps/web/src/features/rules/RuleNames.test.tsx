import { describe, expect, it } from '@jest/globals';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { renderApp, testUser } from '../../testing/renderApp.js';
import { RuleAbout } from './RuleAbout.js';
import { RuleDefinition } from './RuleDefinition.js';
import { RuleNames } from './RuleNames.js';

const version = {
  version: 1,
  expression: 'rate(errors[5m]) > 5',
  forSeconds: 60,
  keepFiringForSeconds: null,
  labels: { severity: 'page' },
  annotations: {},
  variants: [],
  seenAt: '2026-10-01T00:00:00.000Z',
};
const rule: AlertRuleResponse = {
  id: '7',
  name: 'New',
  groupName: 'api',
  sourceId: '1',
  sourceName: 'AM',
  serviceId: null,
  serviceName: null,
  severity: 'page',
  owner: null,
  runbookUrl: null,
  signal: null,
  signalOrigin: null,
  firstSeenAt: '2026-10-01T00:00:00.000Z',
  definitionChangedAt: null,
  archivedAt: null,
  lastFiredOn: null,
  facets: [],
  uid: 'New',
  sourceKind: 'alertmanager',
  summary: null,
  dashboardUrl: null,
  serviceRunbookUrl: null,
  team: null,
  versions: [{ ...version, version: 2, expression: 'rate(errors[5m]) > 9' }, version],
  blindSpots: [],
  duplicates: [{ id: '8', name: 'Twin', sourceName: 'Other', groupName: 'web', because: 'expression' }],
  firstEpisodeAt: null,
  lastEpisodeAt: null,
  openEpisodes: 0,
  file: 'api.yml',
  definedAt: null,
  renamedFrom: [{ id: '3', name: 'Old', at: '2026-10-02T00:00:00.000Z' }],
  renamedTo: null,
  silences: [
    {
      externalId: 's',
      comment: 'release 7',
      createdBy: 'ann',
      startsAt: '2026-10-02T00:00:00.000Z',
      endsAt: null,
      others: ['host="db"'],
    },
  ],
};
const UNDO = 'POST /api/v1/alert-rules/7/undo-rename';

describe('a rule that was renamed', () => {
  it('says what it was called, and is taken apart only after a question', async () => {
    const { user, requests } = await renderApp(<RuleNames rule={rule} timeZone="Asia/Tokyo" />, {
      answers: { [UNDO]: { ...rule, renamedFrom: [] } },
    });
    expect(screen.getByRole('link', { name: 'Old' })).toHaveAttribute(
      'href',
      expect.stringContaining('/rules/3'),
    );
    await user.click(screen.getByRole('button', { name: 'It is another rule' }));
    const dialog = await screen.findByRole('dialog');
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Keep them apart' }));
    await waitFor(() => expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1));
  });

  it('leads from the old name to the new one, and lets viewers look only', async () => {
    const old = { ...rule, renamedFrom: [], renamedTo: { id: '9', name: 'Newest' } };
    await renderApp(
      <>
        <RuleNames rule={old} timeZone="Asia/Tokyo" />
        <RuleNames rule={rule} timeZone="Asia/Tokyo" />
      </>,
      { user: { ...testUser, role: 'viewer' }, language: 'ja' },
    );
    expect(screen.getByRole('link', { name: 'Newest' })).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('what a source says of a rule', () => {
  it('shows what changed from one version to the next', async () => {
    await renderApp(
      <RuleDefinition
        rule={rule}
        timeZone="Asia/Tokyo"
        version={undefined}
        onVersionChange={() => undefined}
      />,
    );
    const diff = screen.getByRole('region', { name: 'Changes from version 1 to version 2' });
    expect(diff.querySelector('del')).toHaveTextContent('− expr: rate(errors[5m]) > 5');
    expect(diff.querySelector('ins')).toHaveTextContent('+ expr: rate(errors[5m]) > 9');
  });

  it('names the rules that say the same', async () => {
    await renderApp(<RuleAbout rule={rule} timeZone="Asia/Tokyo" onEdit={() => undefined} />);
    const note = screen.getByRole('note');
    expect(note).toHaveTextContent('Another rule says the same');
    expect(note).toHaveTextContent('Twin: the same expression (Other / web)');
  });
});
