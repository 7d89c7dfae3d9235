import { z } from 'zod';
import { flagParam, listParam, textParam } from '../../url/searchParams.js';

/** A setting that is tried, as `?delay=5m&hold=10m&gap=1h&hours=1`. */
export const whatIfFields = {
  delay: textParam,
  hold: textParam,
  gap: textParam,
  hours: flagParam,
};

/** What the address of this page says beside the scope: rules, or the services of the scope. */
export const whatIfSearch = z.object({ ...whatIfFields, rules: listParam });
