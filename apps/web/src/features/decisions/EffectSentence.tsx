import { Group, Paper, Text } from '@mantine/core';
import type { DecisionEffect, DecisionOutcome } from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { DefinitionButton, type DefinitionOfAnswer } from '../../ui/DefinitionButton.js';
import { OutcomeBadge } from '../../ui/OutcomeBadge.js';

interface Props {
  outcome: DecisionOutcome;
  effect: DecisionEffect | null;
  definition: DefinitionOfAnswer;
  timeZone: string;
}

/** The answer before its figures: one word, one sentence, and what it stands on. */
export function EffectSentence({ outcome, effect, definition, timeZone }: Props) {
  const t = useT();
  const lines: string[] = [t(`decisions.sentence.${outcome}`, { n: effect?.incidentsLost ?? 0 })];
  if (effect !== null) {
    const days = Math.round(effect.windowDays * 10) / 10;
    lines.push(
      t('decisions.sentence.counts', { before: effect.firedBefore, after: effect.firedAfter, days }),
    );
    if (effect.ratio !== null && effect.lower !== null && effect.upper !== null) {
      lines.push(
        t('decisions.sentence.ratio', { ratio: effect.ratio, lower: effect.lower, upper: effect.upper }),
      );
    }
  }
  const notes: string[] = [];
  if (effect !== null) {
    notes.push(
      t(`decisions.effectiveBy.${effect.effectiveBy}`, {
        at: formatInstant(effect.effectiveAt, { language: t.language, timeZone }),
      }),
    );
    if (!effect.isComplete && effect.measuredAt !== null) {
      notes.push(
        t('decisions.sentence.measuredOn', {
          day: formatDay(dayOf(effect.measuredAt, timeZone), t.language),
        }),
      );
    }
    if (effect.recordsFrom !== null) {
      notes.push(
        t('decisions.sentence.recordsFrom', {
          day: formatDay(dayOf(effect.recordsFrom, timeZone), t.language),
        }),
      );
    }
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('decisions.outcome')}>
      <Group gap="xs" mb={6}>
        <OutcomeBadge outcome={outcome} />
        <DefinitionButton definitionKey="decision_effect" answered={definition} />
      </Group>
      <Text fz={18} fw={700} component="p" m={0}>
        {lines[0]}
      </Text>
      {lines.length > 1 && (
        <Text component="p" m={0} mt={4}>
          {lines.slice(1).join(t('decisions.sentence.separator'))}
        </Text>
      )}
      {notes.map((note) => (
        <Text key={note} size="sm" c="dimmed" component="p" m={0} mt={4}>
          {note}
        </Text>
      ))}
    </Paper>
  );
}
