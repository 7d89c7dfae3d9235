import { describe, expect, it } from '@jest/globals';
import type { ReplayKept, ReplaySettings } from '@tenken/shared/replay.contract';
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { type RenderOptions, renderApp } from '../../testing/renderApp.js';
import type { WhatIfSearch } from './replaySettings.js';
import { testReplay } from './testReplay.js';
import { WhatIfPanel } from './WhatIfPanel.js';

const REPLAY = 'POST /api/v1/replay';
const SCOPE = { from: '2026-08-24', to: '2026-11-16', timeZone: 'UTC' };

function Held({ start, onTake }: { start: WhatIfSearch; onTake?: (kept: ReplayKept) => void }) {
  const [search, setSearch] = useState(start);
  return (
    <WhatIfPanel
      selection={{ ruleIds: ['7'] }}
      scope={SCOPE}
      search={search}
      onSearchChange={setSearch}
      onTake={onTake}
    />
  );
}

const answer = ({ body }: { body: unknown }) => testReplay((body as { settings: ReplaySettings }).settings);
const show = (start: WhatIfSearch, options: RenderOptions = {}, onTake?: (kept: ReplayKept) => void) =>
  renderApp(<Held start={start} {...(onTake && { onTake })} />, {
    answers: { [REPLAY]: answer as never },
    ...options,
  });

describe('what if', () => {
  it('begins with the sentence, and each number opens to its rows', async () => {
    const { user, requests } = await show({ delay: '5m' });
    expect(
      await screen.findByText(
        'Would have fired 9 instead of 41 times and paged 9 instead of 41 times; missed 0 known incidents.',
      ),
    ).toBeVisible();
    const figures = within(screen.getByRole('table', { name: 'What would be different' }));
    await user.click(figures.getByRole('button', { name: '12 of 15' }));
    await waitFor(() =>
      expect(requests.at(-1)).toMatchObject({
        path: '/api/v1/replay/episodes',
        body: { bucket: 'nuisance_removed', ruleIds: ['7'], settings: { onDelaySeconds: 300 } },
      }),
    );
    await user.keyboard('{Escape}');
    await user.click(figures.getByRole('button', { name: /^1 · / }));
    expect(await screen.findByRole('link', { name: 'Checkout broke' })).toHaveAttribute(
      'href',
      '/incidents/5',
    );
  });

  it('takes a typed duration on Enter, and says when it is none', async () => {
    const { user, requests } = await show({});
    const field = await screen.findByRole('textbox', { name: 'Keep firing longer' });
    await user.type(field, 'soon{Enter}');
    expect(await screen.findByText(/A duration such as/)).toBeVisible();
    await user.clear(field);
    await user.type(field, '1h 30m{Enter}');
    await waitFor(() =>
      expect(requests.at(-1)?.body).toMatchObject({ settings: { offDelaySeconds: 5400, onDelaySeconds: 0 } }),
    );
    expect(field).toHaveValue('1h 30m');
  });

  it('chooses from the grid by keyboard; a cell says what it would lose', async () => {
    const { user } = await show({});
    const grid = within(await screen.findByRole('grid', { name: 'Every delay with every hold' }));
    const here = grid.getByRole('button', { name: /^Delay 0s, hold 0s: / });
    expect(here).toHaveAttribute('aria-pressed', 'true');
    expect(grid.getByRole('button', { name: /^Delay 1h, hold 0s: .* 1 incident missed/ })).toHaveTextContent(
      '✕',
    );
    act(() => here.focus());
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByText(/^Would have fired 9 instead of 41/)).toBeVisible();
    await waitFor(() =>
      expect(grid.getByRole('button', { name: /^Delay 5m, hold 0s: / })).toHaveAttribute(
        'aria-pressed',
        'true',
      ),
    );
  });

  it('hands the setting over with its figures', async () => {
    const taken: ReplayKept[] = [];
    const { user } = await show({ delay: '5m' }, {}, (kept) => taken.push(kept));
    await user.click(await screen.findByRole('button', { name: 'Take over into a decision' }));
    expect(taken[0]).toMatchObject({
      settings: { onDelaySeconds: 300 },
      before: { episodes: 41, pages: 41, nuisanceRemoved: 0 },
      after: { episodes: 9, pages: 9, nuisanceRemoved: 12, actionableLost: 0, incidentsMissed: 0 },
    });
  });

  it('says what it cannot know, in Japanese too', async () => {
    await show({ delay: '5m' }, { language: 'ja' });
    expect(await screen.findByText(/発報は41回ではなく9回/)).toBeVisible();
    expect(screen.getByText(/このソースは最初の通知より前に収まったアラートを送りません/)).toBeVisible();
  });

  it('says that there is nothing to replay', async () => {
    const none = testReplay({
      onDelaySeconds: 0,
      offDelaySeconds: 0,
      notificationGapSeconds: 0,
      workingHoursOnly: false,
    });
    const empty = { ...none, recorded: { ...none.recorded, episodes: 0 } };
    await show({}, { answers: { [REPLAY]: empty } });
    expect(await screen.findByText('No alert to replay in this period')).toBeVisible();
  });

  it('says that it could not be had', async () => {
    await show({}, { answers: { [REPLAY]: { status: 500 } } });
    expect(await screen.findByText('This could not be loaded')).toBeVisible();
  });
});
