import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { definitionEffectsQuery } from './evidence.queries.js';

/** What a version of the definition changed: alerts before and after it, and the word; nothing while it is not known. */
export function DefinitionEffect({ ruleId, version }: { ruleId: string; version: number }) {
  const t = useT();
  const answer = useQuery(definitionEffectsQuery(ruleId)).data;
  const found = answer?.items.find((item) => item.version === version);
  if (found === undefined) return null;
  const { effect } = found;
  const ratio = (value: number | null) =>
    value === null ? '—' : new Intl.NumberFormat(t.language, { maximumSignificantDigits: 3 }).format(value);
  return (
    <Text size="sm" component="div" role="note">
      {effect === null ? (
        t('rules.definition.effect.none')
      ) : (
        <>
          {t('rules.definition.effect')}{' '}
          <b>{effect.verdict === null ? t('rules.effect.too_few') : t(`rules.effect.${effect.verdict}`)}</b>
          {t('ui.listSeparator')}
          {t('rules.definition.effect.counts', {
            before: effect.firedBefore,
            after: effect.firedAfter,
            days: Math.round(effect.windowDays),
          })}
          {effect.lower !== null &&
            ` · ${t('rules.definition.effect.ratio', {
              ratio: ratio(effect.ratio),
              lower: ratio(effect.lower),
              upper: effect.upper === null ? '∞' : ratio(effect.upper),
            })}`}
        </>
      )}{' '}
      <DefinitionButton definitionKey="definition_effect" answered={answer?.definition ?? null} />
    </Text>
  );
}
