import { type ComponentType, lazy, Suspense } from 'react';
import type { ScatterPoint } from './prepare/prepareScatter.js';
import type { ScatterPlotProps } from './ScatterPlot.js';

const Loaded = lazy(async () => ({ default: (await import('./ScatterPlot.js')).ScatterPlot }));

/** The plot of a page that says its figures without Recharts; until that is here, its room. */
export function LazyScatterPlot<Point extends ScatterPoint>(props: ScatterPlotProps<Point>) {
  const Plot = Loaded as unknown as ComponentType<ScatterPlotProps<Point>>;
  return (
    <Suspense fallback={<div style={{ height: props.height ?? 280 }} />}>
      <Plot {...props} />
    </Suspense>
  );
}
