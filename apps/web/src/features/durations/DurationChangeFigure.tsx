import { Text } from '@mantine/core';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { againstText } from '../../ui/againstText.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { unfinishedReason } from './durationFinding.js';
import type { DurationView, RowsOf } from './durationView.js';

interface Props {
  answer: DurationsResponse;
  view: DurationView;
  rowsOf: RowsOf;
}

/** The verdict on the change, the ratio behind it, and what could not have been seen; or why there is no verdict. */
export function DurationChangeFigure({ answer, view, rowsOf }: Props) {
  const t = useT();
  const { comparison, current, previous } = answer;
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  if (previous === null) {
    return (
      <Figure
        label={t('durations.figure.change')}
        definitionKey="change"
        value={t('durations.verdict.alone')}
        note={t('durations.verdict.alone.hint')}
      />
    );
  }
  const rowsBefore = rowsOf({ state: 'used', from: previous.from, to: previous.to });
  const rows = (parts: ReactNode) => (
    <RowsLink target={rowsBefore} underline="always">
      {parts}
    </RowsLink>
  );
  const sides = !current.tooFew && !previous.tooFew && (
    <div>
      {t('durations.verdict.sides', {
        now: duration(current.medianSeconds),
        before: duration(previous.medianSeconds),
      })}
    </div>
  );
  const ratio = (value: number | null) => (value === null ? '—' : value.toFixed(2));
  return (
    <Figure
      label={t('durations.figure.against', {
        against: againstText(t, view.comparison, previous, answer.timeZone),
      })}
      definitionKey="change"
      value={t(`durations.verdict.${comparison?.verdict ?? 'unfinished'}`)}
      rows={comparison?.ratio == null ? undefined : rowsOf({ state: 'used' })}
      note={
        comparison === null ? (
          <>
            {sides}
            {t('durations.verdict.unfinished.hint', {
              why: unfinishedReason(answer),
              open: current.open,
              beforeOpen: previous.open,
            })}
          </>
        ) : comparison.ratio === null ? (
          t('durations.verdict.too_few.hint', { n: comparison.n, m: comparison.previousN })
        ) : (
          <>
            {sides}
            {t.rich('durations.verdict.ratio', {
              ratio: ratio(comparison.ratio),
              lower: ratio(comparison.lower),
              upper: ratio(comparison.upper),
              n: comparison.n,
              m: comparison.previousN,
              rows,
            })}
            {comparison.smallestDetectableChange !== null && (
              <Text size="xs" c="dimmed" mt={2}>
                {t('durations.verdict.detectable', { change: comparison.smallestDetectableChange })}
              </Text>
            )}
          </>
        )
      }
    />
  );
}
