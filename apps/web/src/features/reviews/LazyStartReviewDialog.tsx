import { lazyDialog } from '../../ui/lazyDialog.js';
import type { StartReviewDialogProps } from './StartReviewDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyStartReviewDialog = lazyDialog<StartReviewDialogProps>(() =>
  import('./StartReviewDialog.js').then((module) => module.StartReviewDialog),
);
