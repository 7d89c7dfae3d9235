import type { DurationMetric, DurationsResponse } from '@tenken/shared/durations.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { durationFinding } from './durationFinding.js';

interface Props {
  metric: DurationMetric;
  answer: DurationsResponse;
}

/** The finding about a duration as a sentence. */
export function DurationFindingText({ metric, answer }: Props) {
  const t = useT();
  const { verdict, args } = durationFinding(answer, t.language);
  return t.rich(`durations.finding.${verdict}`, {
    ...args,
    metric: t(`durations.metric.${metric}`),
    b: (parts: ReactNode) => <b>{parts}</b>,
  } as never);
}
