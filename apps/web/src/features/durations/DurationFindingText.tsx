import { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { againstText } from '../../ui/againstText.js';
import { durationFinding } from './durationFinding.js';
import { durationName } from './durationName.js';
import type { DurationView } from './durationView.js';

interface Props {
  view: DurationView;
  answer: DurationsResponse;
}

/** The finding about a duration as a sentence. */
export function DurationFindingText({ view, answer }: Props) {
  const t = useT();
  const { verdict, args } = durationFinding(answer, t.language);
  const { previous } = answer;
  return t.rich(`durations.finding.${verdict}`, {
    ...args,
    // of the answer: while another figure is fetched the one before is still shown
    metric: durationName(t, DurationMetricOrPair.safeParse(answer.definition.key).data ?? view.metric),
    against: previous === null ? '' : againstText(t, view.comparison, previous, answer.timeZone),
    b: (parts: ReactNode) => <b>{parts}</b>,
  });
}
