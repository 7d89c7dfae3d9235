import { REVIEW_STEPS } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { choiceParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewRoomSearch = z.object({
  /** the step that this reader looks at; without it the reader follows the meeting */
  step: choiceParam(REVIEW_STEPS),
  item: textParam,
});
