import type { CoverageCell, CoverageResponse } from '@tenken/shared/coverage.contract';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { BreakableName } from '../../ui/BreakableName.js';
import classes from './CoverageMatrix.module.css';
import { moveCell } from './moveCell.js';
import { StateSign } from './StateSign.js';
import { signalName } from './signalName.js';

type Service = CoverageResponse['services'][number];

interface Props {
  matrix: CoverageResponse;
  onOpen(service: Service, cell: CoverageCell): void;
  onAdd(service: Service, cell: CoverageCell): void;
  onAccept(service: Service, cell: CoverageCell): void;
  mayWrite: boolean;
}

/**
 * Services by signals as a grid: one tab stop, arrows move, Enter opens. Each cell says its state in a sign and in a
 * word. `a` and `i` act on the cell that has the focus.
 */
export function CoverageMatrix({ matrix, onOpen, onAdd, onAccept, mayWrite }: Props) {
  const t = useT();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const row = Math.min(at[0], matrix.services.length - 1);
  const column = Math.min(at[1], matrix.signals.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const service = matrix.services[row];
    const cell = service?.cells[column];
    if (mayWrite && !event.ctrlKey && service && cell && (event.key === 'a' || event.key === 'i')) {
      event.preventDefault();
      event.stopPropagation();
      return event.key === 'a' ? onAdd(service, cell) : onAccept(service, cell);
    }
    const next = moveCell(
      [row, column],
      event.key,
      event.ctrlKey,
      matrix.services.length,
      matrix.signals.length,
    );
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    const button = table.current?.querySelector<HTMLElement>(`[data-at="${next[0]}-${next[1]}"]`);
    button?.focus();
    button?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };

  return (
    <div className={classes.scroll}>
      <table
        ref={table}
        className={classes.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern "data grid" on a real table
        role="grid"
        aria-label={t('coverage.matrix')}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{t('coverage.matrix.service')}</th>
            {matrix.signals.map((signal) => (
              <th key={signal} scope="col">
                {signalName(signal, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.services.map((service, serviceIndex) => (
            <tr key={service.id}>
              <th scope="row" data-part={service.parentId !== null || undefined}>
                <BreakableName name={service.name} />
              </th>
              {service.cells.map((cell, cellIndex) => (
                <td key={cell.signal}>
                  <button
                    type="button"
                    className={classes.cell}
                    data-state={cell.state}
                    data-at={`${serviceIndex}-${cellIndex}`}
                    tabIndex={serviceIndex === row && cellIndex === column ? 0 : -1}
                    onFocus={() => setAt([serviceIndex, cellIndex])}
                    onClick={() => onOpen(service, cell)}
                  >
                    <span className="visually-hidden">
                      {t('coverage.matrix.cell', {
                        service: service.name,
                        signal: signalName(cell.signal, t),
                      })}
                    </span>{' '}
                    <StateSign state={cell.state} />{' '}
                    {cell.rules.length > 0 && (
                      <span className={classes.count}>
                        {cell.rules.length}
                        <span className="visually-hidden">
                          {' '}
                          {t('coverage.matrix.rules', { n: cell.rules.length })}
                        </span>
                      </span>
                    )}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
