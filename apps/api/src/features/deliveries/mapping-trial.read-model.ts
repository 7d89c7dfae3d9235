import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';

const TRIED = 10;
const COUNT_LIMIT = 10_000;

const Row = z.object({
  id: rowId,
  receivedAt: z.date(),
  adapter: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Buffer),
});
export type TriedDelivery = Omit<z.output<typeof Row>, 'id'> & { id: string | null };

/** What a mapping is tried on. */
@Injectable()
export class MappingTrialReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest deliveries of a source, those in quarantine only or of any state. */
  newest(sourceId: string, isQuarantined: boolean): Promise<TriedDelivery[]> {
    return select(
      this.dataSource.manager,
      Row,
      `select id, received_at as "receivedAt", adapter, headers, body from deliveries
       where source_id = $1 and ($2::boolean is false or state = 'quarantined')
       order by received_at desc, id desc limit ${TRIED}`,
      [sourceId, isQuarantined],
    );
  }

  /** How many of a source are in quarantine, counted up to 10,000. */
  async countQuarantined(sourceId: string): Promise<number> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ n: rowCount }),
      `select count(*) as n from (
         select from deliveries where state = 'quarantined' and source_id = $1 limit ${COUNT_LIMIT}
       ) as found`,
      [sourceId],
    );
    return row!.n;
  }
}
