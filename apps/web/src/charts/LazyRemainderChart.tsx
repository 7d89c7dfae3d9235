import { lazy, Suspense } from 'react';
import type { RemainderChartProps } from './RemainderChart.js';

const Loaded = lazy(async () => ({ default: (await import('./RemainderChart.js')).RemainderChart }));

/** The chart of a page that says its figures without Recharts; until that is here, its room. */
export function LazyRemainderChart(props: RemainderChartProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height ?? 240 }} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
