import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, selectOne } from '../../database/select.js';

const InboxRow = z.object({
  pending: rowCount,
  quarantined: rowCount,
  oldestPendingSeconds: rowCount.nullable(),
});

@Injectable()
export class TelemetryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What waits in the inbox. Both counts are read from partial indexes, so they cost the same with millions done. */
  async readInbox(now: Date): Promise<z.output<typeof InboxRow>> {
    const row = await selectOne(
      this.dataSource.manager,
      InboxRow,
      `select (select count(*) from deliveries where state = 'pending') as pending,
              (select count(*) from deliveries where state = 'quarantined') as quarantined,
              (select extract(epoch from $1::timestamptz - min(received_at))
               from deliveries where state = 'pending') as "oldestPendingSeconds"`,
      [now],
    );
    return row!;
  }
}
