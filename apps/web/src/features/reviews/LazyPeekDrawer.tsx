import { lazyDialog } from '../../ui/lazyDialog.js';
import type { PeekDrawerProps } from './PeekDrawer.js';

/** The drawer, its code loaded when it first opens. */
export const LazyPeekDrawer = lazyDialog<PeekDrawerProps>(() =>
  import('./PeekDrawer.js').then((module) => module.PeekDrawer),
);
