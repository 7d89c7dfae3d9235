import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const GapRow = z.object({
  id: rowId,
  serviceId: rowId,
  signal: z.string(),
  incidentId: rowId.nullable(),
  reviewSessionId: rowId.nullable(),
  expected: z.string(),
  owner: z.string().nullable(),
  ownerId: rowId.nullable(),
  dueOn: z.string().nullable(),
  status: z.enum(['open', 'in_progress', 'closed', 'proven', 'accepted']),
  acceptedReason: z.string().nullable(),
  acceptedUntil: z.string().nullable(),
  closingAlertRuleId: rowId.nullable(),
  closedAt: rowInstant.nullable(),
  provenFingerprint: z.string().nullable(),
  provenAt: rowInstant.nullable(),
  actionItemId: rowId.nullable(),
  rowVersion: z.number(),
  deletedAt: rowInstant.nullable(),
});
export type CoverageGapRow = z.output<typeof GapRow>;

const COLUMNS = `id, service_id as "serviceId", signal, incident_id as "incidentId",
  review_session_id as "reviewSessionId", expected, owner, owner_id as "ownerId", due_on as "dueOn", status,
  accepted_reason as "acceptedReason", accepted_until as "acceptedUntil",
  (select r.current_id from alert_rules r where r.id = closing_alert_rule_id) as "closingAlertRuleId",
  closed_at as "closedAt",
  proven_fingerprint as "provenFingerprint", proven_at as "provenAt", action_item_id as "actionItemId",
  row_version as "rowVersion", deleted_at as "deletedAt"`;

export interface NewCoverageGap {
  serviceId: string;
  signal: string;
  incidentId: string | null;
  reviewSessionId: string | null;
  expected: string;
  owner: string | null;
  ownerId: string | null;
  dueOn: string | null;
  createdById: string | null;
}

/** Rows of the gap register, one at a time. */
@Injectable()
export class CoverageGapRepository {
  async insert(db: Queryable, gap: NewCoverageGap): Promise<CoverageGapRow> {
    const row = await selectOne(
      db,
      GapRow,
      `insert into coverage_gaps (service_id, signal, incident_id, review_session_id, expected, owner, owner_id,
         due_on, created_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       returning ${COLUMNS}`,
      [
        gap.serviceId,
        gap.signal,
        gap.incidentId,
        gap.reviewSessionId,
        gap.expected,
        gap.owner,
        gap.ownerId,
        gap.dueOn,
        gap.createdById,
      ],
    );
    return row!;
  }

  /** The row, locked until the end of the transaction. */
  lock(db: Queryable, id: string): Promise<CoverageGapRow | null> {
    return selectOne(db, GapRow, `select ${COLUMNS} from coverage_gaps where id = $1 for update`, [id]);
  }

  async save(db: Queryable, gap: CoverageGapRow): Promise<void> {
    await db.query(
      `update coverage_gaps set signal = $2, expected = $3, owner = $4, owner_id = $5, due_on = $6, status = $7,
         accepted_reason = $8, accepted_until = $9, closing_alert_rule_id = $10, closed_at = $11,
         proven_fingerprint = $12, proven_at = $13, action_item_id = $14, deleted_at = $15,
         row_version = row_version + 1
       where id = $1`,
      [
        gap.id,
        gap.signal,
        gap.expected,
        gap.owner,
        gap.ownerId,
        gap.dueOn,
        gap.status,
        gap.acceptedReason,
        gap.acceptedUntil,
        gap.closingAlertRuleId,
        gap.closedAt,
        gap.provenFingerprint,
        gap.provenAt,
        gap.actionItemId,
        gap.deletedAt,
      ],
    );
  }

  async exists(db: Queryable, table: 'services' | 'incidents' | 'alert_rules', id: string): Promise<boolean> {
    const statements = {
      services: 'select id from services where id = $1',
      incidents: 'select id from incidents where id = $1 and deleted_at is null',
      alert_rules: 'select id from alert_rules where id = $1',
    };
    return (await selectOne(db, z.object({ id: rowId }), statements[table], [id])) !== null;
  }

  /** The clock by which a service's days are counted: its team's, else UTC. */
  async timeZoneOf(db: Queryable, serviceId: string): Promise<string> {
    const row = await selectOne(
      db,
      z.object({ timeZone: z.string() }),
      `select t.time_zone as "timeZone"
       from services s
       left join services parent on parent.id = s.parent_id
       join teams t on t.id = coalesce(s.team_id, parent.team_id)
       where s.id = $1`,
      [serviceId],
    );
    return row?.timeZone ?? 'UTC';
  }

  /**
   * Marks closed gaps as proven by the first real firing of their closing rule after the closing, under whatever name:
   * one that no verdict calls a false positive or expected. A proof that such a verdict has taken away is looked for again. Gives the ids
   * of the gaps that changed.
   */
  async settleProofs(db: Queryable): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `with wanted as (
         select g.id, first.fingerprint, first.starts_at
         from coverage_gaps g
         left join lateral (
           select found.fingerprint, found.starts_at
           from alert_rules closing
           join alert_rules own on own.current_id = closing.current_id
           cross join lateral (
             select e.fingerprint, e.starts_at
             from episodes e
             where e.alert_rule_id = own.id and e.starts_at > g.closed_at
               and coalesce((
                 select v.verdict from verdicts v
                 where v.alert_rule_id = e.alert_rule_id and v.is_current and v.verdict is not null
                   and ((v.fingerprint = e.fingerprint and v.starts_at = e.starts_at)
                     or (v.fingerprint is null and v.window_from <= e.starts_at and v.window_to > e.starts_at))
                 order by (v.fingerprint is null), v.decided_at desc, v.id desc
                 limit 1
               ), 'none') not in ('false_positive', 'expected')
             order by e.starts_at
             limit 1
           ) found
           where closing.id = g.closing_alert_rule_id
           order by found.starts_at
           limit 1
         ) first on true
         where g.status in ('closed', 'proven') and g.deleted_at is null and g.closing_alert_rule_id is not null
       ), changed as (
         update coverage_gaps g
         set status = case when w.starts_at is null then 'closed' else 'proven' end, proven_at = w.starts_at,
           proven_fingerprint = w.fingerprint, row_version = g.row_version + 1
         from wanted w
         where w.id = g.id and (g.proven_at, g.proven_fingerprint) is distinct from (w.starts_at, w.fingerprint)
         returning g.id
       )
       select id from changed`,
    );
    return rows.map(({ id }) => id);
  }
}
