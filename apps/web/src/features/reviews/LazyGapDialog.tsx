import { lazyDialog } from '../../ui/lazyDialog.js';
import type { GapDialogProps } from './GapDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyGapDialog = lazyDialog<GapDialogProps>(() =>
  import('./GapDialog.js').then((module) => module.GapDialog),
);
