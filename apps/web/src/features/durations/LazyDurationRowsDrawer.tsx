import { lazyDialog } from '../../ui/lazyDialog.js';
import type { DurationRowsDrawerProps } from './DurationRowsDrawer.js';

/** The drawer, its code loaded when it first opens. */
export const LazyDurationRowsDrawer = lazyDialog<DurationRowsDrawerProps>(() =>
  import('./DurationRowsDrawer.js').then((module) => module.DurationRowsDrawer),
);
