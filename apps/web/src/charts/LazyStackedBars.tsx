import { lazy, Suspense } from 'react';
import type { StackedBarsProps } from './StackedBars.js';
import { StackedLegend } from './StackedLegend.js';

const Loaded = lazy(async () => ({ default: (await import('./StackedBars.js')).StackedBars }));

/** The bars of a page that says its figures without Recharts; until that is here, their room and their legend. */
export function LazyStackedBars(props: StackedBarsProps) {
  const waiting = (
    <>
      <div style={{ height: props.height ?? 240 }} />
      <StackedLegend series={props.series} />
    </>
  );
  return (
    <Suspense fallback={waiting}>
      <Loaded {...props} />
    </Suspense>
  );
}
