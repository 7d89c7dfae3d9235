import { Button, Checkbox, Group, Modal, Radio, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import {
  type CreateDecisionBody,
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
} from '@tenken/shared/decisions.contract';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { newClientId } from '../../api/newClientId.js';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { DueInput } from '../../ui/DueInput.js';
import { FormError } from '../../ui/FormError.js';
import { OwnerInput, ownerOf } from '../../ui/OwnerInput.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { createDecision, patchDecision } from './decisions.queries.js';

/** One letter each; they work while no text field has the focus. */
export const DECISION_KEYS: Record<DecisionKind, string> = {
  fix_cause: 'f',
  tune: 't',
  reroute: 'r',
  downgrade: 'l',
  merge: 'm',
  delete: 'x',
  add_runbook: 'b',
  keep: 'k',
};

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

function DecisionForm(props: DecisionDialogProps) {
  const { decision, people, timeZone } = props;
  const t = useT();
  const [kind, setKind] = useState<DecisionKind>(decision?.kind ?? props.startKind ?? 'tune');
  const [reason, setReason] = useState(decision?.reason ?? '');
  const [owner, setOwner] = useState(decision?.owner ?? '');
  const [dueOn, setDueOn] = useState(decision?.dueOn ?? '');
  const [withAction, setWithAction] = useState(true);
  // One for everything that is sent from this dialog: a request whose answer was lost makes one decision.
  const [clientId] = useState(newClientId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const nothingToDo = kind === 'keep';

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const who = ownerOf(owner, people);
    const body: CreateDecisionBody = {
      ...(props.reviewSessionId === undefined ? {} : { reviewSessionId: props.reviewSessionId }),
      alertRuleId: props.alertRuleId,
      kind,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(nothingToDo ? {} : who),
      ...(nothingToDo || dueOn === '' ? {} : { dueOn }),
      createActionItem: withAction && !nothingToDo,
      clientId,
    };
    try {
      const done = decision
        ? await patchDecision(decision.id, {
            rowVersion: decision.rowVersion,
            kind,
            reason: reason.trim(),
            owner: 'owner' in who ? who.owner : null,
            ownerId: 'ownerId' in who ? who.ownerId : null,
            dueOn: dueOn === '' ? null : dueOn,
          })
        : await createDecision(body);
      props.onClose();
      props.onDone(done);
    } catch (failure) {
      const isUnreachable = failure instanceof ApiError && (failure.status === 0 || failure.status >= 500);
      if (isUnreachable && !decision && props.onUnreachable) {
        props.onUnreachable(body);
        return props.onClose();
      }
      setError(failure);
      setBusy(false);
    }
  };

  useKeys(
    t('reviews.keys.decision'),
    [
      ...DECISION_KINDS.map((each) => ({
        key: DECISION_KEYS[each],
        label: t(`reviews.kind.${each}`),
        run: () => setKind(each),
      })),
      { key: 'Mod+Enter', label: t('reviews.decision.save'), run: () => void submit() },
    ],
    { inDialog: true },
  );

  return (
    <Stack>
      <Radio.Group
        label={t('reviews.decision.kind')}
        value={kind}
        onChange={(value) => setKind(value as DecisionKind)}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6} mt={6}>
          {DECISION_KINDS.map((each, index) => (
            <Radio
              key={each}
              value={each}
              data-autofocus={index === 1 || undefined}
              label={
                <Group gap={6} wrap="nowrap" component="span">
                  <KeyCaps combo={DECISION_KEYS[each]} />
                  <span>{t(`reviews.kind.${each}`)}</span>
                </Group>
              }
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Textarea
        label={t('reviews.decision.reason')}
        placeholder={t('reviews.decision.reason.placeholder')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
      />
      {!nothingToDo && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <OwnerInput people={people} value={owner} onChange={setOwner} />
            <DueInput label={t('reviews.field.due')} value={dueOn} onChange={setDueOn} timeZone={timeZone} />
          </SimpleGrid>
          {!decision && (
            <Checkbox
              label={t('reviews.decision.action')}
              description={t('reviews.decision.action.hint')}
              checked={withAction}
              onChange={(event) => setWithAction(event.currentTarget.checked)}
            />
          )}
          {owner.trim() === '' && (
            <Text size="sm" c="dimmed">
              {t('reviews.decision.unowned')}
            </Text>
          )}
        </>
      )}
      <FormError error={error} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.rich('reviews.submit.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button loading={busy} onClick={() => void submit()}>
            {t('reviews.decision.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
