import { DecisionDialog } from '../../features/decisions/DecisionDialog.js';

/** Loaded when it first opens, with its own messages (vite-message-parts). */
export const DecisionDialogPart = DecisionDialog;
