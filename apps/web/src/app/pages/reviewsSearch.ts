import { z } from 'zod';
import { choiceParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewsSearch = z.object({
  /** services that are ticked for the next review */
  pick: listParam,
  sort: textParam,
  /** the session that the next one continues: opens the dialog with its services, people and agenda */
  next: textParam,
  list: choiceParam(['open', 'closed']),
});
