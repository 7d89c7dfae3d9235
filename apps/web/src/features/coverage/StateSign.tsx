import type { CellState } from '@tenken/shared/coverage.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import classes from './StateSign.module.css';

const DRAWINGS: Readonly<Record<CellState, ReactNode>> = {
  // filled circle with a tick
  proven: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path d="M4.5 8.3 7 10.7l4.5-5" stroke="var(--mantine-color-body)" />
    </>
  ),
  // half filled
  untested: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" />
    </>
  ),
  // a broken ring with a cross
  gap: (
    <>
      <path d="M8 1 15 8l-7 7-7-7z" fill="currentColor" stroke="none" />
      <path d="M8 4.5v4M8 11v.2" stroke="var(--mantine-color-body)" />
    </>
  ),
  // a calendar leaf
  accepted: <path d="M2.5 3.5h11v10h-11zM2.5 7h11M5.5 1.5v3M10.5 1.5v3" />,
  none: <path d="M4 8h8" />,
};

/** The state of a cell as shape, colour and word. */
export function StateSign({ state }: { state: CellState }) {
  const t = useT();
  return (
    <span className={classes.sign} data-state={state}>
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {DRAWINGS[state]}
      </svg>
      <span>{t(`coverage.state.${state}`)}</span>
    </span>
  );
}
