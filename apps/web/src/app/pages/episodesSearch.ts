import { z } from 'zod';
import { choiceParam, flagParam, listParam, numberParam, textParam } from '../../url/searchParams.js';

const yesNo = choiceParam(['1', '0']);

/** What the address of this page says beside the scope: the filters of the list. */
export const episodesSearch = z.object({
  rule: listParam,
  ruleService: listParam,
  source: listParam,
  severity: listParam,
  verdict: listParam,
  open: yesNo,
  notified: yesNo,
  suppressed: yesNo,
  acknowledged: yesNo,
  selfResolved: yesNo,
  fleeting: yesNo,
  hours: choiceParam(['working', 'off', 'sleep']),
  weekday: numberParam,
  hour: numberParam,
  minSeconds: numberParam,
  maxSeconds: numberParam,
  chattering: yesNo,
  stale: yesNo,
  minAckSeconds: numberParam,
  maxAckSeconds: numberParam,
  with: listParam,
  hiddenBy: listParam,
  incident: listParam,
  ids: listParam,
  /** true: no limit in time */
  all: flagParam,
  /** the alert that is shown beside the list */
  peek: textParam,
});
