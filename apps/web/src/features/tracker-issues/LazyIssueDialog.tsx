import { lazyDialog } from '../../ui/lazyDialog.js';
import type { IssueDialogProps } from './IssueDialog.js';

/** The dialog, its code loaded when it first opens. Its `key` should be the item: what was typed belongs to one. */
export const LazyIssueDialog = lazyDialog<IssueDialogProps>(() =>
  import('./IssueDialog.js').then((module) => module.IssueDialog),
);
