import type { RuleIncidentOutcome } from '@tenken/shared/rule-evidence.contract';
import { z } from 'zod';
import { choiceParam, flagParam, numberParam } from '../../url/searchParams.js';
import { whatIfFields } from './whatIfSearch.js';

// Named here and not read from the contract: the router is in the first JavaScript that loads, the contracts are not.
const OUTCOMES = [
  'caught',
  'late',
  'by_others',
  'missed',
  'unknown',
] as const satisfies readonly RuleIncidentOutcome[];

/** What the address of this page says beside the scope. */
export const ruleSearch = z.object({
  ...whatIfFields,
  /** the part that tries other settings is open */
  whatIf: flagParam,
  /** the version of the definition that is shown */
  version: numberParam,
  /** the incidents that are listed: only those with this outcome */
  incidents: choiceParam(OUTCOMES),
});
