import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/**
 * What the address of the page says beside the scope: the figure, how it is cut, which incidents it is about, and the
 * rows that are open.
 */
export const trendsSearch = z.object({
  /** a named duration, or any two instants (`declaredAt-mitigatedAt`) */
  metric: textParam,
  bucket: choiceParam([
    'day',
    'week',
    'month',
    'quarter',
    'half_year',
    'year',
    'fiscal_quarter',
    'fiscal_half_year',
    'fiscal_year',
  ]),
  group: choiceParam([
    'severity',
    'firstSeverity',
    'service',
    'team',
    'cause',
    'trigger',
    'detectionSource',
    'source',
    'tag',
    'kind',
    'postmortem',
  ]),
  severity: listParam,
  severityOf: choiceParam(['first']),
  detectionSource: listParam,
  cause: listParam,
  trigger: listParam,
  kind: listParam,
  postmortem: choiceParam(['required', 'not_required']),
  tag: listParam,
  source: listParam,
  /** classes of incidents that count on request */
  include: listParam,
  /** action items: by what their curves are told apart, and the length of their cohorts */
  itemsBy: choiceParam(['severity', 'type', 'team', 'priority']),
  itemsCohort: choiceParam(['month', 'quarter', 'fiscal_quarter']),
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
