import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';

/** A message whose sender says that it left alerts out. */
export interface Truncation {
  sourceId: string;
  deliveryId: string;
  receivedAt: Date;
  /** how many alerts it left out */
  alerts: number;
}

/** Messages that their senders cut short, so that figures over that time can say that they are lower bounds. */
@Injectable()
export class TruncationService {
  /** Notes cut messages; one that is known (it was replayed) changes nothing. */
  async apply(db: Queryable, truncations: readonly Truncation[]): Promise<void> {
    if (truncations.length === 0) return;
    await db.query(
      `insert into truncations (source_id, received_at, delivery_id, alerts)
       select "sourceId", "receivedAt", "deliveryId", alerts
       from jsonb_to_recordset($1::jsonb) as t ("sourceId" bigint, "receivedAt" timestamptz, "deliveryId" bigint,
         alerts integer)
       order by 1, 2, 3
       on conflict do nothing`,
      [JSON.stringify(truncations)],
    );
  }

  /** Forgets messages received before an instant. Up to `limit` of them; returns how many. */
  async dropBefore(db: Queryable, before: Date, limit: number): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ dropped: rowCount }),
      `with old as (select ctid from truncations where received_at < $1 limit $2),
       dropped as (delete from truncations t using old where t.ctid = old.ctid returning 1)
       select count(*) as dropped from dropped`,
      [before, limit],
    );
    return row!.dropped;
  }
}
