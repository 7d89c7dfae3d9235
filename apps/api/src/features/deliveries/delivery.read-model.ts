import { Inject, Injectable } from '@nestjs/common';
import {
  type DeliveriesFilter,
  type DeliveriesQuery,
  type DeliveriesResponse,
  DeliveryResponse,
  DeliveryResult,
  DeliveryState,
} from '@tenken/shared/deliveries.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { startOfLocalDay } from '../../clock/local-day.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const SHOWN_BODY_BYTES = 262_144;
const SEARCHED = 2000;
const SHOWN_DUPLICATES = 20;
const COUNT_LIMIT = 10_000;

const row = {
  id: rowId,
  receivedAt: rowInstant,
  sourceId: rowId,
  sourceName: z.string().nullable(),
  sourceKind: z.string().nullable(),
  adapter: z.string(),
  state: DeliveryState,
  signature: z.enum(['none', 'valid']),
  senderDeliveryId: z.string().nullable(),
  duplicateOf: rowId.nullable(),
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
  replayedAt: rowInstant.nullable(),
  duplicates: z.array(z.object({ id: z.string(), receivedAt: z.string().transform(toIso) })),
  body: z.instanceof(Buffer),
});
const CountRow = z.object({ state: DeliveryState, n: rowCount });
/** receipt as the database writes it, and id */
const Cursor = z.tuple([z.string(), z.string()]);

/** A repeated delivery is done, as far as the worker is concerned; to people it is something of its own. */
const STATE = `case when d.duplicate_of is not null and d.state = 'done' then 'duplicate' else d.state end`;
const COLUMNS = `d.id, d.received_at as "receivedAt", d.source_id as "sourceId", s.name as "sourceName",
  s.kind as "sourceKind", d.adapter, ${STATE} as state,
  d.signature, d.sender_delivery_id as "senderDeliveryId", d.duplicate_of as "duplicateOf", d.attempts,
  case when d.state = 'pending' and d.attempts > 0 then d.next_attempt_at end as "nextAttemptAt",
  d.processed_at as "processedAt", octet_length(d.body) as "sizeBytes", d.error_code as "errorCode",
  d.error_detail as "errorDetail", d.result`;
/** Everything but the state: $1 to $4. */
const FILTERS = `($1::bigint[] is null or source_id = any($1))
  and ($2::timestamptz is null or received_at >= $2) and ($3::timestamptz is null or received_at < $3)
  and ($4::text is null or sender_delivery_id = $4)`;
/** The state, as `stateParameters` gives it: $5 and $6. The first half alone can use the indexes by state. */
const IN_STATE = `($5::text[] is null or state = any($5))
  and ($6::boolean is null or state <> 'done' or (duplicate_of is not null) = $6)`;

/** The inbox as people look at it. */
@Injectable()
export class DeliveryReadModel {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** One page, newest first. A search by text looks into the newest SEARCHED rows that pass the other filters. */
  async list(query: DeliveriesQuery): Promise<DeliveriesResponse> {
    const cursor = decodeCursor(Cursor, query.cursor) ?? [null, null];
    const filters = filterParameters(query);
    const rows = await select(
      this.dataSource.manager,
      Row,
      `select ${COLUMNS}, d.received_at::text as "receivedAtKey"
       from (
         select * from deliveries
         where ${FILTERS} and ${IN_STATE} and ($7::timestamptz is null or (received_at, id) < ($7, $8::bigint))
         order by received_at desc, id desc
         limit case when $9::bytea is null then $10 else ${SEARCHED} end
       ) d left join sources s on s.id = d.source_id
       where $9::bytea is null or position($9::bytea in d.body) > 0
       order by d.received_at desc, d.id desc limit $10`,
      [...filters, ...stateParameters(query.state), ...cursor, bytesOf(query.text), query.limit + 1],
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ receivedAtKey: _, ...item }) => item),
      nextCursor:
        rows.length > query.limit && last !== undefined ? encodeCursor([last.receivedAtKey, last.id]) : null,
      counts: query.text === undefined ? await this.count(filters) : null,
      retention: { days: this.env.RETENTION_DAYS, oldestAt: await this.oldestAt() },
    };
  }

  /** Ids of the newest deliveries that pass a filter, up to a limit; by text as `list` finds them. */
  async findIds(filter: DeliveriesFilter, limit: number): Promise<string[]> {
    const rows = await select(
      this.dataSource.manager,
      z.object({ id: rowId }),
      `select d.id
       from (
         select id, received_at, body from deliveries where ${FILTERS} and ${IN_STATE}
         order by received_at desc, id desc limit case when $7::bytea is null then $8 else ${SEARCHED} end
       ) d
       where $7::bytea is null or position($7::bytea in d.body) > 0
       order by d.received_at desc, d.id desc limit $8`,
      [...filterParameters(filter), ...stateParameters(filter.state), bytesOf(filter.text), limit],
    );
    return rows.map(({ id }) => id);
  }

  async get(id: string): Promise<DeliveryResponse> {
    const found = await selectOne(
      this.dataSource.manager,
      OneRow,
      `select ${COLUMNS}, d.headers, d.replayed_at as "replayedAt",
         (select coalesce(jsonb_agg(jsonb_build_object('id', r.id::text, 'receivedAt', r.received_at)
              order by r.received_at desc), '[]')
          from (select id, received_at from deliveries
                where sender_delivery_id = d.sender_delivery_id and source_id = d.source_id and duplicate_of = d.id
                order by received_at desc limit ${SHOWN_DUPLICATES}) r) as duplicates,
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

  private async oldestAt(): Promise<string | null> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ oldestAt: rowInstant.nullable() }),
      `select min(received_at) as "oldestAt" from deliveries`,
    );
    return row?.oldestAt ?? null;
  }

  private async count(filters: readonly unknown[]): Promise<Record<DeliveryState, number>> {
    const rows = await select(
      this.dataSource.manager,
      CountRow,
      `select w.state, (
         select count(*) from (
           select from deliveries
           where state = w.stored and (state <> 'done' or (duplicate_of is not null) = (w.state = 'duplicate'))
             and ${FILTERS} limit ${COUNT_LIMIT}
         ) as found
       ) as n
       from (select state, case state when 'duplicate' then 'done' else state end as stored
             from unnest($5::text[]) as t (state)) w`,
      [...filters, DeliveryState.options],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n])) as Record<DeliveryState, number>;
  }
}

/** $1 to $4 of FILTERS. */
function filterParameters(filter: Omit<DeliveriesFilter, 'text' | 'state'>): unknown[] {
  return [
    filter.source ?? null,
    instantOf(filter.from, filter.timeZone),
    instantOf(filter.to, filter.timeZone),
    filter.senderId ?? null,
  ];
}

/** The stored states, and whether those that are done should be repeats; null where both are wanted or it does not matter. */
function stateParameters(states: readonly DeliveryState[] | undefined): [string[] | null, boolean | null] {
  if (states === undefined) return [null, null];
  const stored = states.map((state) => (state === 'duplicate' ? 'done' : state));
  const wantsRepeats = states.includes('duplicate');
  return [stored, wantsRepeats === states.includes('done') ? null : wantsRepeats];
}

function bytesOf(text: string | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text);
}

/** Instants inside JSON come as PostgreSQL writes them, with an offset. */
function toIso(text: string): string {
  return new Date(text).toISOString();
}

function instantOf(value: string | undefined, timeZone: string): Date | null {
  if (value === undefined) return null;
  return value.includes('T') ? new Date(value) : startOfLocalDay(value, timeZone);
}
