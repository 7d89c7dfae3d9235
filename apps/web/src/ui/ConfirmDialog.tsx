import type { ConfirmDialogProps } from './ConfirmModal.js';
import { lazyDialog } from './lazyDialog.js';

/** Asks before what cannot be undone; everything else gets an undo toast instead. */
export const ConfirmDialog = lazyDialog<ConfirmDialogProps>(() =>
  import('./ConfirmModal.js').then((module) => module.ConfirmModal),
);
