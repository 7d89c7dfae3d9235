import { Group, Text } from '@mantine/core';
import type { DecisionEffect, DecisionOutcome } from '@tenken/shared/decisions.contract';
import { useT } from '../i18n/useT.js';
import { DefinitionButton } from './DefinitionButton.js';
import { OutcomeBadge } from './OutcomeBadge.js';

interface Props {
  effect: DecisionEffect | null;
  /** the word that the whole product says of this decision: it also knows what is not measured to the end */
  outcome: DecisionOutcome;
}

/** Breaks before or after, and inside only where it is alone too wide. */
const WHOLE = { display: 'inline-block' } as const;

/** Whether a decision worked: counts before and after, the ratio with its interval, one word. */
export function EffectText({ effect, outcome }: Props) {
  const t = useT();
  if (effect === null) return null;
  const days = Math.round(effect.windowDays * 10) / 10;
  return (
    <Group gap={4} wrap="nowrap" align="start">
      <Text size="sm" component="div" miw={180}>
        <span style={WHOLE}>
          {t('reviews.effect.counts', { before: effect.firedBefore, after: effect.firedAfter, days })}
        </span>{' '}
        {effect.ratio !== null && effect.lower !== null && effect.upper !== null && (
          <span style={WHOLE}>
            {t('reviews.effect.ratio', { ratio: effect.ratio, lower: effect.lower, upper: effect.upper })}
          </span>
        )}{' '}
        <OutcomeBadge outcome={outcome} />
        {effect.incidentsCaughtBefore > effect.incidentsCaughtAfter && (
          <Text size="sm" component="div">
            {t('reviews.effect.caughtFewer', {
              before: effect.incidentsCaughtBefore,
              after: effect.incidentsCaughtAfter,
            })}
          </Text>
        )}
      </Text>
      <DefinitionButton definitionKey="decision_effect" />
    </Group>
  );
}
