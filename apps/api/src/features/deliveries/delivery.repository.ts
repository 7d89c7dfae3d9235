import { Injectable } from '@nestjs/common';
import { DeliveryResult, type DeliveryState } from '@tenken/shared/deliveries.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';
import { encodeByteaArray } from './encode-bytea-array.js';

export interface NewDelivery {
  sourceId: string;
  adapter: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  signature: 'none' | 'valid';
  senderDeliveryId: string | null;
  receivedAt: Date;
}

const IdRow = z.object({ id: rowId });

const ClaimedRow = z.object({
  id: rowId,
  /** half of the key, as the database writes it: a Date would cut its microseconds */
  receivedAtKey: z.string(),
  receivedAt: z.date(),
  sourceId: rowId,
  adapter: z.string(),
  headers: z.record(z.string(), z.string()),
  attempts: z.number(),
  bodyBytes: z.number(),
  /** the sender's own id; null where it has none, and for what a person wants read whether repeated or not */
  senderDeliveryId: z.string().nullable(),
});
export type ClaimedDelivery = z.infer<typeof ClaimedRow>;

const BodyRow = z.object({ id: rowId, body: z.instanceof(Buffer) });

/** What became of a claimed delivery. */
export interface DeliveryOutcome {
  id: string;
  receivedAtKey: string;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date;
  errorCode: string | null;
  errorDetail: string | null;
  result: DeliveryResult | null;
}

/** What runs a statement that is prepared once for each connection: a client or a pool of `pg`. */
export interface PreparedRunner {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Bodies travel as bytes, all else as one JSON text: that costs the client least. */
const INSERT = `insert into deliveries (received_at, next_attempt_at, source_id, adapter, headers, body, signature,
    sender_delivery_id)
  select "receivedAt", "receivedAt", "sourceId", adapter, headers, body, signature, "senderDeliveryId"
  from rows from (
    jsonb_to_recordset($1::jsonb) as ("receivedAt" timestamptz, "sourceId" bigint, adapter text, headers jsonb,
      signature text, "senderDeliveryId" text),
    unnest($2::bytea[])
  ) with ordinality as t ("receivedAt", "sourceId", adapter, headers, signature, "senderDeliveryId", body, n)
  order by n returning id`;

const CLAIMED_COLUMNS = `id, received_at::text as "receivedAtKey", received_at as "receivedAt", source_id as "sourceId",
  adapter, headers, attempts, octet_length(body) as "bodyBytes", case when replayed_at is null then sender_delivery_id end as "senderDeliveryId"`;

/** The durable inbox. */
@Injectable()
export class DeliveryRepository {
  /** One insert for all, in order. Returns their ids in the same order. */
  async insert(db: PreparedRunner, deliveries: readonly NewDelivery[]): Promise<string[]> {
    const { rows } = await db.query({
      name: 'insert-deliveries',
      text: INSERT,
      values: [
        JSON.stringify(deliveries.map(({ body: _, ...rest }) => rest)),
        encodeByteaArray(deliveries.map(({ body }) => body)),
      ],
    });
    return z
      .array(IdRow)
      .parse(rows)
      .map(({ id }) => id);
  }

  /**
   * Locks the oldest due deliveries that nobody else has locked, up to a number, and gives those of them whose bodies
   * are (about) a size together. What is locked and not given waits for the end of the transaction.
   */
  claim(db: Queryable, now: Date, limit: number, maxBytes: number): Promise<ClaimedDelivery[]> {
    return select(
      db,
      ClaimedRow,
      `with due as (
         select ${CLAIMED_COLUMNS}, next_attempt_at as "at" from deliveries
         where state = 'pending' and next_attempt_at <= $1
         order by next_attempt_at, id limit $2 for update skip locked
       ), sized as (select *, sum("bodyBytes") over (order by "at", id) - "bodyBytes" as before from due)
       select id, "receivedAtKey", "receivedAt", "sourceId", adapter, headers, attempts, "bodyBytes", "senderDeliveryId"
       from sized where before < $3 order by "at", id`,
      [now, limit, maxBytes],
    );
  }

