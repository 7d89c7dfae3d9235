import type { CreateDecisionBody, Decision, DecisionKind } from '@tenken/shared/decisions.contract';
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
  /** the kind that is chosen when it opens */
  startKind?: DecisionKind | undefined;
  /** The server cannot be reached: what was decided is handed over to be sent later, and the dialog closes. */
  onUnreachable?: ((body: CreateDecisionBody) => void) | undefined;
  onDone(decision: Decision): void;
}

/** The dialog belongs to another feature: the page puts it in. */
export type RenderDecisionDialog = (props: RoomDecisionDialogProps) => ReactNode;
