import { z } from 'zod';
import { flagParam, numberParam, textParam } from '../../url/searchParams.js';

/** What the address of the settings says beside the section: filters of its lists. */
export const settingsSearch = z.object({
  q: textParam,
  /** id of a team, in the list of services */
  ofTeam: textParam,
  archived: flagParam,
  calendar: textParam,
  year: numberParam,
  actor: textParam,
  subjectType: textParam,
  subjectId: textParam,
});
