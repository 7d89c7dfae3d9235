import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import type { ClaimedDelivery } from './delivery.repository.js';

const RepeatRow = z.object({ id: rowId, originalId: rowId });

/** Deliveries that their sender sent again. */
@Injectable()
export class RepeatedDeliveryRepository {
  /**
   * Which of these were here before, by the sender's own id: the id of each and of the first one. One that waits
   * counts as the first when it came earlier, so that of two that wait exactly one is read; one in quarantine does
   * not, because the sender may well have corrected what was wrong.
   */
  async find(db: Queryable, deliveries: readonly ClaimedDelivery[]): Promise<Map<string, string>> {
    const rows = await select(
      db,
      RepeatRow,
      `select d.id, first.id as "originalId"
       from unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[]) as d (id, received_at, source_id, sender_id)
       cross join lateral (
         select o.id from deliveries o
         where o.source_id = d.source_id and o.sender_delivery_id = d.sender_id and o.sender_delivery_id is not null
           and o.id <> d.id and o.duplicate_of is null
           and (o.state = 'done'
                or o.state = 'pending' and (o.received_at, o.id) < (d.received_at, d.id))
         order by o.received_at, o.id limit 1
       ) first`,
      [
        deliveries.map(({ id }) => id),
        deliveries.map(({ receivedAtKey }) => receivedAtKey),
        deliveries.map(({ sourceId }) => sourceId),
        deliveries.map(({ senderDeliveryId }) => senderDeliveryId),
      ],
    );
    return new Map(rows.map(({ id, originalId }) => [id, originalId]));
  }

  /** They are done, and did nothing. */
  async settle(
    db: Queryable,
    repeats: readonly { id: string; receivedAtKey: string; originalId: string }[],
    now: Date,
  ): Promise<void> {
    await db.query(
      `update deliveries d set state = 'done', duplicate_of = i."originalId", attempts = attempts + 1,
         processed_at = $2, error_code = null, error_detail = null
       from jsonb_to_recordset($1::jsonb) as i (id bigint, "receivedAtKey" timestamptz, "originalId" bigint)
       where d.received_at = i."receivedAtKey" and d.id = i.id`,
      [JSON.stringify(repeats), now],
    );
  }
}
