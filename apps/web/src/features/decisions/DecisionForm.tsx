import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { DECISION_KINDS } from '@tenken/shared/decisions.contract';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { newClientId } from '../../api/newClientId.js';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import type { DecisionDialogProps } from './DecisionDialog.js';
import { DECISION_KEYS, DecisionFields } from './DecisionFields.js';
import { createBodyOf, type DecisionDraft, draftOf, patchBodyOf } from './decisionBody.js';
import { createDecision, patchDecision } from './decisions.queries.js';
import { ReplayText } from './ReplayText.js';

/** A decision on one rule: a new one, or one that is changed. */
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
      <DecisionFields
        draft={draft}
        onChange={set}
        people={people}
        timeZone={timeZone}
        isNew={decision === undefined}
        merge={{
          except: props.alertRuleId,
          chosen: decision?.mergeIntoRule ?? props.startMergeInto ?? null,
        }}
      />
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
