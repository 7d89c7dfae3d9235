import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';

/** What became of the action items of the range, as a sentence. */
export function ActionItemFinding({ answer }: { answer: ActionItemMetricsResponse }) {
  const t = useT();
  const b = (parts: ReactNode) => <b>{parts}</b>;
  const rate = answer.completionRate;
  if (rate === null) return t.rich('actionItemMetrics.finding.none', { b });
  return t.rich('actionItemMetrics.finding', {
    b,
    created: rate.n,
    done: answer.done,
    rate: rate.value,
    lower: rate.lower,
    upper: rate.upper,
    overdue: answer.overdue,
  });
}
