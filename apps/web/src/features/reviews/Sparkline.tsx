import { memo } from 'react';
import { sparklinePath } from './sparklinePath.js';

const WIDTH = 84;
const HEIGHT = 20;

interface Props {
  values: readonly number[];
  /** the largest stretch of any row of the column: all lines share one scale */
  max: number;
  label: string;
}

/** A rule's firings as a word-sized picture; the number stands beside it. */
export const Sparkline = memo(function Sparkline({ values, max, label }: Props) {
  const path = sparklinePath(values, max, WIDTH, HEIGHT - 4);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 -2 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line x1="0" x2={WIDTH} y1={HEIGHT - 4} y2={HEIGHT - 4} stroke="var(--line)" />
      {path !== null && (
        <path d={path} fill="none" stroke="var(--data)" strokeWidth="1.5" strokeLinejoin="round" />
      )}
    </svg>
  );
});
