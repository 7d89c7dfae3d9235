import { z } from 'zod';
import { flagParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of the list says beside the scope: the filters by the names of the API. */
export const actionsSearch = z.object({
  q: textParam,
  mine: flagParam,
  owner: listParam,
  group: listParam,
  status: listParam,
  type: listParam,
  severity: listParam,
  priority: listParam,
  source: listParam,
  incident: textParam,
  ids: listParam,
  ownerTeam: listParam,
  figure: textParam,
  cohort: flagParam,
});
