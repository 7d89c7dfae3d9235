import { SimpleGrid } from '@mantine/core';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { Figure } from '../../ui/Figure.js';
import { DurationChangeFigure } from './DurationChangeFigure.js';
import { durationDefinitionKey, durationMeanName, durationName } from './durationName.js';
import type { DurationView, RowsOf } from './durationView.js';

interface Props {
  answer: DurationsResponse;
  view: DurationView;
  rowsOf: RowsOf;
}

/** Median, p90, mean and the change, each with what it is made of or why it cannot be had. */
export function DurationFigureTiles({ answer, view, rowsOf }: Props) {
  const t = useT();
  const total = answer.groups[0]?.total;
  if (!total) return null;
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  const bounds = (lower: number | null, upper: number | null) =>
    lower === null || upper === null ? null : { lower: duration(lower), upper: duration(upper) };
  const metric = durationName(t, view.metric);
  const common = {
    definitionKey: durationDefinitionKey(view.metric),
    definition: answer.definition,
    rows: rowsOf({ state: 'used' }),
    n: total.n,
    open: total.open,
  };
  const observed = total.n + total.open;
  const none = observed === 0 ? t('durations.figure.noIncidents') : null;
  const hasMedian = !total.tooFew && total.medianSeconds !== null;
  const hasP90 = total.p90Lower !== null && total.p90Seconds !== null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      <Figure
        {...common}
        label={t('durations.figure.median', { metric })}
        value={hasMedian ? duration(total.medianSeconds) : null}
        reason={none ?? t(total.tooFew ? 'durations.figure.tooFew' : 'durations.figure.noMedian')}
        interval={bounds(total.medianLower, total.medianUpper)}
        missing={total.missing}
        excluded={total.excluded}
        excludedRows={rowsOf({ state: 'excluded' })}
        note={
          hasMedian && total.medianMethod === 'kaplan_meier' ? t('durations.figure.kaplanMeier') : undefined
        }
      />
      <Figure
        {...common}
        label={t('durations.figure.p90', { metric })}
        value={hasP90 ? duration(total.p90Seconds) : null}
        reason={none ?? t('durations.figure.tooFewP90')}
        interval={bounds(total.p90Lower, total.p90Upper)}
      />
      <Figure
        {...common}
        label={durationMeanName(t, view.metric)}
        value={total.meanSeconds === null ? null : duration(total.meanSeconds)}
        reason={none ?? t('durations.figure.noMean', { n: total.open })}
      />
      <DurationChangeFigure answer={answer} view={view} rowsOf={rowsOf} />
    </SimpleGrid>
  );
}
