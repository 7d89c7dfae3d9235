import { z } from 'zod';
import { IncidentKind } from './incidents.contract.js';
import { metricScopeFields } from './metric-range.contract.js';
import { CommaList } from './range.contract.js';

/** Which incidents a figure is about; said once for all figures of incidents. Values of one filter mean "any of". */
export const incidentScopeFields = {
  ...metricScopeFields,
  /** which severity `severity` asks for: the one that holds now, or the one that was set first */
  severityOf: z.enum(['final', 'first']).default('final'),
  /** `none` = not said */
  cause: CommaList.optional(),
  /** `none` = not said */
  trigger: CommaList.optional(),
  detectionSource: CommaList.optional(),
  source: CommaList.optional(),
  /** `none` = no tag */
  tag: CommaList.optional(),
  /** only these kinds, and they count; without it only real incidents do */
  kind: CommaList.pipe(z.array(IncidentKind)).optional(),
  /** does a criterion of the settings ask for a postmortem? */
  postmortem: z.enum(['required', 'not_required']).optional(),
};

/** What figures of incidents can be taken apart by. An incident of two services or tags is in both groups. */
export const IncidentGroupBy = z.enum([
  'severity',
  'service',
  'team',
  'cause',
  'detectionSource',
  'source',
  'trigger',
  'firstSeverity',
  'tag',
  'kind',
  'postmortem',
]);
export type IncidentGroupBy = z.infer<typeof IncidentGroupBy>;
