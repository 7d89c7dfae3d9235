import { Injectable } from '@nestjs/common';
import type { PutPresenceBody } from '@tenken/shared/review-live.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const ChangeRow = z.object({ is_news: z.boolean() });

/** Who is where. Rows older than the time after which a tab is gone count as none. */
@Injectable()
export class ReviewPresenceRepository {
  /**
   * Notes where a tab is. True when others have to be told: it has come (back), or is somewhere else than before. null when
   * there is no such review.
   */
  async put(
    db: Queryable,
    id: string,
    userId: string,
    body: PutPresenceBody,
    at: Date,
    goneBefore: Date,
  ): Promise<boolean | null> {
    const row = await selectOne(
      db,
      ChangeRow,
      // "before" sees the row as it was: all parts of one statement read the same snapshot.
      `with before as (
         select * from review_presence where review_session_id = $1 and user_id = $2 and tab_id = $3 and seen_at > $9
       ), put as (
         insert into review_presence as p (review_session_id, user_id, tab_id, step, agenda_item_id, is_following,
           editing, seen_at)
         select s.id, $2, $3, $4, $5, $6, $7, $8 from review_sessions s where s.id = $1
         on conflict (review_session_id, user_id, tab_id) do update set step = excluded.step,
           agenda_item_id = excluded.agenda_item_id, is_following = excluded.is_following,
           editing = excluded.editing, seen_at = greatest(p.seen_at, excluded.seen_at)
         returning review_session_id
       )
       select not exists (select from before b where b.step is not distinct from $4::text
         and b.agenda_item_id is not distinct from $5::bigint and b.is_following = $6::boolean
         and b.editing is not distinct from $7::text) as is_news
       from put`,
      [id, userId, body.tabId, body.step, body.itemId, body.isFollowing, body.editing, at, goneBefore],
    );
    return row?.is_news ?? null;
  }

  /** True when the tab was there. */
  async remove(db: Queryable, id: string, userId: string, tabId: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with gone as (
         delete from review_presence where review_session_id = $1 and user_id = $2 and tab_id = $3
         returning review_session_id as id
       ) select id from gone`,
      [id, userId, tabId],
    );
    return row !== null;
  }

  /** Tabs that were closed without a word. */
  async forgetGone(db: Queryable, id: string, goneBefore: Date): Promise<void> {
    await db.query(
      `delete from review_presence where (review_session_id, user_id, tab_id) in (
         select review_session_id, user_id, tab_id from review_presence
         where review_session_id = $1 and seen_at <= $2 for update skip locked)`,
      [id, goneBefore],
    );
  }
}
