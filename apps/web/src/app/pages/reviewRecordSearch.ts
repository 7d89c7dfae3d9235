import { z } from 'zod';
import { choiceParam, flagParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const reviewRecordSearch = z.object({
  view: choiceParam(['record', 'minutes']),
  /** language of the minutes and of the files */
  minutes: choiceParam(['en', 'ja']),
  /** the minutes as they are printed, without anything around them */
  print: flagParam,
});
