import { RULE_INCIDENT_OUTCOMES } from '@tenken/shared/rule-evidence.contract';
import { z } from 'zod';
import { choiceParam, flagParam, numberParam } from '../../url/searchParams.js';
import { whatIfFields } from './whatIfSearch.js';

/** What the address of this page says beside the scope. */
export const ruleSearch = z.object({
  ...whatIfFields,
  /** the part that tries other settings is open */
  whatIf: flagParam,
  /** the version of the definition that is shown */
  version: numberParam,
  /** the incidents that are listed: only those with this outcome */
  incidents: choiceParam(RULE_INCIDENT_OUTCOMES),
});
