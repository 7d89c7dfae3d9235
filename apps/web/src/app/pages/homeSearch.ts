import { z } from 'zod';
import { choiceParam } from '../../url/searchParams.js';

/** What the address of the home page says beside the scope. */
export const homeSearch = z.object({
  /** the rows behind a figure that no other page lists */
  show: choiceParam(['decisions']),
});
