import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { againstText } from '../../ui/againstText.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { type RecurrenceRowsOf, type RecurrenceScope, withSearch } from './recurrenceRows.js';

interface Props {
  answer: RecurrenceMetricsResponse;
  scope: RecurrenceScope;
  rowsOf: RecurrenceRowsOf;
}

/** The word on the confirmed rate against another period, with the test behind it; or why there is none. */
export function RecurrenceChange({ answer, scope, rowsOf }: Props) {
  const t = useT();
  const { comparison, comparisonReason } = answer;
  if (comparison === null) {
    return (
      <Figure
        label={t('recurrenceMetrics.figure.change')}
        definitionKey="recurrence_change"
        value={t(`recurrenceMetrics.verdict.${comparisonReason ?? 'alone'}`)}
        note={t(`recurrenceMetrics.verdict.${comparisonReason ?? 'alone'}.hint`)}
      />
    );
  }
  const { previous, previousFrom, previousTo, pValue, verdict } = comparison;
  const target = rowsOf({ from: previousFrom, to: previousTo });
  const rows = (parts: ReactNode) =>
    target === null ? (
      parts
    ) : (
      <RowsLink target={withSearch(target, { recurrence: 'confirmed' })} underline="always">
        {parts}
      </RowsLink>
    );
  return (
    <Figure
      label={t('recurrenceMetrics.figure.against', {
        against: againstText(
          t,
          scope.comparison ?? 'previous',
          { from: previousFrom, to: previousTo },
          answer.timeZone,
        ),
      })}
      definitionKey="recurrence_change"
      value={t(`recurrenceMetrics.verdict.${verdict}`)}
      note={t.rich(
        verdict === 'too_few' ? 'recurrenceMetrics.verdict.too_few.hint' : 'recurrenceMetrics.verdict.test',
        {
          confirmed: answer.confirmed,
          n: answer.incidents,
          before: previous.confirmed,
          m: previous.incidents,
          p: pValue === null ? '—' : pValue < 0.001 ? '< 0.001' : pValue.toFixed(3),
          rows,
        },
      )}
    />
  );
}
