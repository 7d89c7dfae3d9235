import { z } from 'zod';
import { choiceParam, flagParam, textParam } from '../../url/searchParams.js';

/** What the address of a report says: how it is read, and the rows that are open. */
export const reportSearch = z.object({
  /** without it: as it was made */
  as: choiceParam(['today']),
  /** as it is printed, without anything around it */
  print: flagParam,
  /** of the printed page, whatever the reader's own is */
  language: choiceParam(['en', 'ja']),
  /** the duration whose picture is shown */
  picture: choiceParam(['ttd', 'tta', 'ttm', 'ttr', 'ttr_from_detection']),
  /** the rows behind a number */
  list: choiceParam(['incidents', 'action_items']),
  rowsMetric: textParam,
  rowsState: textParam,
  rowsReason: textParam,
  rowsGroupBy: textParam,
  rowsGroup: textParam,
  rowsFrom: textParam,
  rowsTo: textParam,
});
export type ReportSearch = z.infer<typeof reportSearch>;
