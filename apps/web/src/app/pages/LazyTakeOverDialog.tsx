import { lazyDialog } from '../../ui/lazyDialog.js';
import type { TakeOverDialogProps } from './TakeOverDialogPart.js';

/** The dialog, its code and its messages loaded when it first opens. */
export const LazyTakeOverDialog = lazyDialog<TakeOverDialogProps>(() =>
  import('./TakeOverDialogPart.js').then((module) => module.TakeOverDialogPart),
);
