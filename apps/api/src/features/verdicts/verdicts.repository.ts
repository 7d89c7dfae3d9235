import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

/** One thing to judge: an episode (fingerprint and start), or without them the rule for the window. */
export interface VerdictTarget {
  alertRuleId: string;
  fingerprint: string | null;
  startsAt: Date | null;
  windowFrom: Date | null;
  windowTo: Date | null;
  verdict: string | null;
  reason: string | null;
  reasonCode: string | null;
}

const InsertedRow = z.object({ id: rowId });
const SaidRow = z.object({ id: rowId.nullable() });
const EventRow = z.object({
  id: rowId,
  alert_rule_id: rowId,
  review_session_id: rowId.nullable(),
  is_current: z.boolean(),
});

const UndoRow = z.object({
  id: rowId,
  alert_rule_id: rowId,
  review_session_id: rowId.nullable(),
  /** the event that counts now for the same thing */
  current_id: rowId.nullable(),
  current_restores_id: rowId.nullable(),
  current_undo_of_id: rowId.nullable(),
  previous_verdict: z.string().nullable(),
  previous_reason: z.string().nullable(),
  previous_reason_code: z.string().nullable(),
  /** what the previous event said, followed back through undos */
  restores_id: rowId.nullable(),
});
type UndoRow = z.output<typeof UndoRow>;

@Injectable()
export class VerdictRepository {
  /** One writer at a time per rule, always in the same order: no deadlock, and no two current verdicts. */
  async lockRules(db: Queryable, alertRuleIds: readonly string[]): Promise<void> {
    await db.query(
      `select pg_advisory_xact_lock(hashtext('verdicts'), hashtext(t.id))
       from (select distinct id from unnest($1::text[]) as u (id) order by id) as t`,
      [alertRuleIds],
    );
  }

  /** Adds one event per target, each replacing what counted before. Targets are distinct. Ids in their order. */
  async append(
    db: Queryable,
    sessionId: string | null,
    userId: string | null,
    at: Date,
    targets: readonly VerdictTarget[],
  ): Promise<string[]> {
    const previous = await select(
      db,
      InsertedRow,
      `with target as (
         select t.*
         from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
           with ordinality as t (alert_rule_id, fingerprint, starts_at, window_from, window_to, n)
       ), retired as (
         update verdicts v set is_current = false
         from target t
         where v.is_current and v.alert_rule_id = t.alert_rule_id
           and ((t.fingerprint is not null and v.fingerprint = t.fingerprint and v.starts_at = t.starts_at)
             or (t.fingerprint is null and v.fingerprint is null
               and v.review_session_id is not distinct from $1::bigint
               and ($1::bigint is not null or (v.window_from = t.window_from and v.window_to = t.window_to))))
         returning v.id, t.n
       )
       select coalesce(r.id, 0)::text as id from target t left join retired r using (n) order by t.n`,
      [sessionId, ...keyColumns(targets)],
    );
    // Second statement: within one, the new row would meet the unique index before the old one has left it.
    const inserted = await select(
      db,
      InsertedRow,
      `insert into verdicts (review_session_id, alert_rule_id, fingerprint, starts_at, window_from, window_to,
         verdict, reason, reason_code, previous_id, decided_by_id, decided_at)
       select $1, t.alert_rule_id, t.fingerprint, t.starts_at, t.window_from, t.window_to, t.verdict, t.reason,
         t.reason_code, nullif(t.previous_id, 0), $10, $11
       from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::text[],
         $8::text[], $9::text[], $12::bigint[]) with ordinality
         as t (alert_rule_id, fingerprint, starts_at, window_from, window_to, verdict, reason, reason_code, previous_id,
           n)
       order by t.n
       returning id`,
      [
        sessionId,
        ...keyColumns(targets),
        targets.map((target) => target.verdict),
        targets.map((target) => target.reason),
        targets.map((target) => target.reasonCode),
        userId,
        at,
        previous.map((row) => row.id),
      ],
    );
    return inserted.map((row) => row.id);
  }

