import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import type { EpisodeEventKind } from './episode-event.js';
import type { LedgerEvent } from './fold-episode-events.js';

/** An event with its key in the ledger, ready to be stored. */
export interface LedgerEntry extends LedgerEvent {
  alertRuleId: string;
  fingerprint: string;
  startsAt: string | null;
  sourceId: string;
}

/** What became of an entry: `earlier` is known, but reached us before by another way. */
export interface StoredEntry {
  outcome: 'new' | 'earlier' | 'known';
  /** the latest folded event of its (rule, fingerprint) before this call; null when there was none */
  latestAt: string | null;
}

/** Whose events are wanted, from which instant on. */
export interface LedgerRange {
  alertRuleId: string;
  fingerprint: string;
  from: string;
}

const StoredRow = z.object({
  outcome: z.enum(['new', 'earlier', 'known']),
  latestAt: rowInstant.nullable(),
});

const LedgerRow = z.object({
  n: z.number(),
  kind: z.string().transform((kind) => kind as EpisodeEventKind),
  at: rowInstant,
  digest: z.string(),
  saidBy: z.string().nullable(),
  notifiedAt: rowInstant.nullable(),
  expectedEndAt: rowInstant.nullable(),
  severity: z.string().nullable(),
  serviceId: rowId.nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  generatorUrl: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  receivedAt: rowInstant,
});

const LEDGER_COLUMNS = `e.kind, e.at, encode(e.digest, 'hex') as digest, e.said_by as "saidBy",
  e.notified_at as "notifiedAt", e.expected_end_at as "expectedEndAt", e.severity, e.service_id as "serviceId",
  e.labels, e.annotations, e.generator_url as "generatorUrl", e.detail, e.received_at as "receivedAt"`;

/** The ledger of events. */
@Injectable()
export class EpisodeEventRepository {
  /**
   * Stores entries (each key at most once in the list); what is known stays, with the earlier receipt. Answers in the
   * order of the list. The partitions exist.
   */
  async insert(db: Queryable, entries: readonly LedgerEntry[]): Promise<StoredEntry[]> {
    const instants = entries.map(({ at }) => at).sort();
    return select(
      db,
      StoredRow,
      `with i as materialized (
         select * from rows from (jsonb_to_recordset($1::jsonb) as ("alertRuleId" bigint, fingerprint text,
           at timestamptz(3), digest text, kind text, "startsAt" timestamptz(3), "sourceId" bigint, "saidBy" text,
           "notifiedAt" timestamptz(3), "expectedEndAt" timestamptz(3), "serviceId" bigint, severity text,
           labels jsonb, annotations jsonb, "generatorUrl" text, detail jsonb, "receivedAt" timestamptz(3)))
           with ordinality
       ),
       -- as they were: parts of one statement do not see what the others write
       before as materialized (
         select i.ordinality, e.received_at from i join episode_events e on e.alert_rule_id = i."alertRuleId"
           and e.fingerprint = i.fingerprint and e.at = i.at and e.digest = decode(i.digest, 'hex')
           and e.at >= $2::timestamptz and e.at <= $3::timestamptz
       ),
       latest as materialized (
         select pair."alertRuleId", pair.fingerprint, l.at
         from (select distinct "alertRuleId", fingerprint from i where "startsAt" is null) pair
         cross join lateral (
           select e.at from episode_events e
           where e.alert_rule_id = pair."alertRuleId" and e.fingerprint = pair.fingerprint and e.starts_at is null
           order by e.at desc limit 1
         ) l
       ),
       written as (
         insert into episode_events as e (alert_rule_id, fingerprint, at, digest, kind, starts_at, source_id, said_by,
           notified_at, expected_end_at, service_id, severity, labels, annotations, generator_url, detail, received_at)
         select i."alertRuleId", i.fingerprint, i.at, decode(i.digest, 'hex'), i.kind, i."startsAt", i."sourceId",
           i."saidBy", i."notifiedAt", i."expectedEndAt", i."serviceId", i.severity, i.labels, i.annotations,
           i."generatorUrl", i.detail, i."receivedAt"
         from i left join before b using (ordinality)
         where b.received_at is null or i."receivedAt" < b.received_at
         order by 1, 2, 3, 4
         on conflict (alert_rule_id, fingerprint, at, digest) do update
           set received_at = least(e.received_at, excluded.received_at)
         returning 1
       )
       select case when b.received_at is null then 'new' when i."receivedAt" < b.received_at then 'earlier'
           else 'known' end as outcome, latest.at as "latestAt"
       from i left join before b using (ordinality)
       left join latest on latest."alertRuleId" = i."alertRuleId" and latest.fingerprint = i.fingerprint
       order by i.ordinality`,
      [JSON.stringify(entries), instants[0], instants.at(-1)],
    );
  }

