import { Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { RowsLink, type RowsTarget } from '../ui/RowsLink.js';
import { useOpenRows } from '../ui/useOpenRows.js';
import classes from './FiringStrip.module.css';
import type { FiringStripModel, MarkKind, StripBar } from './prepare/prepareFiringStrip.js';

interface Props {
  model: FiringStripModel;
  /** The finding, in a sentence. */
  label: string;
  laneNames: Record<MarkKind | 'silence', string>;
  /** "12 Oct: 4 alerts, 2 pages" */
  barName(bar: StripBar): string;
  barTarget(bar: StripBar): RowsTarget;
  dayName(day: string): string;
  /** What is said while no bar is pointed at. */
  hint: ReactNode;
}

const SIGNS: Record<MarkKind, string> = { incident: '▲', decision: '◆', definition: '┃' };
const LANES = ['incident', 'decision', 'definition'] as const;

/**
 * Alerts by day with what happened around them. A bar is too thin for a finger: the one that is pointed at, or reached
 * with the arrow keys, is named below with a link to its rows. What the marks say stands in the table twin as well.
 */
export function FiringStrip({ model, label, laneNames, barName, barTarget, dayName, hint }: Props) {
  const openRows = useOpenRows();
  const [active, setActive] = useState<number | null>(null);
  const bar = active === null ? undefined : model.bars[active];
  const step = (by: number) => {
    const start = active ?? (by > 0 ? -1 : model.bars.length);
    let next = start + by;
    while (model.bars[next]?.fired === 0) next += by;
    if (model.bars[next] !== undefined) setActive(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'Enter' && bar && bar.fired > 0) openRows(barTarget(bar));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div>
      <div className={classes.frame}>
        {/* biome-ignore lint/a11y/useSemanticElements: not a set of fields */}
        <div
          className={classes.bars}
          role="group"
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from bar to bar
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {model.bars.map((one, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the link below and the table twin do the same
            // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys and Enter of the strip
            <div
              key={one.day}
              className={classes.bar}
              data-counts={one.fired > 0 || undefined}
              data-active={index === active || undefined}
              title={barName(one)}
              onPointerEnter={() => setActive(index)}
              onClick={() => one.fired > 0 && openRows(barTarget(one))}
            >
              <div
                className={classes.fired}
                style={{ height: `${((one.fired - one.pages) / Math.max(1, model.max)) * 100}%` }}
              />
              <div
                className={classes.pages}
                style={{ height: `${(one.pages / Math.max(1, model.max)) * 100}%` }}
              />
            </div>
          ))}
        </div>
        {LANES.filter((kind) => model.marks[kind].length > 0).map((kind) => (
          <Lane key={kind} name={laneNames[kind]}>
            {model.marks[kind].map((mark) => (
              <span
                key={mark.key}
                className={`${classes.mark} ${classes[kind]}`}
                style={{ left: `${mark.left}%` }}
                title={mark.label}
                aria-hidden
              >
                {SIGNS[kind]}
              </span>
            ))}
          </Lane>
        ))}
        {model.spans.length > 0 && (
          <Lane name={laneNames.silence}>
            {model.spans.map((span) => (
              <span
                key={span.key}
                className={classes.span}
                style={{ left: `${span.left}%`, width: `${span.width}%` }}
                title={span.label}
                aria-hidden
              />
            ))}
          </Lane>
        )}
        <div className={classes.axis} aria-hidden>
          {model.ticks.map((tick) => (
            <span key={tick.day} className={classes.tick} style={{ left: `${tick.left}%` }}>
              {dayName(tick.day)}
            </span>
          ))}
        </div>
      </div>
      <Text size="sm" component="div" className={classes.readout} role="status" aria-live="polite">
        {bar === undefined ? (
          hint
        ) : bar.fired === 0 ? (
          barName(bar)
        ) : (
          <RowsLink target={barTarget(bar)}>{barName(bar)}</RowsLink>
        )}
      </Text>
    </div>
  );
}

function Lane({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span className={classes.name}>{name}</span>
      <div className={classes.lane}>{children}</div>
    </>
  );
}
