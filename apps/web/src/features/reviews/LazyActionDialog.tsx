import { lazyDialog } from '../../ui/lazyDialog.js';
import type { ActionDialogProps } from './ActionDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyActionDialog = lazyDialog<ActionDialogProps>(() =>
  import('./ActionDialog.js').then((module) => module.ActionDialog),
);
