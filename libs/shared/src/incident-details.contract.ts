import { z } from 'zod';
import { Day, Instant } from './field.contract.js';
import { IncidentRow, InstantField, Provenance, Severity } from './incidents.contract.js';

/** One value that an instant ever had. The newest human one that was not taken back counts, else the newest. */
export const InstantRecord = z.object({
  id: z.string(),
  field: InstantField,
  at: Instant.nullable(),
  provenance: Provenance,
  note: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
  retracted: z.boolean(),
});
export type InstantRecord = z.infer<typeof InstantRecord>;

export const SeverityChange = z.object({
  id: z.string(),
  severity: Severity,
  at: Instant,
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
});

/** An alert that belongs to the incident. `lagSeconds` = its start − the incident's start, null when that is unknown. */
export const LinkedEpisode = z.object({
  linkId: z.string(),
  episodeId: z.string(),
  alertRuleId: z.string(),
  alertRuleName: z.string(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  status: z.enum(['suggested', 'confirmed', 'rejected']),
  lagSeconds: z.number().nullable(),
});
export type LinkedEpisode = z.infer<typeof LinkedEpisode>;

/** GET /api/v1/incidents/<id> */
export const IncidentResponse = IncidentRow.extend({
  summary: z.string().nullable(),
  impact: z.string().nullable(),
  deleted: z.boolean(),
  createdBy: z.string().nullable(),
  duplicateOf: z.object({ id: z.string(), title: z.string() }).nullable(),
  duplicates: z.array(z.object({ id: z.string(), title: z.string() })),
  instantHistory: z.array(InstantRecord),
  severityHistory: z.array(SeverityChange),
  episodes: z.array(LinkedEpisode),
  /** due day for an action item made now, from the target of the severity; null without a severity */
  proposedDueOn: Day.nullable(),
  timeZone: z.string(),
});
export type IncidentResponse = z.infer<typeof IncidentResponse>;
