import { RULE_INCIDENT_OUTCOMES } from '@tenken/shared/rule-evidence.contract';
import { z } from 'zod';
import { choiceParam, numberParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const ruleSearch = z.object({
  /** the version of the definition that is shown */
  version: numberParam,
  /** the incidents that are listed: only those with this outcome */
  incidents: choiceParam(RULE_INCIDENT_OUTCOMES),
});
