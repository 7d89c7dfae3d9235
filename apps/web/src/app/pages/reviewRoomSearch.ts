import { z } from 'zod';
import { textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewRoomSearch = z.object({
  /** the step that this reader looks at; without it the reader follows the meeting */
  step: textParam,
  item: textParam,
});
