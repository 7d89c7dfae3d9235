import { lazyDialog } from '../../ui/lazyDialog.js';
import type { HistoryDrawerProps } from './HistoryDrawer.js';

/** The drawer, its code loaded when it first opens. */
export const LazyHistoryDrawer = lazyDialog<HistoryDrawerProps>(() =>
  import('./HistoryDrawer.js').then((module) => module.HistoryDrawer),
);
