import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';

/** How many messages were cut, for figures over the same time. */
@Injectable()
export class TruncationReadModel {
  /** Messages of the rule's source in [from, to) from which its sender left alerts out. */
  async countForRule(db: Queryable, ruleId: string, from: Date, to: Date): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ messages: rowCount }),
      `select count(*) as messages from truncations t join alert_rules r on r.source_id = t.source_id
       where r.id = $1 and t.received_at >= $2 and t.received_at < $3`,
      [ruleId, from, to],
    );
    return row!.messages;
  }
}
