import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import type { RuleVariant } from './merge-definitions.js';

const KnownRow = z.object({
  id: rowId,
  uid: z.string(),
  archivedAt: rowInstant.nullable(),
  version: z.number().nullable(),
  hash: z.string().nullable(),
  seenAt: rowInstant.nullable(),
  variants: z
    .array(z.unknown())
    .nullable()
    .transform((variants) => (variants ?? []) as RuleVariant[]),
});
export type KnownRule = z.output<typeof KnownRow>;

/** A rule as its source defines it now. */
export interface DefinedRule {
  uid: string;
  name: string;
  groupName: string | null;
  file: string | null;
  serviceId: string | null;
  severity: string | null;
  summary: string | null;
  runbookUrl: string | null;
  dashboardUrl: string | null;
  /** what the version before said: where the rule still says so, nobody corrected it and the new word counts */
  before: {
    serviceId: string | null;
    severity: string | null;
    summary: string | null;
    runbookUrl: string | null;
    dashboardUrl: string | null;
  } | null;
  isBehaviourChanged: boolean;
}

/** A version to be added. */
export interface NewVersion {
  uid: string;
  version: number;
  hash: string;
  variants: readonly RuleVariant[];
}

/** What sources say of their rules. */
@Injectable()
export class AlertRuleCatalogRepository {
  /** One listing of a source at a time. */
  async lockSource(db: Queryable, sourceId: string): Promise<void> {
    await db.query(`select id from sources where id = $1 for no key update`, [sourceId]);
  }

  /** Rules of a source with their newest version, locked; null = all of them. */
  find(db: Queryable, sourceId: string, uids: readonly string[] | null): Promise<KnownRule[]> {
    return select(
      db,
      KnownRow,
      `select r.id, r.uid, r.archived_at as "archivedAt", v.version, v.definition_hash as hash,
         v.seen_at as "seenAt", v.variants
       from alert_rules r
       left join lateral (
         select version, definition_hash, seen_at, variants from alert_rule_versions v
         where v.alert_rule_id = r.id order by v.version desc limit 1
       ) v on true
       where r.source_id = $1 and ($2::text[] is null or r.uid = any ($2))
       order by r.id
       for no key update of r`,
      [sourceId, uids],
    );
  }

  /** Makes and changes rules. A value that people set stays; an archived rule that is defined again comes back. */
  async save(db: Queryable, sourceId: string, rules: readonly DefinedRule[], seenAt: Date): Promise<void> {
    await db.query(
      `insert into alert_rules as r (source_id, uid, name, group_name, file, service_id, severity, summary,
         runbook_url, dashboard_url, first_seen_at, defined_at)
       select $1, uid, name, "groupName", file, "serviceId", severity, summary, "runbookUrl", "dashboardUrl", $3, $3
       from jsonb_to_recordset($2::jsonb) as i (uid text, name text, "groupName" text, file text,
         "serviceId" bigint, severity text, summary text, "runbookUrl" text, "dashboardUrl" text)
       where not exists (select from alert_rules known where known.source_id = $1 and known.uid = i.uid)
       order by uid
       on conflict (source_id, uid) do nothing`,
      [sourceId, JSON.stringify(rules), seenAt],
    );
    await db.query(
      `with i as (
         select *, coalesce(before, '{}') as b
         from jsonb_to_recordset($2::jsonb) as i (uid text, name text, "groupName" text, file text,
           "serviceId" bigint, severity text, summary text, "runbookUrl" text, "dashboardUrl" text, before jsonb,
           "isBehaviourChanged" boolean)
       )
       update alert_rules r set name = i.name, group_name = i."groupName", file = i.file, archived_at = null,
         defined_at = $3,
         renamed_to_id = case when r.archived_at is null then r.renamed_to_id end,
         definition_changed_at = case when i."isBehaviourChanged" then $3 else r.definition_changed_at end,
         service_id = case when r.service_id is null or r.service_id = (b->>'serviceId')::bigint
           then coalesce(i."serviceId", r.service_id) else r.service_id end,
         severity = case when r.severity is null or r.severity = b->>'severity'
           then coalesce(i.severity, r.severity) else r.severity end,
         summary = case when r.summary is null or r.summary = b->>'summary'
           then coalesce(i.summary, r.summary) else r.summary end,
         runbook_url = case when r.runbook_url is null or r.runbook_url = b->>'runbookUrl'
           then coalesce(i."runbookUrl", r.runbook_url) else r.runbook_url end,
         dashboard_url = case when r.dashboard_url is null or r.dashboard_url = b->>'dashboardUrl'
           then coalesce(i."dashboardUrl", r.dashboard_url) else r.dashboard_url end
       from i where r.source_id = $1 and r.uid = i.uid`,
      [sourceId, JSON.stringify(rules), seenAt],
    );
  }

