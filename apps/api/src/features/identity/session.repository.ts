import { Injectable } from '@nestjs/common';
import { LanguageSchema, RoleSchema } from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const SessionRow = z.object({
  id: rowId,
  userId: rowId,
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  language: LanguageSchema.nullable(),
  timeZone: z.string().nullable(),
  rotatedAt: z.date(),
  lastSeenAt: z.date(),
  /** false: the request came with the token before the last rotation */
  isCurrentToken: z.boolean(),
  /** rotated, but the new token has not been seen yet */
  awaitsFirstUse: z.boolean(),
});
export type SessionRow = z.output<typeof SessionRow>;

@Injectable()
export class SessionRepository {
  async insert(
    db: Queryable,
    session: { userId: string; tokenHash: Buffer; now: Date; expiresAt: Date; userAgent: string | null },
  ): Promise<void> {
    await db.query(
      `insert into sessions (user_id, token_hash, created_at, rotated_at, last_seen_at, expires_at, user_agent)
       values ($1, $2, $3, $3, $3, $4, $5)`,
      [session.userId, session.tokenHash, session.now, session.expiresAt, session.userAgent],
    );
  }

  /** The living session of an enabled person by the hash of its token, or of the token before. */
  findByTokenHash(db: Queryable, tokenHash: Buffer, now: Date): Promise<SessionRow | null> {
    return selectOne(
      db,
      SessionRow,
      `select s.id, s.user_id as "userId", u.email, u.name, u.role, u.language, u.time_zone as "timeZone",
         s.rotated_at as "rotatedAt", s.last_seen_at as "lastSeenAt",
         s.token_hash = $1 as "isCurrentToken",
         s.previous_token_hash is not null and s.previous_expires_at is null as "awaitsFirstUse"
       from sessions s join users u on u.id = s.user_id
       where (s.token_hash = $1
              or (s.previous_token_hash = $1 and (s.previous_expires_at is null or s.previous_expires_at > $2)))
         and s.expires_at > $2 and u.disabled_at is null`,
      [tokenHash, now],
    );
  }

  /** Replaces the token; false when a concurrent request did it first. */
  async rotate(
    db: Queryable,
    change: { id: string; from: Buffer; to: Buffer; now: Date; notAfter: Date },
  ): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with changed as (
         update sessions set token_hash = $3, previous_token_hash = $2, previous_expires_at = null, rotated_at = $4
         where id = $1 and rotated_at <= $5 returning id)
       select id from changed`,
      [change.id, change.from, change.to, change.now, change.notAfter],
    );
    return row !== null;
  }

  /** The new token arrived: the one before ends at `previousExpiresAt`. */
  async confirmRotation(db: Queryable, id: string, previousExpiresAt: Date): Promise<void> {
    await db.query(
      `update sessions set previous_expires_at = $2
       where id = $1 and previous_token_hash is not null and previous_expires_at is null`,
      [id, previousExpiresAt],
    );
  }

  async touch(
    db: Queryable,
    session: { id: string; userId: string; now: Date; expiresAt: Date },
  ): Promise<void> {
    await db.query(
      'update sessions set last_seen_at = $2, expires_at = $3 where id = $1 and last_seen_at < $2',
      [session.id, session.now, session.expiresAt],
    );
    await this.setUserSeenAt(db, session.userId, session.now);
  }

  async setUserSeenAt(db: Queryable, userId: string, now: Date): Promise<void> {
    await db.query(
      `update users set last_seen_at = $2 where id = $1 and (last_seen_at is null or last_seen_at < $2)`,
      [userId, now],
    );
  }

  async removeByTokenHash(db: Queryable, tokenHash: Buffer): Promise<void> {
    await db.query('delete from sessions where token_hash = $1 or previous_token_hash = $1', [tokenHash]);
  }

  /** Ends all sessions of a person, but for the one with this token. */
  async removeOfUser(db: Queryable, userId: string, exceptTokenHash: Buffer | null = null): Promise<void> {
    await db.query(
      `delete from sessions
       where user_id = $1
         and ($2::bytea is null or (token_hash <> $2 and previous_token_hash is distinct from $2))`,
      [userId, exceptTokenHash],
    );
  }

  async removeExpired(db: Queryable, now: Date): Promise<void> {
    await db.query('delete from sessions where expires_at <= $1', [now]);
  }
}
