import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import type { CohortRow } from '../action-items/cohort-rows.read-model.js';
import type { FrozenIncident } from './report-rows.read-model.js';

export type RowStates = ReportIncidentRow['states'];

/** Incidents as a report keeps them: their fields, and what became of them in each figure. */
export function describeIncidentRows(
  rows: readonly FrozenIncident[],
  states: ReadonlyMap<string, RowStates>,
): ReportIncidentRow[] {
  return rows.map(({ isConfirmed, ...row }) => ({
    ...row,
    recurrence: isConfirmed ? 'confirmed' : null,
    states: { ...states.get(row.id), incident_count: countedState(row) },
  }));
}

/** Duplicates and what is no real incident do not count; a duplicate drill is told as a duplicate, as everywhere. */
function countedState({
  kind,
  duplicateOfId,
}: Pick<FrozenIncident, 'kind' | 'duplicateOfId'>): RowStates[string] {
  const reason = duplicateOfId !== null ? 'duplicate' : kind === 'incident' ? null : kind;
  return { state: reason === null ? 'used' : 'excluded', reason, seconds: null };
}

const CLOSED = ['done', 'declined', 'deleted', 'overdue'];

/** An action item as a report keeps it. */
export function describeActionItemRow({
  group,
  deadlineOn,
  inTime,
  ...item
}: CohortRow): ReportActionItemRow {
  return {
    ...item,
    dueOn: deadlineOn,
    outcome: CLOSED.includes(group) ? group : 'openInTime',
    onTime: inTime === null ? null : inTime ? 'on_time' : 'late',
  };
}
