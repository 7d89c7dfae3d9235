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
  // the recorder sees alerts before silences and grouping, and each notification
  'alertmanager-events': ['no_acknowledgement'],
  prometheus: ['no_acknowledgement', 'no_pages_known'],
  grafana: [
    'silenced_not_sent',
    'short_not_sent',
    'truncated_not_sent',
    'no_resolved_without_setting',
    'no_acknowledgement',
  ],
  mackerel: ['silenced_not_sent', 'no_acknowledgement'],
  cloudwatch: ['silenced_not_sent', 'no_acknowledgement', 'no_pages_known'],
  datadog: ['silenced_not_sent', 'no_acknowledgement'],
  // what a suppression rule swallowed never becomes an incident
  pagerduty: ['silenced_not_sent'],
  opsgenie: ['silenced_not_sent'],
  'pagerduty-events': ['no_pages_known'],
  sentry: ['silenced_not_sent', 'no_acknowledgement'],
  zabbix: ['silenced_not_sent'],
};

export function blindSpotsOf(sourceKind: string): BlindSpot[] {
  return [...(BLIND_SPOTS_OF[sourceKind] ?? [])];
}

/** Kinds of sources that never tell whether a person was notified. */
export const SOURCES_WITHOUT_PAGES = Object.keys(BLIND_SPOTS_OF).filter((kind) =>
  BLIND_SPOTS_OF[kind]?.includes('no_pages_known'),
);
