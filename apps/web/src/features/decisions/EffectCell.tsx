import { Text } from '@mantine/core';
import type { DecisionEffect } from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';

/** Counts before and after, the ratio with its interval, and lost incidents: two lines of a cell. */
export function EffectCell({ effect }: { effect: DecisionEffect | null }) {
  const t = useT();
  if (effect === null) return '—';
  return (
    <div>
      <Text size="sm" component="div" style={{ whiteSpace: 'nowrap' }}>
        {t('decisions.effect.counts', { before: effect.firedBefore, after: effect.firedAfter })}
        {effect.ratio !== null && effect.lower !== null && effect.upper !== null && (
          <Text span size="sm" c="dimmed">
            {' '}
            {t('decisions.effect.ratio', { ratio: effect.ratio, lower: effect.lower, upper: effect.upper })}
          </Text>
        )}
      </Text>
      {effect.incidentsLost > 0 && (
        <Text size="xs" component="div">
          {t('decisions.effect.lost', { n: effect.incidentsLost })}
        </Text>
      )}
    </div>
  );
}
