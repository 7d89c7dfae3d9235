import type { RowsTarget } from '../../ui/RowsLink.js';
import { nextMonth } from './prepareAlertDurations.js';

/** The alerts of a service's rules that started in a month of UTC: those that have ended, or those that still fire. */
export function alertDurationRows(serviceId: string | null, month: string, open: boolean): RowsTarget {
  return {
    to: '/episodes',
    search: {
      from: `${month}-01`,
      to: `${nextMonth(month)}-01`,
      tz: 'UTC',
      ruleService: [serviceId ?? 'none'],
      open: open ? '1' : '0',
    },
  };
}
