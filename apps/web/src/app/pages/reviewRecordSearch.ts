import { z } from 'zod';
import { choiceParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewRecordSearch = z.object({
  view: choiceParam(['record', 'minutes']),
  minutes: choiceParam(['en', 'ja']),
});
