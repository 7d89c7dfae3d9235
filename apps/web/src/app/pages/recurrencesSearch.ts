import { z } from 'zod';
import { choiceParam, flagParam, listParam, textParam } from '../../url/searchParams.js';

/** What the address of the recurrences says beside the scope. */
export const recurrencesSearch = z.object({
  status: choiceParam(['suggested', 'confirmed', 'rejected']),
  fix: listParam,
  onlyDeclined: flagParam,
  /** of all times instead of the scope's range */
  all: flagParam,
  /** `later-earlier`: the pair that is looked at */
  pair: textParam,
  // what narrows the figures that lead here, in the words of the API
  severity: listParam,
  severityOf: choiceParam(['first']),
  detectionSource: listParam,
  cause: listParam,
  trigger: listParam,
  kind: listParam,
  postmortem: choiceParam(['required', 'not_required']),
  tag: listParam,
  source: listParam,
});