  async addVersions(
    db: Queryable,
    sourceId: string,
    versions: readonly NewVersion[],
    seenAt: Date,
  ): Promise<void> {
    if (versions.length === 0) return;
    await db.query(
      `insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression, for_seconds,
         keep_firing_for_seconds, labels, annotations, variants, seen_at)
       select r.id, i.version, i.hash, first->>'expression', (first->>'forSeconds')::integer,
         (first->>'keepFiringForSeconds')::integer, first->'labels', first->'annotations', i.variants, $3
       from jsonb_to_recordset($2::jsonb) as i (uid text, version integer, hash text, variants jsonb)
       cross join lateral (select i.variants->0 as first) f
       join alert_rules r on r.source_id = $1 and r.uid = i.uid
       order by r.id`,
      [sourceId, JSON.stringify(versions), seenAt],
    );
  }

  /** Rules that are as they were have been seen once more. */
  async touch(db: Queryable, ids: readonly string[], seenAt: Date): Promise<void> {
    await db.query(
      `update alert_rules set defined_at = greatest(defined_at, $2) where id = any($1::bigint[])`,
      [ids, seenAt],
    );
  }

  async archive(db: Queryable, ids: readonly string[], at: Date): Promise<void> {
    await db.query(`update alert_rules set archived_at = $2 where id = any($1::bigint[])`, [ids, at]);
  }

  /** Records that a rule goes on under another name, unless a person said that it does not. */
  async rename(db: Queryable, fromId: string, toId: string, at: Date): Promise<boolean> {
    const made = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into alert_rule_renames (from_rule_id, to_rule_id, at) values ($1, $2, $3)
       on conflict (from_rule_id, to_rule_id) do nothing returning id`,
      [fromId, toId, at],
    );
    if (made === null) return false;
    await this.link(db, toId);
    return true;
  }

  /** Points every rule whose renames lead to `toId`, directly or by others, at the end of the chain. */
  async link(db: Queryable, toId: string): Promise<void> {
    await db.query(
      `with recursive before as (
         select from_rule_id as id from alert_rule_renames where to_rule_id = $1 and undone_at is null
         union
         select r.from_rule_id from alert_rule_renames r join before b on r.to_rule_id = b.id
         where r.undone_at is null
       )
       update alert_rules set renamed_to_id = (select current_id from alert_rules where id = $1)
       where id in (select id from before) and id <> $1`,
      [toId],
    );
  }

  /** The rename by which a rule got its name, locked; null when there is none. */
  findRename(db: Queryable, toId: string): Promise<{ id: string; fromRuleId: string } | null> {
    return selectOne(
      db,
      z.object({ id: rowId, fromRuleId: rowId }),
      `select id, from_rule_id as "fromRuleId" from alert_rule_renames
       where to_rule_id = $1 and undone_at is null order by at desc limit 1 for update`,
      [toId],
    );
  }

  /** The two rules are two again: the old one stands for itself and for what it was called before. */
  async undoRename(
    db: Queryable,
    id: string,
    fromRuleId: string,
    userId: string | null,
    at: Date,
  ): Promise<void> {
    await db.query(`update alert_rule_renames set undone_at = $2, undone_by_id = $3 where id = $1`, [
      id,
      at,
      userId,
    ]);
    await db.query(`update alert_rules set renamed_to_id = null where id = $1`, [fromRuleId]);
    await this.link(db, fromRuleId);
  }
}
