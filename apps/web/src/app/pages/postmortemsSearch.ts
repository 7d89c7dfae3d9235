import { z } from 'zod';
import { flagParam, listParam, numberParam, textParam } from '../../url/searchParams.js';

/** What the address of the queue says beside the scope: the filters by the names of the API. */
export const postmortemsSearch = z.object({
  state: textParam,
  q: textParam,
  status: listParam,
  severity: listParam,
  owner: listParam,
  unowned: flagParam,
  ageFrom: numberParam,
  ageTo: numberParam,
  ids: listParam,
  cohort: flagParam,
});
