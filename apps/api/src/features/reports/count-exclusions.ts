import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type {
  ReportActionItems,
  ReportDuration,
  ReportIncidents,
} from '@tenken/shared/report-sections.contract';

/** The ledger of what is not in a figure: by figure and class, in the order of the report. */
export function countExclusions(
  incidents: ReportIncidents,
  durations: readonly ReportDuration[],
  actionItems: ReportActionItems,
): ReportContents['exclusions'] {
  return [
    ...incidents.excludedBy.map(({ reason, n }) => ({
      metric: 'incident_count',
      state: 'excluded',
      reason,
      n,
    })),
    ...durations.flatMap(({ metric, excludedBy }) =>
      excludedBy.map(({ reason, n }) => ({
        metric,
        state: reason.startsWith('missing_') ? 'missing' : 'excluded',
        reason,
        n,
      })),
    ),
    ...(actionItems.deleted > 0
      ? [{ metric: 'completion_rate', state: 'excluded', reason: 'deleted', n: actionItems.deleted }]
      : []),
    ...actionItems.leftOut.map(({ reason, n }) => ({
      metric: 'time_to_complete',
      state: 'excluded',
      reason,
      n,
    })),
  ];
}
