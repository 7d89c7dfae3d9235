import { Injectable } from '@nestjs/common';
import {
  type DeliveriesQuery,
  type DeliveriesResponse,
  DeliveryResponse,
  DeliveryResult,
  DeliveryState,
} from '@tenken/shared/deliveries.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { startOfLocalDay } from '../../clock/local-day.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const SHOWN_BODY_BYTES = 262_144;
const SEARCHED = 2000;
const COUNT_LIMIT = 10_000;

const row = {
  id: rowId,
  receivedAt: rowInstant,
  sourceId: rowId,
  sourceName: z.string().nullable(),
  sourceKind: z.string().nullable(),
  adapter: z.string(),
  state: DeliveryState,
  attempts: z.number(),
  nextAttemptAt: rowInstant.nullable(),
  processedAt: rowInstant.nullable(),
  sizeBytes: z.number(),
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
  result: DeliveryResult.nullable(),
};
const Row = z.object({ ...row, receivedAtKey: z.string() });
const OneRow = z.object({
  ...row,
  headers: z.record(z.string(), z.string()),
  senderDeliveryId: z.string().nullable(),
  signature: z.enum(['none', 'valid']),
  body: z.instanceof(Buffer),
});
const CountRow = z.object({ state: DeliveryState, n: rowCount });
/** receipt as the database writes it, and id */
const Cursor = z.tuple([z.string(), z.string()]);

const COLUMNS = `d.id, d.received_at as "receivedAt", d.source_id as "sourceId", s.name as "sourceName",
  s.kind as "sourceKind", d.adapter, d.state, d.attempts,
  case when d.state = 'pending' and d.attempts > 0 then d.next_attempt_at end as "nextAttemptAt",
  d.processed_at as "processedAt", octet_length(d.body) as "sizeBytes", d.error_code as "errorCode",
  d.error_detail as "errorDetail", d.result`;
const FILTERS = `($1::bigint[] is null or source_id = any($1))
  and ($2::timestamptz is null or received_at >= $2) and ($3::timestamptz is null or received_at < $3)`;

/** The inbox as people look at it. */
@Injectable()
export class DeliveryReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first. A search by text looks into the newest SEARCHED rows that pass the other filters. */
  async list(query: DeliveriesQuery): Promise<DeliveriesResponse> {
    const cursor = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const filters = [
      query.source ?? null,
      instantOf(query.from, query.timeZone),
      instantOf(query.to, query.timeZone),
    ];
    const rows = await select(
      this.dataSource.manager,
      Row,
      `select ${COLUMNS}, d.received_at::text as "receivedAtKey"
       from (
         select * from deliveries
         where ${FILTERS} and ($4::text[] is null or state = any($4))
           and ($5::timestamptz is null or (received_at, id) < ($5, $6::bigint))
         order by received_at desc, id desc
         limit case when $7::bytea is null then $8 else ${SEARCHED} end
       ) d left join sources s on s.id = d.source_id
       where $7::bytea is null or position($7::bytea in d.body) > 0
       order by d.received_at desc, d.id desc limit $8`,
      [
        ...filters,
        query.state ?? null,
        ...cursor,
        query.text === undefined ? null : Buffer.from(query.text),
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ receivedAtKey: _, ...item }) => item),
      nextCursor:
        rows.length > query.limit && last !== undefined ? encodeCursor([last.receivedAtKey, last.id]) : null,
      counts: query.text === undefined ? await this.count(filters) : null,
    };
  }

  async get(id: string): Promise<DeliveryResponse> {
    const found = await selectOne(
      this.dataSource.manager,
      OneRow,
      `select ${COLUMNS}, d.headers, d.sender_delivery_id as "senderDeliveryId", d.signature,
         substring(d.body from 1 for ${SHOWN_BODY_BYTES}) as body
       from deliveries d left join sources s on s.id = d.source_id where d.id = $1`,
      [id],
    );
    if (found === null) throw DomainError.notFound('delivery', id);
    // Bytes that are no UTF-8 (and a character cut at the end) become U+FFFD; the body itself stays as it came.
    return {
      ...found,
      body: found.body.toString('utf8'),
      isBodyTruncated: found.sizeBytes > SHOWN_BODY_BYTES,
    };
  }

  private async count(filters: readonly unknown[]): Promise<Record<DeliveryState, number>> {
    const rows = await select(
      this.dataSource.manager,
      CountRow,
      `select w.state, (
         select count(*) from (
           select from deliveries where state = w.state and ${FILTERS} limit ${COUNT_LIMIT}
         ) as found
       ) as n
       from unnest($4::text[]) as w (state)`,
      [...filters, DeliveryState.options],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n])) as Record<DeliveryState, number>;
  }
}

function instantOf(value: string | undefined, timeZone: string): Date | null {
  if (value === undefined) return null;
  return value.includes('T') ? new Date(value) : startOfLocalDay(value, timeZone);
}