  /**
   * For each target the event that counts already and says the same by the same person since `since`: the request came
   * twice, or the key was pressed twice. null where there is none.
   */
  async findSaidAlready(
    db: Queryable,
    sessionId: string | null,
    userId: string | null,
    since: Date,
    targets: readonly VerdictTarget[],
  ): Promise<(string | null)[]> {
    const rows = await select(
      db,
      SaidRow,
      `select (select v.id from verdicts v
         where v.is_current and v.alert_rule_id = t.alert_rule_id and v.undo_of_id is null
           and v.review_session_id is not distinct from $1::bigint and v.decided_by_id = $10 and v.decided_at >= $11
           and v.fingerprint is not distinct from t.fingerprint and v.starts_at is not distinct from t.starts_at
           and v.window_from is not distinct from t.window_from and v.window_to is not distinct from t.window_to
           and v.verdict is not distinct from t.verdict
           and (t.reason is null or v.reason = t.reason) and (t.reason_code is null or v.reason_code = t.reason_code))
         as id
       from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::text[],
         $8::text[], $9::text[]) with ordinality
         as t (alert_rule_id, fingerprint, starts_at, window_from, window_to, verdict, reason, reason_code, n)
       order by t.n`,
      [
        sessionId,
        ...keyColumns(targets),
        targets.map((target) => target.verdict),
        targets.map((target) => target.reason),
        targets.map((target) => target.reasonCode),
        userId,
        since,
      ],
    );
    return rows.map((row) => row.id);
  }

  /** The event, locked; null: there is none. */
  findLocked(db: Queryable, id: string): Promise<z.output<typeof EventRow> | null> {
    return selectOne(
      db,
      EventRow,
      'select id, alert_rule_id, review_session_id, is_current from verdicts where id = $1 for no key update',
      [id],
    );
  }

  /** Says why, of an event that is there; `undefined` leaves what it says. */
  async setReason(
    db: Queryable,
    id: string,
    change: { reason?: string | null | undefined; reasonCode?: string | null | undefined },
  ): Promise<void> {
    await db.query(
      `update verdicts set reason = case when $2 then $3 else reason end,
         reason_code = case when $4 then $5 else reason_code end
       where id = $1`,
      [
        id,
        change.reason !== undefined,
        change.reason ?? null,
        change.reasonCode !== undefined,
        change.reasonCode ?? null,
      ],
    );
  }

  /** The rules that these events are about. */
  async findRuleIds(db: Queryable, ids: readonly string[]): Promise<string[]> {
    const rows = await select(
      db,
      InsertedRow,
      'select distinct alert_rule_id as id from verdicts where id = any ($1::bigint[])',
      [ids],
    );
    return rows.map((row) => row.id);
  }

  /** What is needed to take one event back; null when there is no such event. */
  async findForUndo(db: Queryable, id: string): Promise<UndoRow | null> {
    return selectOne(
      db,
      UndoRow,
      `select e.id, e.alert_rule_id, e.review_session_id,
         c.id as current_id, c.restores_id as current_restores_id, c.undo_of_id as current_undo_of_id,
         p.verdict as previous_verdict, p.reason as previous_reason, p.reason_code as previous_reason_code,
         case when p.undo_of_id is null then p.id else p.restores_id end as restores_id
       from verdicts e
       left join verdicts p on p.id = e.previous_id
       left join verdicts c on c.is_current and c.alert_rule_id = e.alert_rule_id
         and c.fingerprint is not distinct from e.fingerprint and c.starts_at is not distinct from e.starts_at
         and (e.fingerprint is not null or (c.review_session_id is not distinct from e.review_session_id
           and c.window_from = e.window_from and c.window_to = e.window_to))
       where e.id = $1`,
      [id],
    );
  }

  /** The compensating event of `undo.id`. */
  async appendUndo(db: Queryable, undo: UndoRow, userId: string | null, at: Date): Promise<string> {
    await db.query('update verdicts set is_current = false where id = $1', [undo.current_id]);
    const row = await selectOne(
      db,
      InsertedRow,
      `insert into verdicts (review_session_id, alert_rule_id, fingerprint, starts_at, window_from, window_to,
         verdict, reason, reason_code, previous_id, undo_of_id, restores_id, decided_by_id, decided_at)
       select e.review_session_id, e.alert_rule_id, e.fingerprint, e.starts_at, e.window_from, e.window_to,
         $2, $3, $4, $5, e.id, $6, $7, $8
       from verdicts e where e.id = $1
       returning id`,
      [
        undo.id,
        undo.previous_verdict,
        undo.previous_reason,
        undo.previous_reason_code,
        undo.current_id,
        undo.restores_id,
        userId,
        at,
      ],
    );
    return row!.id;
  }
}

function keyColumns(targets: readonly VerdictTarget[]): unknown[] {
  return [
    targets.map((target) => target.alertRuleId),
    targets.map((target) => target.fingerprint),
    targets.map((target) => target.startsAt),
    targets.map((target) => target.windowFrom),
    targets.map((target) => target.windowTo),
  ];
}
