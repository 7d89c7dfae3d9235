import { Injectable } from '@nestjs/common';
import { TokenScopeSchema } from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const ApiTokenRow = z.object({
  id: rowId,
  name: z.string(),
  scopes: z.array(TokenScopeSchema),
  prefix: z.string(),
  sourceId: rowId.nullable(),
  createdAt: rowInstant,
  lastUsedAt: rowInstant.nullable(),
  expiresAt: rowInstant.nullable(),
  revokedAt: rowInstant.nullable(),
});
export type ApiTokenRow = z.output<typeof ApiTokenRow>;

const COLUMNS = `id, name, scopes, prefix, source_id as "sourceId", created_at as "createdAt",
  last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

@Injectable()
export class ApiTokenRepository {
  findAll(db: Queryable): Promise<ApiTokenRow[]> {
    return select(
      db,
      ApiTokenRow,
      `select ${COLUMNS} from api_tokens order by revoked_at is not null, created_at desc, id desc`,
    );
  }

  /** A token that is neither revoked nor expired, of a source that is not switched off. */
  findUsable(db: Queryable, tokenHash: Buffer, now: Date): Promise<ApiTokenRow | null> {
    return selectOne(
      db,
      ApiTokenRow,
      `select ${COLUMNS} from api_tokens
       where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
      [tokenHash, now],
    );
  }

  async sourceExists(db: Queryable, sourceId: string): Promise<boolean> {
    const rows = await select(db, z.object({ id: rowId }), 'select id from sources where id = $1', [
      sourceId,
    ]);
    return rows.length > 0;
  }

  async insert(
    db: Queryable,
    token: {
      name: string;
      tokenHash: Buffer;
      prefix: string;
      scopes: readonly string[];
      sourceId: string | null;
      createdById: string | null;
      now: Date;
      expiresAt: string | null;
    },
  ): Promise<ApiTokenRow> {
    const row = await selectOne(
      db,
      ApiTokenRow,
      `insert into api_tokens (name, token_hash, prefix, scopes, source_id, created_by_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
      [
        token.name,
        token.tokenHash,
        token.prefix,
        token.scopes,
        token.sourceId,
        token.createdById,
        token.now,
        token.expiresAt,
      ],
    );
    return row!;
  }

  /** False when there is no such token or it is revoked already. */
  async revoke(db: Queryable, id: string, now: Date): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with changed as (
         update api_tokens set revoked_at = $2 where id = $1 and revoked_at is null returning id)
       select id from changed`,
      [id, now],
    );
    return row !== null;
  }

  async hashExists(db: Queryable, tokenHash: Buffer): Promise<boolean> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      'select id from api_tokens where token_hash = $1',
      [tokenHash],
    );
    return rows.length > 0;
  }

  async endAt(db: Queryable, id: string, at: Date): Promise<void> {
    await db.query('update api_tokens set expires_at = least(expires_at, $2::timestamptz) where id = $1', [
      id,
      at,
    ]);
  }

  async setLastUsedAt(db: Queryable, id: string, now: Date): Promise<void> {
    await db.query(
      'update api_tokens set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
      [id, now],
    );
  }
}
