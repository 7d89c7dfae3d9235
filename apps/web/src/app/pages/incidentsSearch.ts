import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of the list says beside the scope: the filters by the names of the API, and the order. */
export const incidentsSearch = z.object({
  q: textParam,
  severity: listParam,
  severityOf: choiceParam(['first']),
  components: choiceParam(['exclude']),
  postmortemRequired: choiceParam(['required', 'not_required']),
  detectionSource: listParam,
  causeCategory: listParam,
  triggerCategory: listParam,
  kind: listParam,
  status: choiceParam(['open', 'resolved']),
  problem: choiceParam(['any', 'order', 'implausible']),
  missing: listParam,
  provenance: choiceParam(['observed', 'human', 'imported', 'defaulted']),
  recurrence: choiceParam(['confirmed', 'suggested', 'none']),
  postmortem: listParam,
  duplicates: choiceParam(['only', 'include', 'exclude']),
  tag: listParam,
  source: listParam,
  ids: listParam,
  sort: textParam,
});
