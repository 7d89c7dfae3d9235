import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of the page says beside the scope: the figure, how it is cut, and the rows that are open. */
export const trendsSearch = z.object({
  metric: choiceParam(['ttd', 'tta', 'ttm', 'ttr', 'ttr_from_detection']),
  bucket: choiceParam(['day', 'week', 'month', 'quarter', 'fiscal_quarter', 'year']),
  group: choiceParam(['severity', 'service', 'team', 'cause', 'detectionSource', 'source', 'trigger']),
  /** classes of incidents that count on request */
  include: listParam,
  /** charts that are shown as tables */
  tables: listParam,
  /** the incidents behind a number: which, of which period and group */
  rows: choiceParam(['all', 'used', 'open', 'missing', 'excluded']),
  reason: textParam,
  rowsFrom: textParam,
  rowsTo: textParam,
  rowsGroup: textParam,
});
export type TrendsSearch = z.infer<typeof trendsSearch>;
