import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewsSearch = z.object({
  /** services that are ticked for the next review */
  pick: listParam,
  sort: textParam,
  list: choiceParam(['open', 'closed']),
});
