import { describe, expect, it } from '@jest/globals';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { screen, waitFor } from '@testing-library/react';
import { renderApp } from '../../testing/renderApp.js';
import { ActionBulkBar } from './ActionBulkBar.js';

const items = Array.from(
  { length: 51 },
  (_, index) =>
    ({
      id: String(index + 1),
      title: `Item ${index + 1}`,
      status: index < 20 ? 'in_progress' : 'open',
      owner: null,
      priority: null,
      team: null,
      dueOn: null,
    }) as ActionItemRow,
);
const bar = (count: number) => (
  <ActionBulkBar
    items={items.slice(0, count)}
    people={[]}
    teams={[{ id: '7', name: 'Search' }]}
    today="2026-11-21"
    isSelection
    onClear={() => undefined}
  />
);

describe('ActionBulkBar', () => {
  it('shows what changing more than 50 will do before it does, then what failed and where', async () => {
    const { user, requests, router } = await renderApp(bar(51), {
      answers: {
        'POST /api/v1/action-items/bulk': {
          done: [],
          failed: [{ id: '50', code: 'stale', message: 'Somebody else was faster.' }],
        },
      },
    });
    await user.keyboard('s');
    await screen.findByText('Set the status of 51 items');
    await user.keyboard('i');
    expect(await screen.findByText('Change 31 items?')).toBeInTheDocument();
    expect(screen.getByText('31 are “Open” now')).toBeInTheDocument();
    expect(screen.getByText('20 are so already and stay')).toBeInTheDocument();
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
    await user.click(screen.getByText('Change 31 items'));
    expect(await screen.findByText('0 done, 1 failed')).toBeInTheDocument();
    await user.click(screen.getByText('Show'));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ ids: '50' }));
  });

  it('changes fewer at once', async () => {
    const { user, requests } = await renderApp(bar(2), {
      answers: {
        'POST /api/v1/action-items/bulk': {
          done: [],
          failed: [],
        },
      },
    });
    await user.keyboard('e');
    await user.click(await screen.findByLabelText('Team', { selector: 'input' }));
    await user.click(await screen.findByText('Search'));
    await user.click(screen.getByText('Save'));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
        changes: [
          { id: '1', set: { teamId: '7' } },
          { id: '2', set: { teamId: '7' } },
        ],
      }),
    );
  });
});
