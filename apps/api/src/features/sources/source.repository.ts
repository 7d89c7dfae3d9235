import { Injectable } from '@nestjs/common';
import { SourceSettings } from '@tenken/shared/sources.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

/** A source as the code that reads its deliveries needs it. The secret stays in here and in the check of signatures. */
export const SourceRecord = z.object({
  id: rowId,
  kind: z.string(),
  key: z.string(),
  name: z.string(),
  // settings of a kind that this version does not know are nothing to stumble over
  settings: SourceSettings.catch({}),
  isSample: z.boolean(),
  isDisabled: z.boolean(),
  /** the service of what this source sends without naming one */
  serviceName: z.string().nullable(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;

/** A source that signs, with every secret that is good at the moment: two while one is being replaced. */
const SigningRow = z.object({
  id: rowId,
  settings: SourceSettings.catch({}),
  secrets: z.array(z.string()),
});
export type SigningSourceRow = z.infer<typeof SigningRow>;

export interface NewSource {
  kind: string;
  key: string;
  name: string;
  teamId?: string | null | undefined;
  serviceId?: string | null | undefined;
  settings?: SourceSettings | undefined;
  secret?: string | null | undefined;
  isSample?: boolean | undefined;
}

/** What may be changed of a source; what is left out stays. */
export interface SourceChange {
  name?: string | undefined;
  teamId?: string | null | undefined;
  serviceId?: string | null | undefined;
  settings?: SourceSettings | undefined;
  disabledAt?: Date | null | undefined;
}

const COLUMNS = `id, kind, key, name, settings, is_sample as "isSample", disabled_at is not null as "isDisabled",
  (select s.name from services s where s.id = sources.service_id) as "serviceName"`;

@Injectable()
export class SourceRepository {
  findByKey(db: Queryable, key: string): Promise<SourceRecord | null> {
    return selectOne(db, SourceRecord, `select ${COLUMNS} from sources where key = $1`, [key]);
  }

  /** The enabled source of a kind; null when there is none or more than one. */
  async findOnly(db: Queryable, kind: string): Promise<SourceRecord | null> {
    const found = await select(
      db,
      SourceRecord,
      `select ${COLUMNS} from sources where kind = $1 and disabled_at is null and not is_sample limit 2`,
      [kind],
    );
    return found.length === 1 ? found[0]! : null;
  }

  findById(db: Queryable, id: string): Promise<SourceRecord | null> {
    return selectOne(db, SourceRecord, `select ${COLUMNS} from sources where id = $1`, [id]);
  }

  findByIds(db: Queryable, ids: readonly string[]): Promise<SourceRecord[]> {
    return select(db, SourceRecord, `select ${COLUMNS} from sources where id = any($1::bigint[])`, [ids]);
  }

  /** Enabled sources of a kind that have a secret, oldest first. */
  findSigning(db: Queryable, kind: string, now: Date): Promise<SigningSourceRow[]> {
    return select(
      db,
      SigningRow,
      `select id, settings, array_remove(
         array[secret, case when previous_secret_until > $2 then previous_secret end], null) as secrets
       from sources where kind = $1 and disabled_at is null and secret is not null order by id`,
      [kind, now],
    );
  }

  /** The oldest enabled source of a kind whose settings allow a topic. */
  findByTopic(db: Queryable, kind: string, topic: string): Promise<SourceRecord | null> {
    return selectOne(
      db,
      SourceRecord,
      `select ${COLUMNS} from sources
       where kind = $1 and disabled_at is null and settings -> 'allowedTopics' @> to_jsonb($2::text)
       order by id limit 1`,
      [kind, topic],
    );
  }

  /** Sets the secret. The one before stays good until `previousUntil`. */
  async setSecret(db: Queryable, id: string, secret: string, previousUntil: Date): Promise<void> {
    await db.query(
      `update sources set secret = $2, previous_secret = secret,
         previous_secret_until = case when secret is not null then $3::timestamptz end
       where id = $1`,
      [id, secret, previousUntil],
    );
  }

  /** Null when the key is taken. */
  insert(db: Queryable, source: NewSource): Promise<SourceRecord | null> {
    return selectOne(
      db,
      SourceRecord,
      `insert into sources (kind, key, name, team_id, service_id, settings, secret, is_sample)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (key) do nothing
       returning ${COLUMNS}`,
      [
        source.kind,
        source.key,
        source.name,
        source.teamId ?? null,
        source.serviceId ?? null,
        JSON.stringify(source.settings ?? {}),
        source.secret ?? null,
        source.isSample ?? false,
      ],
    );
  }

  async update(db: Queryable, id: string, change: SourceChange): Promise<void> {
    await db.query(
      `update sources set name = coalesce($2, name), settings = coalesce($3, settings),
         team_id = case when $4 then $5 else team_id end, service_id = case when $6 then $7 else service_id end,
         disabled_at = case when $8 then $9 else disabled_at end
       where id = $1`,
      [
        id,
        change.name ?? null,
        change.settings === undefined ? null : JSON.stringify(change.settings),
        change.teamId !== undefined,
        change.teamId ?? null,
        change.serviceId !== undefined,
        change.serviceId ?? null,
        change.disabledAt !== undefined,
        change.disabledAt ?? null,
      ],
    );
  }
}
