import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';

/** How many incidents of the range repeat an earlier one, as a sentence. */
export function RecurrenceFinding({ answer }: { answer: RecurrenceMetricsResponse }) {
  const t = useT();
  const b = (parts: ReactNode) => <b>{parts}</b>;
  const rate = answer.confirmedRate;
  if (rate === null) return t.rich('recurrenceMetrics.finding.none', { b });
  return t.rich('recurrenceMetrics.finding', {
    b,
    confirmed: answer.confirmed,
    n: rate.n,
    rate: rate.value,
    lower: rate.lower,
    upper: rate.upper,
    fixOpen: answer.fixes.open.incidents,
  });
}
