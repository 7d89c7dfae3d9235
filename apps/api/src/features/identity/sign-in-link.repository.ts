import { Injectable } from '@nestjs/common';
import {
  type Role,
  RoleSchema,
  type SignInLinkKind,
  SignInLinkKindSchema,
} from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const LinkRow = z.object({
  id: rowId,
  kind: SignInLinkKindSchema,
  userId: rowId.nullable(),
  email: z.string().nullable(),
  role: RoleSchema,
  expiresAt: rowInstant,
});
export type LinkRow = z.output<typeof LinkRow>;

const InviteRow = z.object({
  id: rowId,
  email: z.string(),
  role: RoleSchema,
  createdAt: rowInstant,
  expiresAt: rowInstant,
  usedAt: rowInstant.nullable(),
});
export type InviteRow = z.output<typeof InviteRow>;

@Injectable()
export class SignInLinkRepository {
  async insert(
    db: Queryable,
    link: {
      kind: SignInLinkKind;
      tokenHash: Buffer;
      userId: string | null;
      email: string | null;
      role: Role;
      createdById: string | null;
      now: Date;
      expiresAt: Date;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into sign_in_links (kind, token_hash, user_id, email, role, created_by_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        link.kind,
        link.tokenHash,
        link.userId,
        link.email,
        link.role,
        link.createdById,
        link.now,
        link.expiresAt,
      ],
    );
    return row!.id;
  }

  /** A link that is still good, locked for the transaction so that it is accepted once. */
  lockOpen(db: Queryable, tokenHash: Buffer, now: Date): Promise<LinkRow | null> {
    return selectOne(
      db,
      LinkRow,
      `select id, kind, user_id as "userId", email, role, expires_at as "expiresAt" from sign_in_links
       where token_hash = $1 and used_at is null and expires_at > $2 for update`,
      [tokenHash, now],
    );
  }

  async markUsed(db: Queryable, id: string, userId: string, now: Date): Promise<void> {
    await db.query('update sign_in_links set used_at = $3, used_by_id = $2 where id = $1', [id, userId, now]);
  }

  /** Ends the open links of a kind; with `email` only those for that address. */
  async voidOpen(db: Queryable, kind: SignInLinkKind, now: Date, email: string | null = null): Promise<void> {
    await db.query(
      `update sign_in_links set expires_at = $2
       where kind = $1 and used_at is null and expires_at > $2 and ($3::text is null or lower(email) = lower($3))`,
      [kind, now, email],
    );
  }

  /** False when there is no such open invite. */
  async voidInvite(db: Queryable, id: string, now: Date): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with changed as (
         update sign_in_links set expires_at = $2
         where id = $1 and kind = 'invite' and used_at is null and expires_at > $2 returning id)
       select id from changed`,
      [id, now],
    );
    return row !== null;
  }

  findInvites(db: Queryable, now: Date): Promise<InviteRow[]> {
    return select(
      db,
      InviteRow,
      `select id, email, role, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"
       from sign_in_links where kind = 'invite'
       order by (used_at is null and expires_at > $1) desc, created_at desc, id desc limit 200`,
      [now],
    );
  }
}
