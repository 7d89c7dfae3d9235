import { Injectable } from '@nestjs/common';
import type { ReviewOverview, ReviewRoom } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });

export const StepRow = z.object({
  key: z.enum(['open_decisions', 'overview', 'rules', 'incidents_gaps', 'wrap_up']),
  minutes: z.number(),
  spentSeconds: z.number().default(0),
});
export type StepRow = z.output<typeof StepRow>;

const SessionRow = z.object({
  id: rowId,
  status: z.enum(['planned', 'running', 'closed']),
  window_from: z.date(),
  window_to: z.date(),
  time_zone: z.string(),
  agenda_steps: z.array(StepRow),
  current_step: z.string().nullable(),
  current_step_at: z.date().nullable(),
  started_at: z.date().nullable(),
  service_ids: z.array(z.string()),
  created_at: z.date(),
});
export type SessionRow = z.output<typeof SessionRow>;

export interface NewSession {
  title: string;
  teamId: string | null;
  from: Date;
  to: Date;
  timeZone: string;
  language: string;
  facilitatorId: string | null;
  scribeId: string | null;
  scheduledAt: Date | null;
  steps: readonly StepRow[];
  serviceIds: readonly string[];
  createdById: string | null;
  at: Date;
}

export interface NewAgendaItem {
  step: string;
  kind: 'decision' | 'alert_rule' | 'incident' | 'coverage_gap';
  subjectId: string;
  evidence: unknown;
}

