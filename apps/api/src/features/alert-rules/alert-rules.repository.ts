import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const RuleRow = z.object({
  id: rowId,
  owner: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  serviceId: rowId.nullable(),
  severity: z.string().nullable(),
  signal: z.string().nullable(),
  signalOrigin: z.enum(['guessed', 'human']).nullable(),
});
export type AlertRuleRow = z.output<typeof RuleRow>;

/** What people say about a rule. What sources say is written by the episodes feature. */
@Injectable()
export class AlertRuleRepository {
  /** The row, locked until the end of the transaction. */
  lock(db: Queryable, id: string): Promise<AlertRuleRow | null> {
    return selectOne(
      db,
      RuleRow,
      `select id, owner, runbook_url as "runbookUrl", service_id as "serviceId", severity, signal,
         signal_origin as "signalOrigin"
       from alert_rules where id = $1 for update`,
      [id],
    );
  }

  /** The rows of those that exist, locked in key order until the end of the transaction. */
  lockMany(db: Queryable, ids: readonly string[]): Promise<AlertRuleRow[]> {
    return select(
      db,
      RuleRow,
      `select id, owner, runbook_url as "runbookUrl", service_id as "serviceId", severity, signal,
         signal_origin as "signalOrigin"
       from alert_rules where id = any ($1::bigint[]) order by id for update`,
      [ids],
    );
  }

  async save(db: Queryable, rule: AlertRuleRow): Promise<void> {
    await db.query(
      `update alert_rules set owner = $2, runbook_url = $3, service_id = $4, severity = $5, signal = $6,
         signal_origin = $7
       where id = $1`,
      [rule.id, rule.owner, rule.runbookUrl, rule.serviceId, rule.severity, rule.signal, rule.signalOrigin],
    );
  }

  /** What can be set for many, in one statement. */
  async saveMany(db: Queryable, rules: readonly AlertRuleRow[]): Promise<void> {
    await db.query(
      `update alert_rules r set owner = i.owner, runbook_url = i."runbookUrl", service_id = i."serviceId",
         severity = i.severity
       from jsonb_to_recordset($1::jsonb)
         as i (id bigint, owner text, "runbookUrl" text, "serviceId" bigint, severity text)
       where r.id = i.id`,
      [JSON.stringify(rules)],
    );
  }

  /** Those of the given services that do not exist. */
  async missingServices(db: Queryable, ids: readonly string[]): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      'select id from services where id = any ($1::bigint[])',
      [ids],
    );
    const found = new Set(rows.map((row) => row.id));
    return ids.filter((id) => !found.has(id));
  }

  async serviceExists(db: Queryable, id: string): Promise<boolean> {
    return (
      (await selectOne(db, z.object({ id: rowId }), 'select id from services where id = $1', [id])) !== null
    );
  }
}
