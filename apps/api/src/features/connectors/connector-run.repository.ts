import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';
import { CONNECTOR_COLUMNS, ConnectorRecord } from './connector-record.js';

/** Where a connector stands after a page. */
export interface Progress {
  historyDoneFrom: Date | null;
  caughtUpTo: Date | null;
  windowFrom: Date | null;
  windowTo: Date | null;
  windowIsHistory: boolean;
  page: unknown;
  windowShare: number;
}

export interface RunCounts {
  requests: number;
  records: number;
  created: number;
  updated: number;
  unchanged: number;
  unreadable: number;
  missing: number | null;
  different: number | null;
}

export interface DriftEntry {
  kind: 'missing' | 'different' | 'unreadable';
  subject: string;
  externalId: string;
  title: string;
  changes: Record<string, [string | null, string | null]>;
  alertRuleId: string | null;
  fingerprint: string | null;
  startsAt: string | null;
}

export interface RunEnd {
  stage: 'done' | 'paused' | 'failed';
  nextRunAt: Date;
  failures: number;
  error: { code: string; detail: string } | null;
}

const LEASE = `interval '5 minutes'`;
const KEPT_RUNS = 200;
const IdRow = z.object({ id: rowId });

/** Who runs a connector, how far it came, and what its runs found. */
@Injectable()
export class ConnectorRunRepository {
  /**
   * Takes a connector that is due for this process, or null. Whoever has the lease is the only one that runs it; a
   * process that dies leaves it behind, and after five minutes another goes on from the last stored page.
   */
  async claim(
    db: Queryable,
    now: Date,
  ): Promise<{ connector: ConnectorRecord; lease: string; runId: string } | null> {
    const lease = randomUUID();
    const row = await selectOne(
      db,
      ConnectorRecord.extend({ runId: rowId }),
      `with due as (
         select c.id as due_id, c.is_run_wanted as was_wanted from connectors c
         join sources s on s.id = c.source_id and s.disabled_at is null
         where c.disabled_at is null and c.next_run_at <= $1
           and (c.lease_until is null or c.lease_until < clock_timestamp())
         order by c.next_run_at limit 1 for update of c skip locked
       ),
       taken as (
         update connectors set lease_until = clock_timestamp() + ${LEASE}, lease_token = $2, last_started_at = $1,
           is_run_wanted = false
         from due where id = due.due_id
         returning connectors.*, due.was_wanted
       ),
       left_behind as (
         update connector_runs set stage = 'failed', finished_at = $1, error_code = 'process_ended',
           error_detail = 'The process that ran it ended; the next run went on from its last page.'
         where connector_id in (select id from taken) and stage = 'running'
       ),
       run as (
         insert into connector_runs (connector_id, started_at, is_manual) select id, $1, was_wanted from taken
         returning id as run_id
       )
       select ${CONNECTOR_COLUMNS}, run.run_id as "runId" from taken, run`,
      [now, lease],
    );
    if (row === null) return null;
    const { runId, ...connector } = row;
    return { connector, lease, runId };
  }

  /** Locks the connector for the end of the transaction; false when it is no longer this process that may go on. */
  async holdLease(db: Queryable, id: string, lease: string): Promise<boolean> {
    const row = await selectOne(
      db,
      IdRow,
      `with held as (
       update connectors c set lease_until = clock_timestamp() + ${LEASE}
       where c.id = $1 and c.lease_token = $2 and c.disabled_at is null
         and exists (select 1 from sources s where s.id = c.source_id and s.disabled_at is null)
       returning c.id)
       select id from held`,
      [id, lease],
    );
    return row !== null;
  }

  async saveProgress(db: Queryable, id: string, progress: Progress): Promise<void> {
    await db.query(
      `update connectors set history_done_from = $2, caught_up_to = $3, window_from = $4, window_to = $5, page = $6,
         window_share = $7, window_is_history = $8
       where id = $1`,
      [
        id,
        progress.historyDoneFrom,
        progress.caughtUpTo,
        progress.windowFrom,
        progress.windowTo,
        progress.page === null || progress.page === undefined ? null : JSON.stringify(progress.page),
        progress.windowShare,
        progress.windowIsHistory,
      ],
    );
  }

  async addCounts(db: Queryable, runId: string, counts: RunCounts): Promise<void> {
    await db.query(
      `update connector_runs set requests = requests + $2, records = records + $3, created = created + $4,
         updated = updated + $5, unchanged = unchanged + $6, unreadable = unreadable + $7,
         missing = case when $8::integer is null then missing else coalesce(missing, 0) + $8 end,
         different = case when $9::integer is null then different else coalesce(different, 0) + $9 end
       where id = $1`,
      [
        runId,
        counts.requests,
        counts.records,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.unreadable,
        counts.missing,
        counts.different,
      ],
    );
  }

  async addDrift(
    db: Queryable,
    connectorId: string,
    runId: string,
    at: Date,
    entries: readonly DriftEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    await db.query(
      `insert into connector_drift (connector_id, connector_run_id, found_at, kind, subject, external_id, title,
         changes, alert_rule_id, fingerprint, starts_at)
       select $1, $2, $3, kind, subject, "externalId", title, changes, "alertRuleId", fingerprint, "startsAt"
       from jsonb_to_recordset($4::jsonb) as t (kind text, subject text, "externalId" text, title text, changes jsonb,
         "alertRuleId" bigint, fingerprint text, "startsAt" timestamptz)`,
      [connectorId, runId, at, JSON.stringify(entries)],
    );
  }

  /** Ends a run and gives the lease back. Old runs go, with what they had found. */
  async finish(
    db: Queryable,
    id: string,
    lease: string,
    runId: string,
    requests: number,
    now: Date,
    end: RunEnd,
  ): Promise<void> {
    // The connector first, as everywhere: who deletes one takes its row and then its runs.
    await db.query(
      `update connectors set lease_until = null, lease_token = null, failures = $3,
         next_run_at = case when is_run_wanted then next_run_at else $4 end,
         last_success_at = case when $5 then $6 else last_success_at end,
         last_error_at = case when $5 then null when $7::text is null then last_error_at else $6 end,
         last_error_code = case when $5 then null else coalesce($7, last_error_code) end,
         last_error_detail = case when $5 then null else coalesce($8, last_error_detail) end
       where id = $1 and lease_token = $2`,
      [
        id,
        lease,
        end.failures,
        end.nextRunAt,
        end.stage === 'done',
        now,
        end.stage === 'failed' ? (end.error?.code ?? null) : null,
        end.stage === 'failed' ? (end.error?.detail ?? null) : null,
      ],
    );
    await db.query(
      `update connector_runs set stage = $2, finished_at = $3, error_code = $4, error_detail = $5, requests = $6
       where id = $1 and stage = 'running'`,
      [runId, end.stage, now, end.error?.code ?? null, end.error?.detail ?? null, requests],
    );
    await db.query(
      `delete from connector_runs where connector_id = $1 and id < (
         select min(id) from (select id from connector_runs where connector_id = $1 order by id desc limit ${KEPT_RUNS}) kept
       )`,
      [id],
    );
  }
}