@Injectable()
export class ReviewRepository {
  async insert(db: Queryable, session: NewSession): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into review_sessions (title, team_id, window_from, window_to, time_zone, language, facilitator_id,
         scribe_id, scheduled_at, agenda_steps, created_by_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [
        session.title,
        session.teamId,
        session.from,
        session.to,
        session.timeZone,
        session.language,
        session.facilitatorId,
        session.scribeId,
        session.scheduledAt,
        JSON.stringify(session.steps),
        session.createdById,
        session.at,
      ],
    );
    await db.query(
      `insert into review_session_services (review_session_id, service_id)
       select $1, id from unnest($2::bigint[]) as t (id) on conflict do nothing`,
      [row!.id, session.serviceIds],
    );
    return row!.id;
  }

  /** `share` lets many write into an open session at once; `update` is for who starts, moves or closes it. */
  async findLocked(db: Queryable, id: string, lock: 'share' | 'update'): Promise<SessionRow | null> {
    const sql = `select s.id, s.status, s.window_from, s.window_to, s.time_zone, s.agenda_steps, s.current_step,
         s.current_step_at, s.started_at, s.created_at,
         array(select x.service_id::text from review_session_services x where x.review_session_id = s.id
           order by x.service_id) as service_ids
       from review_sessions s where s.id = $1 `;
    return selectOne(db, SessionRow, sql + (lock === 'share' ? 'for share of s' : 'for update of s'), [id]);
  }

  async setState(
    db: Queryable,
    id: string,
    state: {
      status: SessionRow['status'];
      steps: readonly StepRow[];
      currentStep: string | null;
      currentStepAt: Date | null;
      startedAt: Date | null;
      closedAt: Date | null;
    },
  ): Promise<void> {
    await db.query(
      `update review_sessions set status = $2, agenda_steps = $3, current_step = $4, current_step_at = $5,
         started_at = $6, closed_at = $7, record = case when $2 = 'closed' then record end
       where id = $1`,
      [
        id,
        state.status,
        JSON.stringify(state.steps),
        state.currentStep,
        state.currentStepAt,
        state.startedAt,
        state.closedAt,
      ],
    );
  }

  async setOverview(db: Queryable, id: string, overview: ReviewOverview, asOf: Date): Promise<void> {
    await db.query('update review_sessions set overview = $2 where id = $1', [
      id,
      JSON.stringify({ ...overview, asOf: asOf.toISOString() }),
    ]);
  }

  async setRecord(db: Queryable, id: string, record: ReviewRoom): Promise<void> {
    await db.query('update review_sessions set record = $2 where id = $1', [id, JSON.stringify(record)]);
  }

  async setHead(
    db: Queryable,
    id: string,
    head: {
      title?: string | undefined;
      facilitatorId?: string | null | undefined;
      scribeId?: string | null | undefined;
      scheduledAt?: string | null | undefined;
    },
  ): Promise<void> {
    await db.query(
      `update review_sessions set title = coalesce($2, title),
         facilitator_id = case when $3 then $4::bigint else facilitator_id end,
         scribe_id = case when $5 then $6::bigint else scribe_id end,
         scheduled_at = case when $7 then $8::timestamptz else scheduled_at end
       where id = $1`,
      [
        id,
        head.title ?? null,
        head.facilitatorId !== undefined,
        head.facilitatorId ?? null,
        head.scribeId !== undefined,
        head.scribeId ?? null,
        head.scheduledAt !== undefined,
        head.scheduledAt ?? null,
      ],
    );
  }

  /** False when someone else has written since `rowVersion`. */
  async setNotes(db: Queryable, id: string, notes: string, rowVersion: number): Promise<boolean> {
    const rows = await select(
      db,
      IdRow,
      `with written as (
         update review_sessions set notes = $2, row_version = row_version + 1
         where id = $1 and row_version = $3 returning id
       ) select id from written`,
      [id, notes, rowVersion],
    );
    return rows.length === 1;
  }

  async addParticipant(db: Queryable, id: string, userId: string, at: Date): Promise<boolean> {
    const rows = await select(
      db,
      IdRow,
      `insert into review_participants (review_session_id, user_id, joined_at) values ($1, $2, $3)
       on conflict do nothing returning user_id as id`,
      [id, userId, at],
    );
    return rows.length === 1;
  }

  /** Adds what is new in this order, and renews the evidence of items that nobody has looked at yet. */
  async putItems(db: Queryable, id: string, items: readonly NewAgendaItem[]): Promise<void> {
    await db.query(
      `insert into agenda_items as i (review_session_id, step, kind, subject_id, evidence, position)
       select $1, t.step, t.kind, t.subject_id, t.evidence, t.n
       from unnest($2::text[], $3::text[], $4::bigint[], $5::jsonb[]) with ordinality
         as t (step, kind, subject_id, evidence, n)
       on conflict (review_session_id, kind, subject_id) do update
         set evidence = excluded.evidence, position = excluded.position
         where i.reviewed_at is null and not exists (select from verdicts v
           where v.review_session_id = $1 and i.kind = 'alert_rule' and v.alert_rule_id = i.subject_id
             and v.is_current and v.verdict is not null)`,
      [
        id,
        items.map((item) => item.step),
        items.map((item) => item.kind),
        items.map((item) => item.subjectId),
        items.map((item) => JSON.stringify(item.evidence)),
      ],
    );
  }

  /** Ids of items that changed. */
  async setReviewed(
    db: Queryable,
    id: string,
    itemIds: readonly string[],
    by: { userId: string | null; at: Date } | null,
  ): Promise<string[]> {
    const rows = await select(
      db,
      IdRow,
      `with marked as (
         update agenda_items set reviewed_at = $3, reviewed_by_id = $4
         where review_session_id = $1 and id = any ($2::bigint[]) and (reviewed_at is null) = ($3::timestamptz is not null)
         returning id
       ) select id from marked`,
      [id, itemIds, by?.at ?? null, by?.userId ?? null],
    );
    return rows.map((row) => row.id);
  }

  /** `stale` when someone else has written since `rowVersion`; `missing` when there is no such item. */
  async setItemNote(
    db: Queryable,
    id: string,
    itemId: string,
    note: string,
    rowVersion: number,
  ): Promise<'written' | 'stale' | 'missing'> {
    const written = await selectOne(
      db,
      IdRow,
      `with written as (
         update agenda_items set note = $3, row_version = row_version + 1
         where review_session_id = $1 and id = $2 and row_version = $4 returning id
       ) select id from written`,
      [id, itemId, note, rowVersion],
    );
    if (written !== null) return 'written';
    const found = await selectOne(
      db,
      IdRow,
      'select id from agenda_items where review_session_id = $1 and id = $2',
      [id, itemId],
    );
    return found === null ? 'missing' : 'stale';
  }

  async addActionItem(db: Queryable, id: string, actionItemId: string): Promise<void> {
    await db.query(
      `insert into review_session_action_items (review_session_id, action_item_id) values ($1, $2)
       on conflict do nothing`,
      [id, actionItemId],
    );
  }
}
