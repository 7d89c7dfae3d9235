import { lazyDialog } from '../../ui/lazyDialog.js';
import type { RuleEditDialogProps } from './RuleEditDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyRuleEditDialog = lazyDialog<RuleEditDialogProps>(() =>
  import('./RuleEditDialog.js').then((module) => module.RuleEditDialog),
);
