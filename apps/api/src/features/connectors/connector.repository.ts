import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConnectorKind, ConnectorSettings } from '@tenken/shared/connectors.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, selectOne } from '../../database/select.js';

const At = z.date().nullable();

/** A connector with its token, for the code that asks. It leaves this feature in no answer and no log. */
export const ConnectorRecord = z.object({
  id: rowId,
  sourceId: rowId,
  kind: ConnectorKind,
  url: z.string(),
  token: z.string().nullable(),
  settings: ConnectorSettings.catch({}),
  intervalSeconds: z.number(),
  isRunWanted: z.boolean(),
  isDisabled: z.boolean(),
  historyFrom: At,
  historyUntil: At,
  historyDoneFrom: At,
  caughtUpTo: At,
  windowFrom: At,
  windowTo: At,
  windowIsHistory: z.boolean(),
  page: z.unknown(),
  failures: z.number(),
});
export type ConnectorRecord = z.infer<typeof ConnectorRecord>;

const COLUMNS = `id, source_id as "sourceId", kind, url, token, settings, interval_seconds as "intervalSeconds",
  is_run_wanted as "isRunWanted", disabled_at is not null as "isDisabled", history_from as "historyFrom",
  history_until as "historyUntil", history_done_from as "historyDoneFrom", caught_up_to as "caughtUpTo",
  window_from as "windowFrom", window_to as "windowTo", window_is_history as "windowIsHistory", page, failures`;

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

@Injectable()
export class ConnectorRepository {
  findById(db: Queryable, id: string): Promise<ConnectorRecord | null> {
    return selectOne(db, ConnectorRecord, `select ${COLUMNS} from connectors where id = $1`, [id]);
  }

  async insert(
    db: Queryable,
    made: {
      sourceId: string;
      kind: string;
      url: string;
      token: string | null;
      settings: ConnectorSettings;
      intervalSeconds: number;
      historyFrom: Date | null;
      now: Date;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into connectors (source_id, kind, url, token, settings, interval_seconds, created_at, next_run_at,
         history_from, history_until, history_done_from)
       values ($1, $2, $3, $4, $5, $6, $8, $8, $7, case when $7::timestamptz is not null then $8::timestamptz end,
         case when $7::timestamptz is not null then $8::timestamptz end)
       returning id`,
      [
        made.sourceId,
        made.kind,
        made.url,
        made.token,
        JSON.stringify(made.settings),
        made.intervalSeconds,
        made.historyFrom,
        made.now,
      ],
    );
    return row!.id;
  }

  /** What is left out stays. `disabledAt` null enables; an enabled connector is due at once. */
  async update(
    db: Queryable,
    id: string,
    change: {
      url?: string | undefined;
      token?: string | null | undefined;
      settings?: ConnectorSettings | undefined;
      intervalSeconds?: number | undefined;
      disabledAt?: Date | null | undefined;
      nextRunAt: Date;
    },
  ): Promise<void> {
    await db.query(
      `update connectors set url = coalesce($2, url), token = case when $3 then $4 else token end,
         settings = coalesce($5, settings), interval_seconds = coalesce($6, interval_seconds),
         disabled_at = case when $7 then $8 else disabled_at end, next_run_at = $9, failures = 0
       where id = $1`,
      [
        id,
        change.url ?? null,
        change.token !== undefined,
        change.token ?? null,
        change.settings === undefined ? null : JSON.stringify(change.settings),
        change.intervalSeconds ?? null,
        change.disabledAt !== undefined,
        change.disabledAt ?? null,
        change.nextRunAt,
      ],
    );
  }

  async delete(db: Queryable, id: string): Promise<void> {
    await db.query('delete from connectors where id = $1', [id]);
  }

  async wantRun(db: Queryable, id: string, now: Date): Promise<void> {
    await db.query('update connectors set next_run_at = $2, is_run_wanted = true where id = $1', [id, now]);
  }

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
       select ${COLUMNS}, run.run_id as "runId" from taken, run`,
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

  /** How many enabled connectors of a kind a source has. */
  async countEnabled(db: Queryable, sourceId: string, kind: string): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ n: rowCount }),
      `select count(*) as n from connectors where source_id = $1 and kind = $2 and disabled_at is null`,
      [sourceId, kind],
    );
    return row!.n;
  }
}
