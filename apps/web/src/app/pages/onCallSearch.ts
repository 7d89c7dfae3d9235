import type { LoadRows } from '@tenken/shared/on-call-load.contract';
import { z } from 'zod';
import { choiceParam, dayParam, textParam } from '../../url/searchParams.js';

// Named here and not read from the contract: the router is in the first JavaScript that loads, the contracts are not.
const ROWS = [
  'all',
  'flood',
  'top_ten',
  'chattering',
  'fleeting',
  'stale',
  'low',
  'medium',
  'high',
  'other_priority',
  'pages',
  'working',
  'off',
  'sleep',
] as const satisfies readonly LoadRows[];

/** What the address of this page says beside the scope. */
export const onCallSearch = z.object({
  /** id of a team, or `none` */
  rotation: textParam,
  /** the figure whose alerts are shown, and what narrows them */
  rows: choiceParam(ROWS),
  rule: textParam,
  day: dayParam,
  /** `<instant>..<instant>` */
  span: textParam,
});
