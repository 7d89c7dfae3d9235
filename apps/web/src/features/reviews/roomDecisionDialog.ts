import type { Decision } from '@tenken/shared/decisions.contract';
import type { ReactNode } from 'react';
import type { PersonOption } from '../../ui/PersonPicker.js';

/** What the room says to the dialog in which a decision is made or changed. */
export interface RoomDecisionDialogProps {
  opened: boolean;
  onClose(): void;
  reviewSessionId: string;
  alertRuleId: string;
  ruleName: string;
  timeZone: string;
  people: readonly PersonOption[];
  decision?: Decision | undefined;
  onDone(decision: Decision): void;
}

/** The dialog belongs to another feature: the page puts it in. */
export type RenderDecisionDialog = (props: RoomDecisionDialogProps) => ReactNode;
