import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { formatPerWeek, type GridCell } from './prepareReplay.js';
import classes from './ReplayGrid.module.css';

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface Props {
  cells: readonly (readonly GridCell[])[];
  onChoose(settings: ReplaySettings): void;
}

/** Delays by holds: one tab stop, arrows move, Enter chooses. Each cell says what is left in a figure and a sign. */
export function ReplayGrid({ cells, onChoose }: Props) {
  const t = useT();
  const table = useRef<HTMLTableElement>(null);
  const chosenRow = cells.findIndex((row) => row.some(({ isChosen }) => isChosen));
  const [at, setAt] = useState<readonly [number, number] | null>(null);
  const [row, column] = at ?? [
    Math.max(0, chosenRow),
    Math.max(0, cells[chosenRow]?.findIndex(({ isChosen }) => isChosen) ?? 0),
  ];
  const duration = (seconds: number) => formatExactDuration(seconds, t.language);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.metaKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const to = [
      Math.min(cells.length - 1, Math.max(0, row + move[0])),
      Math.min((cells[0]?.length ?? 1) - 1, Math.max(0, column + move[1])),
    ] as const;
    setAt(to);
    table.current?.querySelector<HTMLElement>(`[data-at="${to[0]}-${to[1]}"]`)?.focus();
  };
  return (
    // what scrolls holds the hidden words of its cells
    <div className={classes.scroll}>
      <table
        ref={table}
        className={classes.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern "data grid" on a real table
        role="grid"
        aria-label={t('whatIf.grid')}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{t('whatIf.grid.corner')}</th>
            {cells[0]?.map(({ outcome }) => (
              <th key={outcome.settings.offDelaySeconds} scope="col">
                {duration(outcome.settings.offDelaySeconds)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((line, rowIndex) => {
            const delay = line[0]?.outcome.settings.onDelaySeconds ?? 0;
            return (
              <tr key={delay}>
                <th scope="row">{duration(delay)}</th>
                {line.map(({ outcome, perWeek, level, harm, isChosen }, columnIndex) => {
                  const n = formatPerWeek(perWeek, t.language);
                  return (
                    <td key={outcome.settings.offDelaySeconds}>
                      <button
                        type="button"
                        className={classes.cell}
                        data-level={level}
                        data-at={`${rowIndex}-${columnIndex}`}
                        aria-pressed={isChosen}
                        aria-label={t('whatIf.grid.cell', {
                          delay: duration(delay),
                          hold: duration(outcome.settings.offDelaySeconds),
                          n,
                          missed: outcome.confirmed.missed,
                          late: outcome.confirmed.late,
                          lost: outcome.actionable.lost,
                        })}
                        tabIndex={rowIndex === row && columnIndex === column ? 0 : -1}
                        onFocus={() => setAt([rowIndex, columnIndex])}
                        onClick={() => onChoose(outcome.settings)}
                      >
                        {n}
                        {harm && ' ✕'}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
