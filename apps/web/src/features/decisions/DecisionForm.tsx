import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { DECISION_KINDS, type DecisionKind } from '@tenken/shared/decisions.contract';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { newClientId } from '../../api/newClientId.js';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { DueInput } from '../../ui/DueInput.js';
import { FormError } from '../../ui/FormError.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { OwnerInput } from '../../ui/OwnerInput.js';
import type { DecisionDialogProps } from './DecisionDialog.js';
import { createBodyOf, type DecisionDraft, draftOf, patchBodyOf } from './decisionBody.js';
import { createDecision, patchDecision } from './decisions.queries.js';
import { ReplayText } from './ReplayText.js';
import { RuleInput } from './RuleInput.js';

/** One letter each; they work while no text field has the focus. */
const DECISION_KEYS: Record<DecisionKind, string> = {
  fix_cause: 'f',
  tune: 't',
  reroute: 'r',
  downgrade: 'l',
  merge: 'm',
  delete: 'x',
  add_runbook: 'b',
  keep: 'k',
};

/** The fields of a decision; only those that its kind has. */
export function DecisionForm(props: DecisionDialogProps) {
  const { decision, people, timeZone } = props;
  const t = useT();
  const [draft, setDraft] = useState<DecisionDraft>(() =>
    draftOf(decision, {
      kind: props.startKind,
      reason: props.startReason,
      mergeIntoRuleId: props.startMergeInto?.id,
    }),
  );
  // One for everything that is sent from this dialog: a request whose answer was lost makes one decision.
  const [clientId] = useState(newClientId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<DecisionDraft>) => setDraft((old) => ({ ...old, ...change }));
  const replay = decision?.replay ?? props.replay ?? null;
  const isKept = draft.kind === 'keep';

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const body = {
      ...createBodyOf(draft, people),
      ...(props.reviewSessionId === undefined ? {} : { reviewSessionId: props.reviewSessionId }),
      ...(props.replay === undefined ? {} : { replay: props.replay }),
      alertRuleId: props.alertRuleId,
      clientId,
    };
    try {
      const done = decision
        ? await patchDecision(decision.id, patchBodyOf(draft, people, decision.rowVersion))
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
      ...DECISION_KINDS.map((kind) => ({
        key: DECISION_KEYS[kind],
        label: t(`reviews.kind.${kind}`),
        run: () => set({ kind }),
      })),
      { key: 'Mod+Enter', label: t('reviews.decision.save'), run: () => void submit() },
    ],
    { inDialog: true },
  );

  return (
    <Stack>
      {replay !== null && (
        <Alert color="blue" title={t('decisions.replay.title')}>
          <ReplayText replay={replay} />
        </Alert>
      )}
      <Radio.Group
        label={t('reviews.decision.kind')}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as DecisionKind })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6} mt={6}>
          {DECISION_KINDS.map((kind, index) => (
            <Radio
              key={kind}
              value={kind}
              data-autofocus={index === 1 || undefined}
              label={
                <Group gap={6} wrap="nowrap" component="span">
                  <KeyCaps combo={DECISION_KEYS[kind]} />
                  <span>{t(`reviews.kind.${kind}`)}</span>
                </Group>
              }
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Textarea
        label={t('reviews.decision.reason')}
        placeholder={t('reviews.decision.reason.placeholder')}
        value={draft.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
      />
      {draft.kind === 'merge' && (
        <RuleInput
          label={t('decisions.mergeInto')}
          description={t('decisions.mergeInto.hint')}
          chosen={decision?.mergeIntoRule ?? props.startMergeInto ?? null}
          value={draft.mergeIntoRuleId}
          onChange={(mergeIntoRuleId) => set({ mergeIntoRuleId })}
          except={props.alertRuleId}
        />
      )}
      {isKept ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label={t('decisions.accepted.perWeek')}
            description={t('decisions.accepted.perWeek.hint')}
            value={draft.acceptedPerWeek ?? ''}
            onChange={(value) => set({ acceptedPerWeek: typeof value === 'number' ? value : null })}
            min={0}
            max={1_000_000}
            allowDecimal={false}
          />
          <DueInput
            label={t('decisions.accepted.until')}
            description={t('decisions.accepted.until.hint')}
            value={draft.acceptedUntil}
            onChange={(acceptedUntil) => set({ acceptedUntil })}
            timeZone={timeZone}
            withSteps={false}
          />
        </SimpleGrid>
      ) : (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <OwnerInput people={people} value={draft.owner} onChange={(owner) => set({ owner })} />
            <DueInput
              label={t('reviews.field.due')}
              value={draft.dueOn}
              onChange={(dueOn) => set({ dueOn })}
              timeZone={timeZone}
            />
          </SimpleGrid>
          <InstantInput
            label={t('decisions.effectiveAt')}
            description={t('decisions.effectiveAt.hint')}
            value={draft.effectiveAt}
            onChange={(effectiveAt) => set({ effectiveAt })}
            timeZone={timeZone}
          />
          {!decision && (
            <Checkbox
              label={t('reviews.decision.action')}
              description={t('reviews.decision.action.hint')}
              checked={draft.withAction}
              onChange={(event) => set({ withAction: event.currentTarget.checked })}
            />
          )}
          {draft.owner.trim() === '' && (
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
