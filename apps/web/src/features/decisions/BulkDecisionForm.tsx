import { Alert, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { DECISION_KINDS, type Decision, type DecisionKind } from '@tenken/shared/decisions.contract';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { errorMessage } from '../../ui/errorMessage.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { DECISION_KEYS, DecisionFields } from './DecisionFields.js';
import { createBodyOf, type DecisionDraft, draftOf } from './decisionBody.js';
import { useDecisionBatch } from './useDecisionBatch.js';

/** A rule that is decided on, with what a replay of it promised. */
interface DecidedRule {
  id: string;
  name: string;
  replay: ReplayKept;
}

interface BulkDecisionFormProps {
  /** those that are ticked */
  rules: readonly DecidedRule[];
  people: readonly PersonOption[];
  timeZone: string;
  startKind: DecisionKind;
  /** the list to tick from; `isLocked` while and after something was sent */
  list(isLocked: boolean): ReactNode;
  onClose(): void;
  /** All are made. */
  onDone(made: readonly Decision[]): void;
}

/** Into one other rule a selection is not merged. */
const KINDS = DECISION_KINDS.filter((kind) => kind !== 'merge');

/** One decision for each of several rules: the same words, to each its own numbers. */
export function BulkDecisionForm(props: BulkDecisionFormProps) {
  const { rules, people, timeZone, startKind, list, onClose, onDone } = props;
  const t = useT();
  const [draft, setDraft] = useState<DecisionDraft>(() => draftOf(undefined, { kind: startKind }));
  const batch = useDecisionBatch();
  const set = (change: Partial<DecisionDraft>) => setDraft((old) => ({ ...old, ...change }));
  const left = rules.filter(({ id }) => !batch.made.has(id));
  const submit = async () => {
    if (batch.isBusy || left.length === 0) return;
    const made = await batch.send(
      rules.map(({ id, replay }) => ({ ...createBodyOf(draft, people), alertRuleId: id, replay })),
    );
    if (made !== null) onDone(made);
  };
  useKeys(
    t('reviews.keys.decision'),
    [
      ...KINDS.map((kind) => ({
        key: DECISION_KEYS[kind],
        label: t(`reviews.kind.${kind}`),
        run: () => set({ kind }),
      })),
      { key: 'Mod+Enter', label: t('reviews.decision.save'), run: () => void submit() },
    ],
    { inDialog: true },
  );
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const sent = batch.made.size + batch.failed.size;
  return (
    <Stack>
      {list(batch.isBusy || batch.made.size > 0)}
      <DecisionFields draft={draft} onChange={set} people={people} timeZone={timeZone} isNew kinds={KINDS} />
      {batch.isBusy && (
        <div role="status">
          <Text size="sm">{t('decisions.bulk.progress', { done: sent, all: rules.length })}</Text>
          <Progress
            value={(sent / rules.length) * 100}
            aria-label={t('decisions.bulk.progress', { done: sent, all: rules.length })}
          />
        </div>
      )}
      {!batch.isBusy && batch.failed.size > 0 && (
        <Alert
          color="red"
          role="alert"
          title={t('decisions.bulk.failed', { n: batch.failed.size, made: batch.made.size })}
        >
          <List size="sm">
            {[...batch.failed].map(([id, error]) => (
              <List.Item key={id}>
                {t('decisions.bulk.failure', { rule: names.get(id) ?? id, why: errorMessage(error, t) })}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.rich('reviews.submit.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(batch.made.size > 0 ? 'ui.close' : 'ui.cancel')}
          </Button>
          <Button loading={batch.isBusy} disabled={left.length === 0} onClick={() => void submit()}>
            {batch.failed.size > 0
              ? t('decisions.bulk.retry', { n: left.length })
              : t('decisions.bulk.save', { n: left.length })}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
