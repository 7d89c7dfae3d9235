import { lazyDialog } from '../../ui/lazyDialog.js';
import type { DecisionDialogProps } from './DecisionDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyDecisionDialog = lazyDialog<DecisionDialogProps>(() =>
  import('./DecisionDialog.js').then((module) => module.DecisionDialog),
);
