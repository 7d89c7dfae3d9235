import type { DecisionDialogProps } from '../../features/decisions/DecisionDialog.js';
import { lazyDialog } from '../../ui/lazyDialog.js';

/** The dialog, its code and its messages loaded when it first opens. */
export const LazyDecisionDialog = lazyDialog<DecisionDialogProps>(() =>
  import('./DecisionDialogPart.js').then((module) => module.DecisionDialogPart),
);
