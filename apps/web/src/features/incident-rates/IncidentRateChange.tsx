import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { againstText } from '../../ui/againstText.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { IncidentRatesView, RateRowsOf } from './incidentRates.queries.js';
import { formatRate } from './rateFinding.js';

interface Props {
  answer: IncidentRatesResponse;
  view: IncidentRatesView;
  rowsOf: RateRowsOf;
}

/** The verdict on how often, with the ratio behind it; or why there is none. */
export function IncidentRateChange({ answer, view, rowsOf }: Props) {
  const t = useT();
  const { comparison, current, previous } = answer;
  if (previous === null) {
    return (
      <Figure
        label={t('incidentRates.figure.change')}
        definitionKey="change"
        value={t('incidentRates.verdict.alone')}
        note={t('incidentRates.verdict.alone.hint')}
      />
    );
  }
  const target = rowsOf({ from: previous.from, to: previous.to });
  const rows = (parts: ReactNode) =>
    target === null ? (
      parts
    ) : (
      <RowsLink target={target} underline="always">
        {parts}
      </RowsLink>
    );
  const two = (value: number | null) => (value === null ? '—' : value.toFixed(2));
  const p = comparison?.pValue ?? null;
  const values = {
    n: current.n,
    m: previous.n,
    rate: formatRate(current.perWeek),
    before: formatRate(previous.perWeek),
    ratio: two(comparison?.ratio ?? null),
    lower: two(comparison?.lower ?? null),
    upper: two(comparison?.upper ?? null),
    p: p === null ? '= —' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`,
    running: Date.parse(current.to) > Date.parse(answer.asOf) ? 'current' : 'previous',
    rows,
  };
  return (
    <Figure
      label={t('incidentRates.figure.against', {
        against: againstText(t, view.comparison, previous, answer.timeZone),
      })}
      definitionKey="change"
      value={t(`incidentRates.verdict.${comparison?.verdict ?? 'unfinished'}`)}
      note={
        comparison === null
          ? t.rich('incidentRates.verdict.unfinished.hint', values)
          : comparison.verdict === 'too_few'
            ? t.rich('incidentRates.verdict.too_few.hint', values)
            : t.rich(
                comparison.upper === null
                  ? 'incidentRates.verdict.ratio.atLeast'
                  : 'incidentRates.verdict.ratio',
                values,
              )
      }
    />
  );
}
