import { Injectable } from '@nestjs/common';
import { LanguageSchema, type Role, RoleSchema } from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const UserRecord = z.object({
  id: rowId,
  name: z.string(),
  email: z.string(),
  role: RoleSchema,
  language: LanguageSchema.nullable(),
  timeZone: z.string().nullable(),
  createdAt: rowInstant,
  lastSeenAt: rowInstant.nullable(),
  disabledAt: rowInstant.nullable(),
});
export type UserRecord = z.output<typeof UserRecord>;

const Credentials = z.object({ id: rowId, passwordHash: z.string().nullable(), disabled: z.boolean() });
export type Credentials = z.output<typeof Credentials>;

const COLUMNS = `id, name, email, role, language, time_zone as "timeZone", created_at as "createdAt",
  last_seen_at as "lastSeenAt", disabled_at as "disabledAt"`;

@Injectable()
export class UserRepository {
  findAll(db: Queryable): Promise<UserRecord[]> {
    return select(
      db,
      UserRecord,
      `select ${COLUMNS} from users order by disabled_at is not null, lower(name), id`,
    );
  }

  findById(db: Queryable, id: string): Promise<UserRecord | null> {
    return selectOne(db, UserRecord, `select ${COLUMNS} from users where id = $1`, [id]);
  }

  findByEmail(db: Queryable, email: string): Promise<UserRecord | null> {
    return selectOne(db, UserRecord, `select ${COLUMNS} from users where lower(email) = lower($1)`, [email]);
  }

  findCredentialsByEmail(db: Queryable, email: string): Promise<Credentials | null> {
    return selectOne(
      db,
      Credentials,
      `select id, password_hash as "passwordHash", disabled_at is not null as disabled
       from users where lower(email) = lower($1)`,
      [email],
    );
  }

  findCredentialsById(db: Queryable, id: string): Promise<Credentials | null> {
    return selectOne(
      db,
      Credentials,
      `select id, password_hash as "passwordHash", disabled_at is not null as disabled from users where id = $1`,
      [id],
    );
  }

  /** Ids of enabled administrators, locked until the transaction ends, so that two cannot remove each other. */
  async lockActiveAdmins(db: Queryable): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from users where role = 'admin' and disabled_at is null order by id for update`,
    );
    return rows.map((row) => row.id);
  }

  async hasActiveAdmin(db: Queryable): Promise<boolean> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from users where role = 'admin' and disabled_at is null limit 1`,
    );
    return rows.length > 0;
  }

  /** Null when the address is taken meanwhile. */
  async insert(
    db: Queryable,
    user: { email: string; name: string; role: Role; passwordHash: string; now: Date },
  ): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into users (email, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5)
       on conflict (lower(email)) do nothing returning id`,
      [user.email, user.name, user.role, user.passwordHash, user.now],
    );
    return row?.id ?? null;
  }

  async setPasswordHash(db: Queryable, id: string, passwordHash: string): Promise<void> {
    await db.query('update users set password_hash = $2 where id = $1', [id, passwordHash]);
  }

  async setRole(db: Queryable, id: string, role: Role): Promise<void> {
    await db.query('update users set role = $2 where id = $1', [id, role]);
  }

  async setDisabledAt(db: Queryable, id: string, at: Date | null): Promise<void> {
    await db.query('update users set disabled_at = $2 where id = $1', [id, at]);
  }

  async setProfile(
    db: Queryable,
    id: string,
    profile: { name: string; language: string | null; timeZone: string | null },
  ): Promise<void> {
    await db.query('update users set name = $2, language = $3, time_zone = $4 where id = $1', [
      id,
      profile.name,
      profile.language,
      profile.timeZone,
    ]);
  }
}
