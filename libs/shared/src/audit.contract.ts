import { z } from 'zod';
import { PageQuery, pageOf } from './page.contract.js';

export const AuditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.enum(['user', 'token', 'system']),
  actorId: z.string().nullable(),
  actorName: z.string(),
  /** verb in the past: `created`, `changed`, `signed_in` */
  action: z.string(),
  /** noun in the singular: `incident`, `action_item` */
  subjectType: z.string(),
  subjectId: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  /** leads to the log line of the request; null for jobs */
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** GET /api/v1/audit, newest first. `from` and `to` are instants, half-open. */
export const AuditQuery = z.strictObject({
  ...PageQuery.shape,
  subjectType: z.string().max(60).optional(),
  subjectId: z.string().max(200).optional(),
  actor: z.string().max(120).optional().describe('part of the name of who did it'),
  action: z.string().max(60).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditResponse = pageOf(AuditEntrySchema);
export type AuditResponse = z.infer<typeof AuditResponse>;
