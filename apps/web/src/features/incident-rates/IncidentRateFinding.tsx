import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { againstText } from '../../ui/againstText.js';
import type { Comparison } from '../../url/comparison.js';
import { rateFinding } from './rateFinding.js';

/** The finding about how often incidents happen, as a sentence. */
export function IncidentRateFinding({
  answer,
  comparison,
}: {
  answer: IncidentRatesResponse;
  comparison: Comparison;
}) {
  const t = useT();
  const { verdict, args } = rateFinding(answer);
  const { previous } = answer;
  return t.rich(`incidentRates.finding.${verdict}`, {
    ...args,
    against: previous === null ? '' : againstText(t, comparison, previous, answer.timeZone),
    b: (parts: ReactNode) => <b>{parts}</b>,
  });
}
