import { Injectable } from '@nestjs/common';
import type { ReviewOverview, ReviewRoom } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });

export const StepRow = z.object({
  key: z.string(),
  title: z.string().nullable().default(null),
  /** nobody has changed the title that the built-in agenda gave it */
  isBuiltin: z.boolean().optional(),
  minutes: z.number(),
  spentSeconds: z.number().default(0),
  timerFromSeconds: z.number().default(0),
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
  timer_paused_at: z.date().nullable(),
  presenter_id: rowId.nullable(),
  started_at: z.date().nullable(),
  service_ids: z.array(z.string()),
  created_at: z.date(),
});
export type SessionRow = z.output<typeof SessionRow>;

/**
 * `write`: anything that stands in rows of its own; many at once. `head`: a column of the session itself (its notes, its
 * step): one at a time, and no writer waits for it. `whole`: nobody else writes, so that what is frozen is complete.
 */
export type SessionLock = 'write' | 'head' | 'whole';
const LOCK_CLAUSE = {
  write: 'for key share of s',
  head: 'for no key update of s',
  whole: 'for update of s',
} as const;

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
  votesFirst: boolean;
  createdById: string | null;
  at: Date;
}

@Injectable()
export class ReviewRepository {
  async insert(db: Queryable, session: NewSession): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into review_sessions (title, team_id, window_from, window_to, time_zone, language, facilitator_id,
         scribe_id, scheduled_at, agenda_steps, created_by_id, created_at, votes_first)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
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
        session.votesFirst,
      ],
    );
    await db.query(
      `insert into review_session_services (review_session_id, service_id)
       select $1, id from unnest($2::bigint[]) as t (id) on conflict do nothing`,
      [row!.id, session.serviceIds],
    );
    return row!.id;
  }

  async findLocked(db: Queryable, id: string, lock: SessionLock): Promise<SessionRow | null> {
    return selectOne(
      db,
      SessionRow,
      `select s.id, s.status, s.window_from, s.window_to, s.time_zone, s.agenda_steps, s.current_step,
         s.current_step_at, s.timer_paused_at, s.presenter_id, s.started_at, s.created_at,
         array(select x.service_id::text from review_session_services x where x.review_session_id = s.id
           order by x.service_id) as service_ids
       from review_sessions s where s.id = $1 ${LOCK_CLAUSE[lock]}`,
      [id],
    );
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
      /** left out: the timer runs */
      timerPausedAt?: Date | null;
    },
  ): Promise<void> {
    await db.query(
      `update review_sessions set status = $2, agenda_steps = $3, current_step = $4, current_step_at = $5,
         started_at = $6, closed_at = $7, timer_paused_at = $8, record = case when $2 = 'closed' then record end,
         presenter_id = case when $2 = 'running' then presenter_id end
       where id = $1`,
      [
        id,
        state.status,
        JSON.stringify(state.steps),
        state.currentStep,
        state.currentStepAt,
        state.startedAt,
        state.closedAt,
        state.timerPausedAt ?? null,
      ],
    );
  }

  async setPresenter(db: Queryable, id: string, userId: string | null): Promise<void> {
    await db.query('update review_sessions set presenter_id = $2 where id = $1', [id, userId]);
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
      votesFirst?: boolean | undefined;
    },
  ): Promise<void> {
    await db.query(
      `update review_sessions set title = coalesce($2, title),
         facilitator_id = case when $3 then $4::bigint else facilitator_id end,
         scribe_id = case when $5 then $6::bigint else scribe_id end,
         scheduled_at = case when $7 then $8::timestamptz else scheduled_at end,
         votes_first = coalesce($9, votes_first)
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
        head.votesFirst ?? null,
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

  async addActionItem(db: Queryable, id: string, actionItemId: string): Promise<void> {
    await db.query(
      `insert into review_session_action_items (review_session_id, action_item_id) values ($1, $2)
       on conflict do nothing`,
      [id, actionItemId],
    );
  }

  async putSignOff(
    db: Queryable,
    id: string,
    userId: string,
    comment: string | null,
    at: Date,
  ): Promise<void> {
    await db.query(
      `insert into review_sign_offs (review_session_id, user_id, comment, signed_at) values ($1, $2, $3, $4)
       on conflict (review_session_id, user_id) do update
         set comment = excluded.comment, signed_at = excluded.signed_at`,
      [id, userId, comment, at],
    );
  }

  async removeSignOff(db: Queryable, id: string, userId: string): Promise<boolean> {
    const rows = await select(
      db,
      IdRow,
      `with gone as (
         delete from review_sign_offs where review_session_id = $1 and user_id = $2 returning user_id as id
       ) select id from gone`,
      [id, userId],
    );
    return rows.length === 1;
  }
}
