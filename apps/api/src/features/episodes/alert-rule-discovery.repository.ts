import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';

/** What a message tells of a rule that may not be known yet. */
export interface DiscoveredRule {
  uid: string;
  name: string;
  groupName: string | null;
  serviceId: string | null;
  severity: string | null;
  summary: string | null;
  runbookUrl: string | null;
}

const RuleRow = z.object({ uid: z.string(), id: rowId });

/** Rules that come to be known by their firing. What people or rule files say of a rule is never changed here. */
@Injectable()
export class AlertRuleDiscoveryRepository {
  /** Ids by uid; makes the rules that are missing, in key order. */
  async findOrCreate(
    db: Queryable,
    sourceId: string,
    rules: readonly DiscoveredRule[],
    firstSeenAt: Date,
  ): Promise<Map<string, string>> {
    const rows = await select(
      db,
      RuleRow,
      `with i as (
         select * from jsonb_to_recordset($2::jsonb) as t (uid text, name text, "groupName" text,
           "serviceId" bigint, severity text, summary text, "runbookUrl" text)
       ), made as (
         insert into alert_rules as r (source_id, uid, name, group_name, service_id, severity, summary, runbook_url,
           first_seen_at)
         select $1, uid, name, "groupName", "serviceId", severity, summary, "runbookUrl", $3 from i order by uid
         on conflict (source_id, uid) do update set first_seen_at = least(r.first_seen_at, excluded.first_seen_at)
         returning r.uid, r.id
       )
       select uid, id from made`,
      [sourceId, JSON.stringify(rules), firstSeenAt],
    );
    return new Map(rows.map((row) => [row.uid, row.id]));
  }

  /** Which of the services still exist. */
  async findServices(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from services where id = any($1::bigint[])`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }
}
