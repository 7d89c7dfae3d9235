import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const coverageSearch = z.object({
  /** `<service id>.<signal>`: the cell that is open */
  cell: textParam,
  /** states of gaps */
  gap: listParam,
  /** who told us, and how */
  told: choiceParam(['people', 'all']),
  /** how an alert told: caught, late, missed, unknown */
  outcome: listParam,
  /** the state whose cells are listed */
  state: choiceParam(['gap', 'none', 'untested', 'accepted', 'proven']),
  /** only incidents that this rule told in time */
  rule: textParam,
});
