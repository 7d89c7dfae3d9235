import { Inject, Injectable } from '@nestjs/common';
import type {
  AcceptSignInLinkBody,
  CreateInviteBody,
  InviteCreatedResponse,
  SignInLinkResponse,
  User,
} from '@tenken/shared/identity.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor, Caller } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { actorOfUser } from './actor-of-user.js';
import { createSecret, hashSecret } from './create-secret.js';
import { hashPassword } from './hash-password.js';
import { linkNotValid, userExists } from './identity.errors.js';
import { SessionService } from './session.service.js';
import { type InviteRow, type LinkRow, SignInLinkRepository } from './sign-in-link.repository.js';
import { UserRepository } from './user.repository.js';

const HOUR_MS = 3_600_000;
const FIRST_ADMIN_HOURS = 24;
const INVITE_HOURS = 7 * 24;
const RESET_HOURS = 24;

/** One-time links: for the first administrator, for invited people, and for a new password. */
@Injectable()
export class SignInLinkService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: SignInLinkRepository,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * The address at which the first administrator makes their account, or null when there is an administrator.
   * Every start makes a new one and ends the ones before, so that an old terminal's scrollback opens nothing.
   */
  async ensureFirstAdminLink(publicUrl = this.env.PUBLIC_URL): Promise<string | null> {
    return this.dataSource.transaction(async (db) => {
      if (await this.users.hasActiveAdmin(db)) return null;
      const now = this.clock.now();
      await this.links.voidOpen(db, 'first_admin', now);
      const token = createSecret();
      await this.links.insert(db, {
        kind: 'first_admin',
        tokenHash: hashSecret(token),
        userId: null,
        email: null,
        role: 'admin',
        createdById: null,
        now,
        expiresAt: new Date(now.getTime() + FIRST_ADMIN_HOURS * HOUR_MS),
      });
      return `${publicUrl}/welcome?token=${token}`;
    });
  }

  async invite(actor: Actor, body: CreateInviteBody): Promise<InviteCreatedResponse> {
    return this.dataSource.transaction(async (db) => {
      if ((await this.users.findByEmail(db, body.email)) !== null) throw userExists(body.email);
      const now = this.clock.now();
      await this.links.voidOpen(db, 'invite', now, body.email);
      const token = createSecret();
      const expiresAt = new Date(now.getTime() + INVITE_HOURS * HOUR_MS);
      const id = await this.links.insert(db, {
        kind: 'invite',
        tokenHash: hashSecret(token),
        userId: null,
        email: body.email,
        role: body.role,
        createdById: actor.userId,
        now,
        expiresAt,
      });
      await this.audit.record(db, {
        actor,
        action: 'created',
        subjectType: 'invite',
        subjectId: id,
        after: { email: body.email, role: body.role },
      });
      await this.live.publish(db, 'users');
      return { url: this.address('invite', token), expiresAt: expiresAt.toISOString() };
    });
  }

  listInvites(): Promise<InviteRow[]> {
    return this.links.findInvites(this.dataSource.manager, this.clock.now());
  }

  async revokeInvite(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      if (!(await this.links.voidInvite(db, id, this.clock.now()))) throw DomainError.notFound('invite', id);
      await this.audit.record(db, { actor, action: 'revoked', subjectType: 'invite', subjectId: id });
      await this.live.publish(db, 'users');
    });
  }

  /** A link with which a person sets a new password; what they have now stays good until they do. */
  async createResetLink(actor: Actor, userId: string): Promise<InviteCreatedResponse> {
    return this.dataSource.transaction(async (db) => {
      const user = await this.users.findById(db, userId);
      if (user === null) throw DomainError.notFound('user', userId);
      if (user.disabledAt !== null) {
        throw new DomainError('conflict', 'user_disabled', 'This account is disabled. Enable it first.');
      }
      const now = this.clock.now();
      await this.links.voidOpen(db, 'reset', now, user.email);
      const token = createSecret();
      const expiresAt = new Date(now.getTime() + RESET_HOURS * HOUR_MS);
      await this.links.insert(db, {
        kind: 'reset',
        tokenHash: hashSecret(token),
        userId,
        email: user.email,
        role: user.role,
        createdById: actor.userId,
        now,
        expiresAt,
      });
      await this.audit.record(db, {
        actor,
        action: 'reset_link_created',
        subjectType: 'user',
        subjectId: userId,
      });
      return { url: this.address('welcome', token), expiresAt: expiresAt.toISOString() };
    });
  }

  /** What a link is good for. @throws {DomainError} `link_not_valid` */
  async describe(token: string): Promise<SignInLinkResponse> {
    return this.dataSource.transaction(async (db) => {
      const { kind, email, role, expiresAt } = await this.open(db, token);
      return { kind, email, role, expiresAt };
    });
  }

  /** Uses a link up: makes the account, or sets the new password, and signs the person in. */
  async accept(token: string, body: AcceptSignInLinkBody, caller: Caller): Promise<User> {
    // Checked before the costly hash, and again under lock after it.
    const before = await this.describe(token);
    if (before.email !== null && before.email.toLowerCase() !== body.email.toLowerCase()) {
      throw DomainError.invalid('email', `This link is for ${before.email}.`, 'other_address');
    }
    if (before.kind !== 'reset' && body.name === undefined) {
      throw DomainError.invalid('name', 'a new account needs a name');
    }
    const passwordHash = await hashPassword(body.password);
    return this.dataSource.transaction(async (db) => {
      const link = await this.open(db, token);
      const userId =
        link.kind === 'reset'
          ? await this.resetPassword(db, link, passwordHash)
          : await this.createUser(db, link, body, passwordHash);
      await this.links.markUsed(db, link.id, userId, this.clock.now());
      const user = await this.users.findById(db, userId);
      if (user === null) throw linkNotValid();
      await this.sessions.start(db, user.id, caller);
      await this.audit.record(db, {
        actor: actorOfUser(user),
        action: link.kind === 'reset' ? 'password_reset' : 'created',
        subjectType: 'user',
        subjectId: user.id,
        after: { email: user.email, name: user.name, role: user.role },
      });
      await this.live.publish(db, 'users', [user.id]);
      return user;
    });
  }

  private async open(db: Queryable, token: string): Promise<LinkRow> {
    const link = await this.links.lockOpen(db, hashSecret(token), this.clock.now());
    if (link === null) throw linkNotValid();
    return link;
  }

  private async createUser(
    db: Queryable,
    link: LinkRow,
    body: AcceptSignInLinkBody,
    passwordHash: string,
  ): Promise<string> {
    if (link.kind === 'first_admin' && (await this.users.hasActiveAdmin(db))) throw linkNotValid();
    const { email, name = email } = body;
    const id = await this.users.insert(db, {
      email,
      name,
      role: link.role,
      passwordHash,
      now: this.clock.now(),
    });
    if (id === null) throw userExists(email);
    return id;
  }

  /** Every session ends: whoever knew the old password is out. */
  private async resetPassword(db: Queryable, link: LinkRow, passwordHash: string): Promise<string> {
    const user = link.userId === null ? null : await this.users.findById(db, link.userId);
    if (user === null || user.disabledAt !== null) throw linkNotValid();
    await this.users.setPasswordHash(db, user.id, passwordHash);
    await this.sessions.endAllOf(db, user.id);
    return user.id;
  }

  private address(page: 'welcome' | 'invite', token: string): string {
    return `${this.env.PUBLIC_URL}/${page}?token=${token}`;
  }
}
