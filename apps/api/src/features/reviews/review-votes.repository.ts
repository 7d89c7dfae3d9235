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

  /** Opens the votes on these rules, or hides them again; ids of those that changed. */
  async setRevealed(
    db: Queryable,
    sessionId: string,
    itemIds: readonly string[],
    revealed: boolean,
    at: Date,
  ): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      // Locked in one order: two people who reveal overlapping selections do not wait for each other in a circle.
      `with item as (
         select id from agenda_items
         where review_session_id = $1 and id = any ($2::bigint[]) and kind = 'alert_rule'
           and (votes_revealed_at is null) = $3
         order by id for update
       ), changed as (
         update agenda_items i set votes_revealed_at = case when $3 then $4::timestamptz end,
           votes_first_revealed_at = case when $3 then coalesce(i.votes_first_revealed_at, $4)
             else i.votes_first_revealed_at end
         from item where i.id = item.id returning i.id
       ) select id from changed order by id`,
      [sessionId, itemIds, revealed, at],
    );
    return rows.map((row) => row.id);
  }
}
