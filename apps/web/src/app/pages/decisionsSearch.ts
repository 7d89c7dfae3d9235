import { z } from 'zod';
import { choiceParam, flagParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of the list says beside the scope: the filters by the names of the API. */
export const decisionsSearch = z.object({
  outcome: listParam,
  kind: listParam,
  status: choiceParam(['open', 'overdue', 'done', 'cancelled']),
  mine: flagParam,
  unseen: flagParam,
  ranged: flagParam,
});

/** Of one decision: the number whose alerts are shown (`before`, `pages-after`, `-3`). */
export const decisionSearch = z.object({ rows: textParam });
