import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/useT.js';
import { useKeys } from '../keys/useKeys.js';
import type { DataTableProps } from './DataTable.js';

interface Input<Row> extends DataTableProps<Row> {
  /** The ids of `rows`, in the order shown. */
  ids: readonly string[];
}

interface TableKeys {
  bodyRef: RefObject<HTMLTableSectionElement | null>;
  activeId: string | null;
  activeIndex: number;
  activate(id: string): void;
  toggle(id: string): void;
  open(id: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The active row of a table, its keys (of the page, or of the focused table), and selection by them. */
export function useTableKeys<Row>(input: Input<Row>): TableKeys {
  const { ids, selection, onOpen, pageKeys = true, label } = input;
  const t = useT();
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [ownActive, setOwnActive] = useState<string | null>(null);
  const activeId = input.onActiveChange ? (input.activeId ?? null) : ownActive;
  const activeIndex = activeId === null ? -1 : ids.indexOf(activeId);

  // Memoised rows keep old callbacks: these read what is true now.
  const now = useRef(input);
  useEffect(() => {
    now.current = input;
  });

  const activate = useCallback((id: string) => {
    if (now.current.onActiveChange) now.current.onActiveChange(id);
    else setOwnActive(id);
  }, []);
  const toggle = useCallback((id: string) => {
    const current = now.current.selection;
    if (!current) return;
    const next = new Set(current.selected);
    if (!next.delete(id)) next.add(id);
    current.onChange(next);
  }, []);

  const open = useCallback((id: string) => {
    const { rows, rowId, onOpen: openRow } = now.current;
    const row = rows.find((candidate) => rowId(candidate) === id);
    if (row !== undefined) openRow?.(row);
  }, []);

  const focusRow = (index: number) => {
    const id = ids[index];
    if (id === undefined) return;
    activate(id);
    const row = bodyRef.current?.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(id)}"]`);
    row?.focus();
    row?.scrollIntoView?.({ block: 'nearest' });
  };
  const move = (step: number, from = activeIndex) =>
    focusRow(Math.max(0, Math.min(ids.length - 1, from + step)));
  const extend = (step: number) => {
    if (!selection) return move(step);
    const target = Math.max(0, Math.min(ids.length - 1, activeIndex + step));
    const next = new Set(selection.selected);
    for (const index of [activeIndex, target]) {
      const id = ids[index];
      if (id !== undefined) next.add(id);
    }
    selection.onChange(next);
    focusRow(target);
  };
  const openActive = () => {
    if (activeId !== null) open(activeId);
  };
  const hasRows = ids.length > 0;
  const selectable = hasRows && selection !== undefined;

  useKeys(
    label,
    [
      { key: 'j', label: t('ui.table.next'), run: () => move(1), repeat: true },
      { key: 'k', label: t('ui.table.previous'), run: () => move(-1), repeat: true },
      {
        key: 'x',
        label: t('ui.table.select'),
        run: () => activeId !== null && toggle(activeId),
        when: selectable,
      },
      {
        key: 'Shift+J',
        label: t('ui.table.extendDown'),
        run: () => extend(1),
        when: selectable,
        repeat: true,
      },
      {
        key: 'Shift+K',
        label: t('ui.table.extendUp'),
        run: () => extend(-1),
        when: selectable,
        repeat: true,
      },
      {
        key: 'Enter',
        label: t('ui.table.open'),
        run: openActive,
        when: onOpen !== undefined && activeIndex >= 0,
      },
      {
        key: 'Escape',
        label: t('ui.table.clear'),
        run: () => selection?.onChange(new Set()),
        when: selectable && (selection?.selected.size ?? 0) > 0,
      },
    ],
    { enabled: pageKeys && hasRows },
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableRowElement) || event.nativeEvent.isComposing) return;
    const id = event.target.dataset.rowId ?? '';
    const index = ids.indexOf(id);
    const withModifier = event.ctrlKey || event.metaKey;
    if (event.key === 'ArrowDown') move(1, index);
    else if (event.key === 'ArrowUp') move(-1, index);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(ids.length - 1);
    else if (event.key === ' ' && selection) toggle(id);
    else if (event.key === 'a' && withModifier && selection) selection.onChange(new Set(ids));
    else if (event.key === 'Enter' && !pageKeys) open(id);
    else return;
    event.preventDefault();
  };

  return { bodyRef, activeId, activeIndex, activate, toggle, open, onKeyDown };
}
