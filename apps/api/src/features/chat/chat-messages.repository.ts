import { Injectable } from '@nestjs/common';
import { ChatText } from '@tenken/shared/chat.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';
import type { Delivered } from './chat-client.service.js';

const IdRow = z.object({ id: rowId });

const PendingMessage = z.object({
  id: rowId,
  teamId: rowId,
  reviewId: rowId,
  what: ChatText,
  isAutomatic: z.boolean(),
  attempts: z.number(),
});
export type PendingMessage = z.infer<typeof PendingMessage>;

const COLUMNS = `id, team_id as "teamId", review_session_id as "reviewId", what, is_automatic as "isAutomatic", attempts`;
/** Whoever sends longer than this is dead; whether the chat got it, nobody knows. */
const LEASE = `interval '2 minutes'`;

/** Messages to chats, from being wanted to their end. */
@Injectable()
export class ChatMessageRepository {
  /** A message that a person wants and that is sent at once. Null when the same request was there before. */
  async insert(
    db: Queryable,
    made: {
      teamId: string;
      reviewId: string;
      what: ChatText;
      clientId: string | null;
      createdById: string | null;
      now: Date;
    },
  ): Promise<string | null> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into chat_messages (team_id, review_session_id, what, is_automatic, client_id, created_by_id, created_at,
         next_try_at)
       values ($1, $2, $3, false, $4, $5, $6, $6::timestamptz + ${LEASE}) on conflict (client_id) do nothing returning id`,
      [made.teamId, made.reviewId, made.what, made.clientId, made.createdById, made.now],
    );
    return row?.id ?? null;
  }

  async findByClientId(db: Queryable, clientId: string): Promise<string | null> {
    const row = await selectOne(db, IdRow, 'select id from chat_messages where client_id = $1', [clientId]);
    return row?.id ?? null;
  }

  /**
   * A message for each review that was closed since its team wants to hear of it. A review without a team is told to the
   * teams of its services. What is there already stays: a review is told once, also when it was reopened and closed again.
   */
  async addClosed(db: Queryable, now: Date): Promise<void> {
    await db.query(
      `insert into chat_messages (team_id, review_session_id, what, is_automatic, created_at, next_try_at)
       select w.team_id, s.id, w.send_on_close, true, $1, $1
       from chat_webhooks w
       join review_sessions s on s.status = 'closed' and s.closed_at >= w.send_on_close_since and not s.is_sample
         and (s.team_id = w.team_id or (s.team_id is null and exists (
           select from review_session_services x join services v on v.id = x.service_id
           left join services parent on parent.id = v.parent_id
           where x.review_session_id = s.id and coalesce(v.team_id, parent.team_id) = w.team_id)))
       where w.send_on_close is not null and not exists (select from chat_messages m
         where m.review_session_id = s.id and m.team_id = w.team_id and m.is_automatic)
       on conflict do nothing`,
      [now],
    );
  }

  /** Takes what is due for this process, and gives up those whose sender died while it was sending. */
  async claimDue(db: Queryable, now: Date): Promise<string[]> {
    await db.query(
      `update chat_messages set state = 'unknown', next_try_at = null, error_code = 'process_ended',
         error_detail = 'The process that sent it ended meanwhile; look into the channel before it is sent again.'
       where state = 'sending' and next_try_at < $1`,
      [now],
    );
    const rows = await select(
      db,
      IdRow,
      `with due as (
         select id from chat_messages where state = 'waiting' and next_try_at <= $1
         order by next_try_at limit 20 for update skip locked
       ), taken as (
         update chat_messages m set next_try_at = $1::timestamptz + interval '15 minutes' from due where m.id = due.id
         returning m.id
       ) select id from taken order by id`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** Whoever gets it sends it; nobody else does. */
  begin(db: Queryable, id: string, now: Date): Promise<PendingMessage | null> {
    return selectOne(
      db,
      PendingMessage,
      `with begun as (
         update chat_messages set state = 'sending', attempts = attempts + 1, next_try_at = $2::timestamptz + ${LEASE}
         where id = $1 and state = 'waiting' returning *
       ) select ${COLUMNS} from begun`,
      [id, now],
    );
  }

  /** `retryAt` null: this was the last time. */
  async finish(
    db: Queryable,
    id: string,
    result: Delivered,
    { now, retryAt }: { now: Date; retryAt: Date | null },
  ): Promise<void> {
    const isRetried = result.state === 'failed' && retryAt !== null;
    await db.query(
      `update chat_messages set state = $2, error_code = $3, error_detail = $4, next_try_at = $5,
         sent_at = case when $2 = 'sent' then $6::timestamptz end
       where id = $1 and state = 'sending'`,
      [
        id,
        isRetried ? 'waiting' : result.state,
        result.state === 'sent' ? null : result.code,
        result.state === 'sent' ? null : result.detail,
        isRetried ? retryAt : null,
        now,
      ],
    );
  }

  async delete(db: Queryable, id: string): Promise<void> {
    await db.query('delete from chat_messages where id = $1', [id]);
  }
}