  /** Folded events of each range; one list for each, in no order. */
  async findFrom(db: Queryable, ranges: readonly LedgerRange[]): Promise<LedgerEvent[][]> {
    const lists: LedgerEvent[][] = ranges.map(() => []);
    if (ranges.length === 0) return lists;
    const rows = await select(
      db,
      LedgerRow,
      `select p.n, ${LEDGER_COLUMNS}
       from jsonb_to_recordset($1::jsonb) as p (n integer, "alertRuleId" bigint, fingerprint text,
         "from" timestamptz(3))
       join episode_events e on e.alert_rule_id = p."alertRuleId" and e.fingerprint = p.fingerprint
         and e.at >= p."from" and e.at >= $2::timestamptz and e.starts_at is null`,
      [JSON.stringify(ranges.map((range, n) => ({ ...range, n }))), ranges.map(({ from }) => from).sort()[0]],
    );
    for (const { n, ...event } of rows) lists[n]!.push(event);
    return lists;
  }

  /** Remembers of rules that they have events without a start. The rules are locked. */
  async markFolded(db: Queryable, ruleIds: readonly string[]): Promise<void> {
    await db.query(
      `update alert_rules r set is_folded = true,
         is_mixed = exists (select from episodes e where e.alert_rule_id = r.id and not e.is_folded)
       where r.id = any($1::bigint[]) and not r.is_folded`,
      [ruleIds],
    );
  }

  /** Remembers of rules with events without a start that transitions state episodes of theirs. They are locked. */
  async markMixed(db: Queryable, ruleIds: readonly string[]): Promise<void> {
    await db.query(`update alert_rules set is_mixed = true where id = any($1::bigint[]) and not is_mixed`, [
      ruleIds,
    ]);
  }

  /**
   * Whether the source sends events that do not name their rule; `isSure`: it just did. If so, its events are taken one
   * transaction after the other: what waits for a rule and the rule itself must not miss each other.
   */
  async lockIfWithoutRules(db: Queryable, sourceId: string, isSure: boolean): Promise<boolean> {
    const rows: unknown[] = await db.query(
      `select pg_advisory_xact_lock(hashtext('episode_events_without_rule'), id::integer)
       from sources where id = $1 and ($2 or kind in ('pagerduty-events', 'pagerduty', 'sentry'))`,
      [sourceId, isSure],
    );
    return rows.length > 0;
  }

  /** Rules that have events without a start of the given fingerprints. */
  async findRules(
    db: Queryable,
    sourceId: string,
    fingerprints: readonly string[],
  ): Promise<{ fingerprint: string; alertRuleId: string }[]> {
    return select(
      db,
      z.object({ fingerprint: z.string(), alertRuleId: rowId }),
      `select distinct fingerprint, alert_rule_id as "alertRuleId" from episode_events
       where source_id = $1 and fingerprint = any($2::text[]) and starts_at is null and alert_rule_id > 0
       order by 2, 1`,
      [sourceId, fingerprints],
    );
  }

  /** Events of the fingerprints that wait for their rule to be known. */
  async findWaiting(
    db: Queryable,
    sourceId: string,
    fingerprints: readonly string[],
  ): Promise<(LedgerEvent & { fingerprint: string })[]> {
    return select(
      db,
      LedgerRow.omit({ n: true }).extend({ fingerprint: z.string() }),
      `select e.fingerprint, ${LEDGER_COLUMNS} from episode_events e
       where e.alert_rule_id = -$1::bigint and e.fingerprint = any($2::text[])`,
      [sourceId, fingerprints],
    );
  }

  /** Makes the partitions of the given first days of months. */
  async ensurePartitions(db: Queryable, months: readonly string[]): Promise<void> {
    await db.query(
      `select ensure_month_partitions('episode_events', month, month) from unnest($1::date[]) as t (month)
       order by month`,
      [months],
    );
  }
}
