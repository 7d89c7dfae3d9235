import { describe, expect, it } from '@jest/globals';
import type { MappingTrial, MappingTrialResponse } from '@tenken/shared/source-mapping.contract';
import { screen, waitFor, within } from '@testing-library/react';
import { problem, type SentRequest } from '../../testing/answerFetch.js';
import { type RenderOptions, renderApp, testUser } from '../../testing/renderApp.js';
import { SourceMappingForm } from './SourceMappingForm.js';
import { sourceRow } from './sources.fixture.js';

const TRIAL: MappingTrial = {
  deliveryId: '70',
  receivedAt: '2026-11-21T07:50:00Z',
  episodes: [
    {
      rule: 'Disk',
      ruleUid: '17',
      fingerprint: 'f',
      service: 'orders',
      severity: 'critical',
      startsAt: '2026-11-21T07:40:00Z',
      endsAt: null,
      state: null,
      at: null,
      labels: { host: 'db-1' },
      annotations: {},
      summary: null,
      url: null,
    },
  ],
  total: 3,
  problems: [
    {
      field: 'startsAt',
      message: 'startsAt: expected a time, found "soon" (item 2)',
      part: {
        field: 'startsAt',
        code: 'time',
        params: {},
        expected: 'a time',
        found: '"soon"',
        item: 2,
        text: 'startsAt: expected a time, found "soon" (item 2)',
      },
    },
  ],
  warnings: ['1 of 5 items were left out by the mapping.'],
  sample: '{"findings":[]}',
};
const answer = (...trials: MappingTrial[]): MappingTrialResponse => ({ trials, quarantined: 2 });
const TRY = 'POST /api/v1/sources/1/mapping/try';

const render = (options: RenderOptions = {}, change: Parameters<typeof sourceRow>[0] = {}) =>
  renderApp(
    <SourceMappingForm
      source={sourceRow({
        kind: 'generic',
        quarantined: 2,
        settings: { severityLabel: 'sev', mapping: { rule: 'check.name', startsAt: 'since' } },
        ...change,
      })}
    />,
    { user: { ...testUser, role: 'admin' }, ...options },
  );

describe('the mapping of a source', () => {
  it('is tried on what is in quarantine: alerts, problems with their field, what was left out', async () => {
    const { user, requests } = await render({ answers: { [TRY]: answer(TRIAL) } });
    await user.type(screen.getByRole('textbox', { name: /^Labels/ }), '{{host: host}');
    await user.keyboard('{Control>}{Enter}{/Control}');
    const trial = await screen.findByRole('region', { name: 'Delivery 70' });
    expect(requests.at(-1)?.body).toEqual({
      mapping: { rule: 'check.name', startsAt: 'since', labels: '{host: host}' },
      from: 'quarantined',
    });
    expect(within(trial).getByText('3 alerts')).toBeVisible();
    expect(within(trial).getByRole('row', { name: /Disk.*orders.*still firing.*host=db-1/ })).toBeVisible();
    expect(within(trial).getByText('Item 2: Began at: expected a time, found "soon"')).toBeVisible();
    expect(within(trial).getByText('and 2 more')).toBeVisible();
    expect(within(trial).getByText(/1 of 5 items/)).toBeVisible();

    await user.type(screen.getByRole('textbox', { name: /^Service/ }), 'app');
    expect(screen.getByText(/This is the result of before/)).toBeVisible();
  });

  it('says so when there is nothing to try it on, in Japanese too', async () => {
    const { user } = await render({ language: 'ja', answers: { [TRY]: answer() } });
    await user.click(screen.getByRole('button', { name: '試す' }));
    expect(await screen.findByText('このソースに隔離中の配信はありません')).toBeVisible();
  });

  it('marks the field that cannot be parsed, with the position', async () => {
    const refused = problem(400, 'invalid_mapping', 'x', [
      { path: 'mapping.rule', message: '"." does not fit here (position 3)' },
    ]);
    const { user } = await render({ answers: { [TRY]: { status: 400, body: refused } } });
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /^Rule/ })).toHaveAccessibleDescription(/position 3/),
    );
    expect(screen.getByRole('alert')).toHaveTextContent('see the fields marked in red');
  });

  it('sends nothing while something needed is missing', async () => {
    const { user, requests } = await render();
    await user.clear(screen.getByRole('textbox', { name: /^Began at/ }));
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(screen.getByText('Needed')).toBeVisible();
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('says when it cannot be tried, and keeps what was written', async () => {
    const { user } = await render({ answers: { [TRY]: { status: 503 } } });
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(screen.getByRole('textbox', { name: /^Rule/ })).toHaveValue('check.name');
  });

  it('is tried on a pasted body', async () => {
    const { user, requests } = await render({ answers: { [TRY]: answer({ ...TRIAL, deliveryId: null }) } });
    await user.click(screen.getByRole('radio', { name: 'Pasted JSON' }));
    expect(screen.getByRole('button', { name: 'Try it' })).toBeDisabled();
    await user.click(screen.getByRole('textbox', { name: 'JSON to try it on' }));
    await user.paste('{"a": 1}');
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('region', { name: 'Pasted JSON' })).toBeVisible();
    expect(requests.at(-1)?.body).toMatchObject({ from: 'body', body: '{"a": 1}' });
  });

  it('is saved beside the other settings, and then what is in quarantine is read again', async () => {
    const { user, requests } = await render({
      answers: {
        'PATCH /api/v1/sources/1': (request: SentRequest) =>
          sourceRow({ settings: (request.body as { settings: object }).settings }),
        'POST /api/v1/deliveries/replay': { changed: 2, ids: ['70', '71'] },
      },
    });
    expect(screen.getByRole('button', { name: 'Read the 2 quarantined deliveries again' })).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Words for severities' }), 'P1 = critical');
    await user.click(
      screen.getByRole('button', { name: 'Save and read the 2 quarantined deliveries again' }),
    );
    await waitFor(() =>
      expect(requests.filter(({ method }) => method !== 'GET').map(({ path, body }) => [path, body])).toEqual(
        [
          [
            '/api/v1/sources/1',
            {
              settings: {
                severityLabel: 'sev',
                mapping: { rule: 'check.name', startsAt: 'since', severityValues: { P1: 'critical' } },
              },
            },
          ],
          ['/api/v1/deliveries/replay', { allQuarantined: true, sourceId: '1' }],
        ],
      ),
    );
  });

  it('is not changed by the order in which the fields were saved', async () => {
    await render({}, { settings: { mapping: { startsAt: 'since', labels: 'where', rule: 'check.name' } } });
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('is removed when all is empty', async () => {
    const { user, requests } = await render(
      { answers: { 'PATCH /api/v1/sources/1': sourceRow() } },
      { quarantined: 0 },
    );
    await user.clear(screen.getByRole('textbox', { name: /^Rule/ }));
    await user.clear(screen.getByRole('textbox', { name: /^Began at/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
        settings: { severityLabel: 'sev' },
      }),
    );
  });
});
