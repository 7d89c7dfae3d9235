import { z } from 'zod';
import { flagParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const rulesSearch = z.object({
  sort: textParam,
  q: textParam,
  facet: listParam,
  quiet: flagParam,
});
