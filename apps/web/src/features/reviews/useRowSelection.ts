import { useCallback, useMemo, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';

export interface RowSelection {
  selected: ReadonlySet<string>;
  toggle(id: string): void;
  /** selects these and no others */
  choose(ids: readonly string[]): void;
  clear(): void;
}

interface Options {
  /** in the order shown */
  ids: readonly string[];
  activeId: string | null;
  enabled: boolean;
  /** moves to the row; the keys that extend move too */
  onGo(id: string): void;
}

/** Rows that are chosen together: `x`, Shift+J and Shift+K, Esc (Ctrl+A is the list's own key). */
export function useRowSelection({ ids, activeId, enabled, onGo }: Options): RowSelection {
  const t = useT();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // A row that has gone is not chosen any more.
  const selected = useMemo(() => {
    const left = ids.filter((id) => chosen.has(id));
    return left.length === chosen.size ? chosen : new Set(left);
  }, [ids, chosen]);
  const latest = useRef(selected);
  latest.current = selected;
  const toggle = useCallback((id: string) => {
    const next = new Set(latest.current);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }, []);
  const choose = useCallback((wanted: readonly string[]) => setChosen(new Set(wanted)), []);
  const clear = useCallback(() => setChosen(new Set()), []);
  const extend = (step: 1 | -1) => {
    const index = activeId === null ? -1 : ids.indexOf(activeId);
    const target = ids[Math.max(0, Math.min(ids.length - 1, index + step))];
    if (target === undefined) return;
    setChosen(new Set([...selected, ...(activeId === null ? [] : [activeId]), target]));
    onGo(target);
  };
  useKeys(
    t('reviews.keys.rules'),
    [
      {
        key: 'x',
        label: t('ui.table.select'),
        run: () => activeId !== null && toggle(activeId),
      },
      { key: 'Shift+J', label: t('ui.table.extendDown'), run: () => extend(1), repeat: true },
      { key: 'Shift+K', label: t('ui.table.extendUp'), run: () => extend(-1), repeat: true },
      { key: 'Escape', label: t('reviews.bulk.clear'), run: clear, when: selected.size > 0 },
    ],
    { enabled },
  );
  return { selected, toggle, choose, clear };
}
