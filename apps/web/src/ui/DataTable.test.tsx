import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { renderApp } from '../testing/renderApp.js';
import { type DataColumn, DataTable } from './DataTable.js';

interface Rule {
  id: string;
  name: string;
  fired: number | null;
}

const rules: Rule[] = [
  { id: 'a', name: 'rule 10', fired: 3 },
  { id: 'b', name: 'rule 9', fired: null },
  { id: 'c', name: 'Rule 11', fired: 40 },
  { id: 'd', name: 'あいう', fired: 5 },
];
const drawn = jest.fn();
const columns: DataColumn<Rule>[] = [
  {
    key: 'name',
    header: 'Rule',
    rowHeader: true,
    sortValue: (rule) => rule.name,
    cell: (rule) => {
      drawn(rule.id);
      return rule.name;
    },
  },
  {
    key: 'fired',
    header: 'Fired',
    align: 'right',
    descendingFirst: true,
    sortValue: (rule) => rule.fired,
    cell: (rule) => rule.fired ?? '—',
  },
  { key: 'note', header: 'Note', cell: () => 'n' },
];

function Table({ onOpen, rows = rules }: { onOpen?: (rule: Rule) => void; rows?: Rule[] }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <DataTable
        label="Rules"
        rows={rows}
        rowId={(rule) => rule.id}
        rowLabel={(rule) => rule.name}
        columns={columns}
        selection={{ selected, onChange: setSelected }}
        onOpen={onOpen}
        empty={{ title: 'No rule' }}
      />
      <output>{[...selected].sort().join(',')}</output>
    </>
  );
}

const order = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const key = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, {
    key,
    code: `Key${key.toUpperCase()}`,
    ...more,
  });

describe('DataTable', () => {
  it('is a table with named headings', async () => {
    await renderApp(<Table />);
    const table = screen.getByRole('table', { name: 'Rules' });
    expect(within(table).getAllByRole('columnheader')).toHaveLength(4);
    expect(screen.getByRole('columnheader', { name: 'Fired' })).toHaveAttribute('aria-sort', 'none');
    expect(screen.getByRole('columnheader', { name: 'Note' })).not.toHaveAttribute('aria-sort');
  });

  it('sorts in three steps, unknown values last, numbers in names by value', async () => {
    const { user } = await renderApp(<Table />);
    const fired = screen.getByRole('button', { name: 'Fired' });
    await user.click(fired);
    expect(order()).toEqual(['Rule 11', 'あいう', 'rule 10', 'rule 9']);
    expect(screen.getByRole('columnheader', { name: 'Fired' })).toHaveAttribute('aria-sort', 'descending');
    await user.click(fired);
    expect(order()).toEqual(['rule 10', 'あいう', 'Rule 11', 'rule 9']);
    await user.click(fired);
    expect(order()).toEqual(rules.map((rule) => rule.name));
    await user.click(screen.getByRole('button', { name: 'Rule' }));
    expect(order()).toEqual(['rule 9', 'rule 10', 'Rule 11', 'あいう']);
  });

  it('moves with j and k, selects with x, extends with Shift, opens with Enter', async () => {
    const opened = jest.fn();
    await renderApp(<Table onOpen={opened} />);
    key('j');
    expect(document.activeElement).toHaveAttribute('data-row-id', 'a');
    key('j');
    key('x');
    expect(screen.getByRole('checkbox', { name: 'Select rule 9' })).toBeChecked();
    key('J', { code: 'KeyJ', shiftKey: true });
    expect(screen.getByRole('status')).toHaveTextContent('b,c');
    key('Enter');
    expect(opened).toHaveBeenCalledTimes(1);
    expect(opened).toHaveBeenCalledWith(rules[2]);
    key('k');
    key('k');
    key('k');
    expect(document.activeElement).toHaveAttribute('data-row-id', 'a');
    key('Escape');
    expect(screen.getByRole('status')).toHaveTextContent('');
    expect(screen.queryAllByRole('checkbox', { checked: true })).toHaveLength(0);
  });

  it('has one tab stop, and arrows move when a row has the focus', async () => {
    await renderApp(<Table />);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1, -1]);
    act(() => rows[0]?.focus());
    key('ArrowDown');
    expect(document.activeElement).toBe(rows[1]);
    key('End');
    expect(document.activeElement).toBe(rows[3]);
    key('a', { ctrlKey: true });
    expect(screen.getByRole('status')).toHaveTextContent('a,b,c,d');
  });

  it('draws again only the rows that changed', async () => {
    await renderApp(<Table />);
    key('j');
    drawn.mockClear();
    key('x');
    expect(drawn.mock.calls).toEqual([['a']]);
  });

  it('says that there is nothing', async () => {
    await renderApp(<Table rows={[]} />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('No rule')).toBeInTheDocument();
  });
});
