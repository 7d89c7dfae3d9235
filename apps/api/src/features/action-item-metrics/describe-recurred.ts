import type { RecurredAfterClosing } from '@tenken/shared/action-item-metrics.contract';
import { indexCalendars } from '../../clock/business-day-index.js';
import type { TeamCalendars } from '../action-items/business-calendar.read-model.js';
import type { RecurredFix } from '../action-items/recurred-fixes.read-model.js';
import { shareOf } from './summarize-action-items.js';

const DAY_MS = 86_400_000;

/** Fixes that did not hold: done, and then the incident they were for came again. */
export function describeRecurred(
  rows: readonly RecurredFix[],
  closedFixes: number,
  clocks: TeamCalendars,
): RecurredAfterClosing {
  const days = indexCalendars(
    clocks.calendars,
    rows.map(({ completedDay }) => completedDay),
    Math.max(0, ...rows.map(({ againDay }) => againDay)),
  );
  const recurred = rows[0]?.total ?? 0;
  return {
    closedFixes,
    recurred,
    share: shareOf(recurred, closedFixes),
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      type: row.type,
      completedAt: row.completedAt,
      incident: { id: row.incidentId, title: row.incidentTitle },
      again: { id: row.againId, title: row.againTitle, beganAt: row.againBeganAt },
      daysAfter:
        Math.round(((Date.parse(row.againBeganAt) - Date.parse(row.completedAt)) / DAY_MS) * 10) / 10,
      businessDaysAfter: days[clocks.indexOf.get(row.owningTeamId ?? '') ?? 0]!.between(
        row.completedDay,
        row.againDay,
      ),
    })),
  };
}
