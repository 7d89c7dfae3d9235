import type { ReactNode } from 'react';
import classes from './ChartFrame.module.css';

export interface LegendEntry {
  key: string;
  /** An SVG of 16 × 12. */
  mark: ReactNode;
  label: string;
}

/** Names of the marks of a chart. */
export function ChartLegend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
            {entry.mark}
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
