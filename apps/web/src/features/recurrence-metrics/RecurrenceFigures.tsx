import { SimpleGrid } from '@mantine/core';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { RecurrenceChange } from './RecurrenceChange.js';
import { type PairsOf, type RecurrenceRowsOf, type RecurrenceScope, withSearch } from './recurrenceRows.js';

interface Props {
  answer: RecurrenceMetricsResponse;
  scope: RecurrenceScope;
  rowsOf: RecurrenceRowsOf;
  pairsOf: PairsOf;
}

/** The rates, confirmed and suggested apart, how soon, the fixes that were open, and the change. */
export function RecurrenceFigures({ answer, scope, rowsOf, pairsOf }: Props) {
  const t = useT();
  const percent = (value: number) => t('recurrenceMetrics.percent', { value });
  const bounds = (share: { lower: number | null; upper: number | null } | null | undefined) =>
    !share || share.lower === null || share.upper === null
      ? null
      : { lower: percent(share.lower), upper: percent(share.upper) };
  const { timeToRecurrence: times, fixes } = answer;
  const within = times.within.findLast(({ share }) => share !== null) ?? times.within.at(-1);
  const withIds = (ids: readonly string[]): RowsTarget => ({ to: '/incidents', search: { ids: [...ids] } });
  const incidents = (recurrence: 'confirmed' | 'suggested') => {
    const target = rowsOf({});
    return target === null ? undefined : withSearch(target, { recurrence });
  };
  const rows = (target: RowsTarget) => (parts: ReactNode) => (
    <RowsLink target={target} underline="always">
      {parts}
    </RowsLink>
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 5 }} spacing="sm">
      <Figure
        label={t('recurrenceMetrics.figure.confirmed')}
        definitionKey="recurrence"
        definition={answer.definition}
        value={answer.confirmedRate && percent(answer.confirmedRate.value)}
        reason={t('recurrenceMetrics.noBase')}
        interval={bounds(answer.confirmedRate)}
        n={answer.incidents}
        rows={incidents('confirmed')}
        note={t('recurrenceMetrics.figure.count', { n: answer.confirmed })}
      />
      <RecurrenceChange answer={answer} scope={scope} rowsOf={rowsOf} />
      <Figure
        label={t('recurrenceMetrics.figure.suggested')}
        definitionKey="recurrence"
        value={answer.suggestedRate && percent(answer.suggestedRate.value)}
        reason={t('recurrenceMetrics.noBase')}
        interval={bounds(answer.suggestedRate)}
        n={answer.incidents}
        rows={incidents('suggested')}
        note={
          answer.suggested > 0
            ? t.rich('recurrenceMetrics.decide', {
                n: answer.suggested,
                days: answer.lookBackDays,
                a: rows(pairsOf({ status: 'suggested' })),
              })
            : t('recurrenceMetrics.lookBack', { days: answer.lookBackDays })
        }
      />
      <Figure
        label={t('recurrenceMetrics.figure.within', { days: within?.days ?? 90 })}
        definitionKey="time_to_recurrence"
        value={within?.share === null || within === undefined ? null : percent(within.share)}
        reason={t('recurrenceMetrics.notYet')}
        interval={bounds(within)}
        n={times.n}
        rows={times.recurred > 0 ? withIds(times.recurredIds) : undefined}
        note={
          times.medianDays === null
            ? t('recurrenceMetrics.figure.noMedian')
            : t('recurrenceMetrics.figure.median', { days: Math.round(times.medianDays) })
        }
      />
      <Figure
        label={t('recurrenceMetrics.figure.fixOpen')}
        definitionKey="recurred_fix_open"
        value={String(fixes.open.incidents)}
        rows={fixes.open.pairs > 0 ? pairsOf({ status: 'confirmed', fix: ['fix_open'] }) : undefined}
        note={
          fixes.onlyDeclined.incidents > 0
            ? t.rich('recurrenceMetrics.figure.onlyDeclined', {
                n: fixes.onlyDeclined.incidents,
                a: rows(pairsOf({ status: 'confirmed', onlyDeclined: true })),
              })
            : undefined
        }
      />
    </SimpleGrid>
  );
}
