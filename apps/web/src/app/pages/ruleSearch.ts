import { z } from 'zod';
import { numberParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const ruleSearch = z.object({
  /** the version of the definition that is shown */
  version: numberParam,
});
