import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';

type BlindSpot = AlertRuleResponse['blindSpots'][number];

/** What each kind of source cannot tell (METRICS.md section 6, SOURCES.md). Unknown kinds: nothing is known against them. */
const BLIND_SPOTS_OF: Record<string, readonly BlindSpot[]> = {
  // the webhook is told by notification groups
  alertmanager: [
    'silenced_not_sent',
    'short_not_sent',
    'truncated_not_sent',
    'no_resolved_without_setting',
    'no_acknowledgement',
  ],
  // the drop-in receiver sees what Prometheus sends, before silences and grouping
  'alertmanager-events': ['no_acknowledgement', 'no_pages_known'],
  prometheus: ['no_acknowledgement', 'no_pages_known'],
  grafana: [
    'silenced_not_sent',
    'short_not_sent',
    'truncated_not_sent',
    'no_resolved_without_setting',
    'no_acknowledgement',
  ],
  mackerel: ['no_acknowledgement'],
  cloudwatch: ['no_acknowledgement', 'no_pages_known'],
};

export function blindSpotsOf(sourceKind: string): BlindSpot[] {
  return [...(BLIND_SPOTS_OF[sourceKind] ?? [])];
}
