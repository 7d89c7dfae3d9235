import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
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

const OUTCOMES: Record<ActionItemRow['group'], string> = {
  overdue: 'overdue',
  due_soon: 'openInTime',
  later: 'openInTime',
  no_due_date: 'openInTime',
  done: 'done',
  declined: 'declined',
  deleted: 'deleted',
};

/** An action item as a report keeps it. */
export function describeActionItemRow(item: ActionItemRow, onTime: string | null): ReportActionItemRow {
  return {
    id: item.id,
    title: item.title,
    incidentId: item.incident?.id ?? null,
    type: item.type,
    status: item.status,
    priority: item.priority,
    severity: item.incident?.severity ?? null,
    team: item.team,
    createdAt: item.createdAt,
    dueOn: item.deadlineOn,
    completedAt: item.completedAt,
    declinedAt: item.declinedAt,
    outcome: OUTCOMES[item.group],
    onTime,
  };
}
