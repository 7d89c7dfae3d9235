import { Paper, Text } from '@mantine/core';
import type { ActionItemMetricsResponse, ShareComparison } from '@tenken/shared/action-item-metrics.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';

/** This cohort beside another one, in words that the tests bear out. */
export function ComparisonNote({ answer }: { answer: ActionItemMetricsResponse }) {
  const t = useT();
  const { comparison, timeZone } = answer;
  if (comparison === null) return null;
  const { completion, onTime, pace, previous } = comparison;
  const first = formatDay(dayOf(comparison.previousFrom, timeZone), t.language);
  const last = formatDay(addDays(dayOf(comparison.previousTo, timeZone), -1), t.language);
  const b = (parts: ReactNode) => <b>{parts}</b>;
  const share = (name: 'completion' | 'onTime', compared: ShareComparison | null) =>
    compared === null
      ? null
      : t.rich('actionItemMetrics.compare.share', {
          b,
          name: t(`actionItemMetrics.figure.${name}`),
          value: compared.value,
          n: compared.n,
          previous: compared.previous,
          previousN: compared.previousN,
          verdict: compared.verdict,
          p: compared.pValue < 0.001 ? '< 0.001' : `= ${compared.pValue.toFixed(3)}`,
        });
  return (
    <Paper withBorder p="sm">
      <Text size="sm" component="div">
        {t('actionItemMetrics.compare.with', { first, last })}{' '}
        <DefinitionButton definitionKey="cohort_comparison" />
      </Text>
      {previous.created === 0 ? (
        <Text size="sm">{t('actionItemMetrics.compare.empty')}</Text>
      ) : (
        <>
          <Text size="sm">{share('completion', completion)}</Text>
          <Text size="sm">{share('onTime', onTime)}</Text>
          {pace !== null && (
            <Text size="sm">
              {t.rich('actionItemMetrics.compare.pace', {
                b,
                verdict: pace.verdict,
                observed: pace.observed,
                expected: Math.round(pace.expected * 10) / 10,
                p: pace.pValue < 0.001 ? '< 0.001' : `= ${pace.pValue.toFixed(3)}`,
              })}
            </Text>
          )}
        </>
      )}
    </Paper>
  );
}
