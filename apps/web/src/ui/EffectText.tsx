import { Group, Text } from '@mantine/core';
import type { DecisionEffect } from '@tenken/shared/decisions.contract';
import { useT } from '../i18n/useT.js';
import { DefinitionButton } from './DefinitionButton.js';

/** Whether a decision worked: counts before and after, the ratio with its interval, one word. */
export function EffectText({ effect }: { effect: DecisionEffect | null }) {
  const t = useT();
  if (effect === null) return null;
  const days = Math.round(effect.windowDays * 10) / 10;
  return (
    <Group gap={4} wrap="nowrap" align="start">
      <Text size="sm" component="div" miw={180}>
        {t('reviews.effect.counts', { before: effect.firedBefore, after: effect.firedAfter, days })}
        {effect.ratio !== null && effect.lower !== null && effect.upper !== null && (
          <> {t('reviews.effect.ratio', { ratio: effect.ratio, lower: effect.lower, upper: effect.upper })}</>
        )}{' '}
        <strong>{t(`reviews.effect.${effect.verdict ?? 'none'}`)}</strong>
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
