import { describe, expect, it } from '@jest/globals';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { renderApp } from '../../testing/renderApp.js';
import { ruleItem } from '../../testing/reviewRoom.js';
import { RulesTable } from './RulesTable.js';

const drawn: string[] = [];
/** A rule that notes each time when its row is drawn: only the row reads the median. */
function watched(id: string): RuleAgendaItem {
  const item = ruleItem(id, { name: `Rule ${id}` });
  Object.defineProperty(item.evidence, 'medianSeconds', { get: () => drawn.push(id) });
  return item;
}
const FIRST = ['1', '2', '3', '4'].map(watched);
const NOTHING_QUEUED = { pending: new Map(), failed: new Map(), isOffline: false };
const NOBODY = new Map();
const NONE = new Set<string>();
const nothing = () => undefined;

function Table() {
  const [items, setItems] = useState<readonly RuleAgendaItem[]>(FIRST);
  const [activeId, setActiveId] = useState('1');
  const judge = () => {
    setItems(items.map((item) => (item.id === '1' ? { ...item, verdict: 'expected' } : item)));
    setActiveId('2');
  };
  return (
    <>
      <button type="button" onClick={judge}>
        judge
      </button>
      <RulesTable
        items={items}
        decisions={[]}
        activeId={activeId}
        tabStopId={activeId}
        queue={{ ...NOTHING_QUEUED }}
        myId="1"
        mayWrite
        here={NOBODY}
        selected={NONE}
        // Other functions with each render, as a careless parent would hand over.
        onToggle={() => undefined}
        onSelectAll={nothing}
        onActivate={() => undefined}
        onRetry={() => undefined}
        onDismiss={() => undefined}
        onKeepAll={() => undefined}
      />
    </>
  );
}

describe('RulesTable', () => {
  it('draws the row that was judged and the next one again, and no other', async () => {
    const { user } = await renderApp(<Table />);
    expect(await screen.findByRole('row', { name: /Rule 4/ })).toBeInTheDocument();
    drawn.length = 0;
    await user.click(screen.getByRole('button', { name: 'judge' }));
    expect(screen.getByRole('row', { name: /Rule 1/ })).toHaveTextContent('Expected');
    expect(new Set(drawn)).toEqual(new Set(['1', '2']));
  });
});
