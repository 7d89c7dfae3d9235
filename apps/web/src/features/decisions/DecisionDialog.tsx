import { Modal } from '@mantine/core';
import type { CreateDecisionBody, Decision, DecisionKind } from '@tenken/shared/decisions.contract';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import { useT } from '../../i18n/useT.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { DecisionForm } from './DecisionForm.js';

export interface DecisionDialogProps {
  opened: boolean;
  onClose(): void;
  /** the session in which it is decided */
  reviewSessionId?: string | undefined;
  alertRuleId: string;
  ruleName: string;
  timeZone: string;
  people: readonly PersonOption[];
  /** the decision to change; without it a new one is made */
  decision?: Decision | undefined;
  /** the kind that is chosen when it opens */
  startKind?: DecisionKind | undefined;
  /** the reason that stands there when it opens */
  startReason?: string | undefined;
  /** the rule that a merge goes into when it opens */
  startMergeInto?: { id: string; name: string } | undefined;
  /** a what-if that is taken over, with its numbers */
  replay?: ReplayKept | undefined;
  /** The server cannot be reached: what was decided is handed over to be sent later, and the dialog closes. */
  onUnreachable?: ((body: CreateDecisionBody) => void) | undefined;
  onDone(decision: Decision): void;
}

/** What is to be done with a rule, by whom and until when. */
export function DecisionDialog(props: DecisionDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.decision.title', { rule: props.ruleName })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <DecisionForm {...props} />}
    </Modal>
  );
}
