import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const ItemRow = z.object({ id: rowId, is_revealed: z.boolean() });

@Injectable()
export class ReviewVoteRepository {
  /** The rule's line of the agenda; no one reveals its votes before the transaction ends. */
  lockItem(db: Queryable, sessionId: string, itemId: string): Promise<z.output<typeof ItemRow> | null> {
    return selectOne(
      db,
      ItemRow,
      `select id, votes_revealed_at is not null as is_revealed from agenda_items
       where review_session_id = $1 and id = $2 and kind = 'alert_rule' for share`,
      [sessionId, itemId],
    );
  }

  /** False when it said so already. */
  async put(db: Queryable, itemId: string, userId: string, verdict: string, at: Date): Promise<boolean> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `insert into review_votes as v (agenda_item_id, user_id, verdict, voted_at) values ($1, $2, $3, $4)
       on conflict (agenda_item_id, user_id) do update set verdict = excluded.verdict, voted_at = excluded.voted_at
         where v.verdict <> excluded.verdict
       returning agenda_item_id as id`,
      [itemId, userId, verdict, at],
    );
    return rows.length === 1;
  }

  async remove(db: Queryable, itemId: string, userId: string): Promise<boolean> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `with gone as (delete from review_votes where agenda_item_id = $1 and user_id = $2 returning agenda_item_id as id)
       select id from gone`,
      [itemId, userId],
    );
    return rows.length === 1;
  }

  /**
   * Those of these rules whose votes are still hidden (or still open), held until the transaction ends: whoever votes on one
   * waits. Locked in one order: two people who reveal overlapping selections do not wait for each other in a circle.
   */
  async lockToReveal(
    db: Queryable,
    sessionId: string,
    itemIds: readonly string[],
    revealed: boolean,
  ): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from agenda_items
       where review_session_id = $1 and id = any ($2::bigint[]) and kind = 'alert_rule'
         and (votes_revealed_at is null) = $3
       order by id for update`,
      [sessionId, itemIds, revealed],
    );
    return rows.map((row) => row.id);
  }

  /** Opens the votes on these rules, or hides them again. */
  async setRevealed(db: Queryable, itemIds: readonly string[], revealed: boolean, at: Date): Promise<void> {
    await db.query(
      `update agenda_items i set votes_revealed_at = case when $2 then $3::timestamptz end,
         votes_first_revealed_at = case when $2 then coalesce(i.votes_first_revealed_at, $3)
           else i.votes_first_revealed_at end
       where id = any ($1::bigint[])`,
      [itemIds, revealed, at],
    );
  }
}
