import { Checkbox, Group, NumberInput, Radio, SimpleGrid, Text, Textarea } from '@mantine/core';
import { DECISION_KINDS, type DecisionKind } from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { DueInput } from '../../ui/DueInput.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { OwnerInput } from '../../ui/OwnerInput.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import type { DecisionDraft } from './decisionBody.js';
import { RuleInput } from './RuleInput.js';

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

interface Props {
  draft: DecisionDraft;
  onChange(change: Partial<DecisionDraft>): void;
  people: readonly PersonOption[];
  timeZone: string;
  /** not yet made: an action item can be made with it */
  isNew: boolean;
  kinds?: readonly DecisionKind[];
  /** of one rule, which may be merged into another */
  merge?: { except: string; chosen: { id: string; name: string } | null };
}

/** The fields of a decision; only those that its kind has. */
export function DecisionFields(props: Props) {
  const { draft, onChange, people, timeZone, isNew, kinds = DECISION_KINDS, merge } = props;
  const t = useT();
  const isKept = draft.kind === 'keep';
  return (
    <>
      <Radio.Group
        label={t('reviews.decision.kind')}
        value={draft.kind}
        onChange={(kind) => onChange({ kind: kind as DecisionKind })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6} mt={6}>
          {kinds.map((kind, index) => (
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
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
      />
      {draft.kind === 'merge' && merge && (
        <RuleInput
          label={t('decisions.mergeInto')}
          description={t('decisions.mergeInto.hint')}
          chosen={merge.chosen}
          value={draft.mergeIntoRuleId}
          onChange={(mergeIntoRuleId) => onChange({ mergeIntoRuleId })}
          except={merge.except}
        />
      )}
      {isKept ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label={t('decisions.accepted.perWeek')}
            description={t('decisions.accepted.perWeek.hint')}
            value={draft.acceptedPerWeek ?? ''}
            onChange={(value) => onChange({ acceptedPerWeek: typeof value === 'number' ? value : null })}
            min={0}
            max={1_000_000}
            allowDecimal={false}
          />
          <DueInput
            label={t('decisions.accepted.until')}
            description={t('decisions.accepted.until.hint')}
            value={draft.acceptedUntil}
            onChange={(acceptedUntil) => onChange({ acceptedUntil })}
            timeZone={timeZone}
            withSteps={false}
          />
        </SimpleGrid>
      ) : (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <OwnerInput people={people} value={draft.owner} onChange={(owner) => onChange({ owner })} />
            <DueInput
              label={t('reviews.field.due')}
              value={draft.dueOn}
              onChange={(dueOn) => onChange({ dueOn })}
              timeZone={timeZone}
            />
          </SimpleGrid>
          <InstantInput
            label={t('decisions.effectiveAt')}
            description={t('decisions.effectiveAt.hint')}
            value={draft.effectiveAt}
            onChange={(effectiveAt) => onChange({ effectiveAt })}
            timeZone={timeZone}
          />
          {isNew && (
            <Checkbox
              label={t('reviews.decision.action')}
              description={t('reviews.decision.action.hint')}
              checked={draft.withAction}
              onChange={(event) => onChange({ withAction: event.currentTarget.checked })}
            />
          )}
          {draft.owner.trim() === '' && (
            <Text size="sm" c="dimmed">
              {t('reviews.decision.unowned')}
            </Text>
          )}
        </>
      )}
    </>
  );
}