  /** Locks one delivery if it is still pending and nobody else has it. */
  claimOne(db: Queryable, key: { id: string; receivedAtKey: string }): Promise<ClaimedDelivery | null> {
    return selectOne(
      db,
      ClaimedRow,
      `select ${CLAIMED_COLUMNS} from deliveries
       where received_at = $2::timestamptz and id = $1 and state = 'pending' for update skip locked`,
      [key.id, key.receivedAtKey],
    );
  }

  /** Locks those of some deliveries that are still pending and that nobody else has. */
  claimThese(
    db: Queryable,
    keys: readonly { id: string; receivedAtKey: string }[],
  ): Promise<ClaimedDelivery[]> {
    return select(
      db,
      ClaimedRow,
      `select ${CLAIMED_COLUMNS} from deliveries
       where id = any($1::bigint[]) and received_at = any($2::timestamptz[]) and state = 'pending'
       order by next_attempt_at, id for update skip locked`,
      [keys.map(({ id }) => id), keys.map(({ receivedAtKey }) => receivedAtKey)],
    );
  }

  async findBodies(db: Queryable, deliveries: readonly ClaimedDelivery[]): Promise<Map<string, Buffer>> {
    if (deliveries.length === 0) return new Map();
    const rows = await select(
      db,
      BodyRow,
      `select d.id, d.body from unnest($1::bigint[], $2::timestamptz[]) as t (id, received_at)
       join deliveries d on d.received_at = t.received_at and d.id = t.id`,
      [deliveries.map(({ id }) => id), deliveries.map(({ receivedAtKey }) => receivedAtKey)],
    );
    return new Map(rows.map(({ id, body }) => [id, body]));
  }

  async settle(db: Queryable, outcomes: readonly DeliveryOutcome[], now: Date): Promise<void> {
    await db.query(
      `update deliveries d set state = i.state, attempts = i.attempts, next_attempt_at = i."nextAttemptAt",
         processed_at = case when i.state = 'pending' then null else $2::timestamptz end,
         error_code = i."errorCode", error_detail = i."errorDetail", result = coalesce(i.result, d.result)
       from jsonb_to_recordset($1::jsonb) as i (id bigint, "receivedAtKey" timestamptz, state text,
         attempts smallint, "nextAttemptAt" timestamptz, "errorCode" text, "errorDetail" text, result jsonb)
       where d.received_at = i."receivedAtKey" and d.id = i.id`,
      [JSON.stringify(outcomes), now],
    );
  }

  /** How many wait and the bytes of their bodies, counted up to a number of deliveries. */
  async countPending(db: Queryable, limit: number): Promise<{ deliveries: number; bytes: number }> {
    const row = await selectOne(
      db,
      z.object({ deliveries: rowCount, bytes: rowCount }),
      `select count(*) as deliveries, coalesce(sum(octet_length(body)), 0) as bytes
       from (select body from deliveries where state = 'pending' limit $1) as found`,
      [limit],
    );
    return row!;
  }

  /** Moves deliveries from some states to another; with `ids` null all of quarantine (of a source). */
  async changeState(
    db: Queryable,
    change: {
      from: DeliveryState[];
      to: DeliveryState;
      ids: string[] | null;
      sourceId: string | null;
      now: Date;
    },
  ): Promise<string[]> {
    const rows = await select(
      db,
      IdRow,
      `with changed as (
         update deliveries set state = $2,
           attempts = case when $2 = 'pending' then 0 else attempts end,
           next_attempt_at = case when $2 = 'pending' then $5 else next_attempt_at end,
           -- a person wants it read, whether its sender repeated it or not
           duplicate_of = case when $2 = 'pending' then null else duplicate_of end,
           replayed_at = case when $2 = 'pending' then $5 else replayed_at end
         where state = any($1::text[]) and ($3::bigint[] is null or id = any($3))
           and ($4::bigint is null or source_id = $4)
         returning id
       )
       select id from changed order by id`,
      [change.from, change.to, change.ids, change.sourceId, change.now],
    );
    return rows.map(({ id }) => id);
  }
}
