import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import type { ReportRowsQuery, ReportRowsResponse } from '@tenken/shared/reports.contract';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';

const Offset = z.number().int().min(0).max(10_000_000);

/** The frozen rows that a query asks for, a page of them. */
export function pageOfRows(
  rows: { incidents: readonly ReportIncidentRow[]; actionItems: readonly ReportActionItemRow[] },
  query: ReportRowsQuery,
): ReportRowsResponse {
  const offset = decodeCursor(Offset, query.cursor) ?? 0;
  const next = offset + query.limit;
  const isIncidents = query.list === 'incidents';
  const incidents = isIncidents ? rows.incidents.filter((row) => isWanted(row, query)) : [];
  const actionItems = isIncidents ? [] : rows.actionItems.filter((row) => isWantedItem(row, query));
  const total = incidents.length + actionItems.length;
  return {
    incidents: incidents.slice(offset, next),
    actionItems: actionItems.slice(offset, next),
    total,
    nextCursor: next < total ? encodeCursor(next) : null,
  };
}

function isWanted(row: ReportIncidentRow, query: ReportRowsQuery): boolean {
  if (!isWithin(row.cohortAt, query) || !isInGroup(groupsOf(row, query.groupBy), query.group)) return false;
  const { metric, state, reason } = query;
  if (metric === 'recurrence')
    return row.recurrence !== null && (state === undefined || row.recurrence === state);
  if (metric === undefined) return true;
  const known = row.states[metric];
  if (known === undefined) return false;
  return (state === undefined || known.state === state) && (reason === undefined || known.reason === reason);
}

/** `state` is an outcome (done, declined, deleted, openInTime, overdue) or, of the on-time rate, on_time or late. */
function isWantedItem(row: ReportActionItemRow, query: ReportRowsQuery): boolean {
  if (!isWithin(row.createdAt, query) || !isInGroup(groupsOf(row, query.groupBy), query.group)) return false;
  const { metric, state } = query;
  if (metric === 'on_time_rate') return row.onTime !== null && (state === undefined || row.onTime === state);
  if (metric === 'completion_rate' && row.outcome === 'deleted') return state === 'deleted';
  return state === undefined || row.outcome === state;
}

function isWithin(at: string, { from, to }: ReportRowsQuery): boolean {
  const ms = Date.parse(at);
  return (from === undefined || ms >= Date.parse(from)) && (to === undefined || ms < Date.parse(to));
}

function isInGroup(groups: readonly (string | null)[], group: string | undefined): boolean {
  return group === undefined || groups.map((key) => key ?? 'none').includes(group);
}

function groupsOf(
  row: ReportIncidentRow | ReportActionItemRow,
  groupBy: string | undefined,
): readonly (string | null)[] {
  if (groupBy === 'team') return [row.team?.id ?? null];
  if (groupBy === 'service' && 'services' in row)
    return row.services.length === 0 ? [null] : row.services.map(({ id }) => id);
  const value = (row as Record<string, unknown>)[groupBy ?? ''];
  return [typeof value === 'string' ? value : null];
}
