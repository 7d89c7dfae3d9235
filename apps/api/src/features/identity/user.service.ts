import { Injectable } from '@nestjs/common';
import type {
  ChangePasswordBody,
  UpdateProfileBody,
  UpdateUserBody,
  User,
  UserRow,
} from '@tenken/shared/identity.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { type Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor, Caller } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { hashPassword } from './hash-password.js';
import { lastAdmin } from './identity.errors.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';
import { UserRepository } from './user.repository.js';

/** People: their profile, role and standing. */
@Injectable()
export class UserService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly signIns: SignInService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  list(): Promise<UserRow[]> {
    return this.users.findAll(this.dataSource.manager);
  }

  /** @throws {DomainError} `user_not_found` */
  async get(id: string, db: Queryable = this.dataSource.manager): Promise<UserRow> {
    const user = await this.users.findById(db, id);
    if (user === null) throw DomainError.notFound('user', id);
    return user;
  }

  /** Changes role or standing. Disabling ends every session of the person. @throws {DomainError} `last_admin` */
  async update(actor: Actor, id: string, body: UpdateUserBody): Promise<UserRow> {
    return this.dataSource.transaction(async (db) => {
      const admins = await this.users.lockActiveAdmins(db);
      const before = await this.get(id, db);
      const role = body.role ?? before.role;
      const disabled = body.disabled ?? before.disabledAt !== null;
      if ((role !== 'admin' || disabled) && admins.length === 1 && admins[0] === id) throw lastAdmin();
      if (role !== before.role) await this.users.setRole(db, id, role);
      if (disabled !== (before.disabledAt !== null)) {
        await this.users.setDisabledAt(db, id, disabled ? this.clock.now() : null);
        if (disabled) await this.sessions.endAllOf(db, id);
      }
      const after = await this.get(id, db);
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'user',
        subjectId: id,
        before: { role: before.role, disabled: before.disabledAt !== null },
        after: { role: after.role, disabled: after.disabledAt !== null },
      });
      await this.live.publish(db, 'users', [id]);
      return after;
    });
  }

  /** What a person changes about themself. */
  async updateProfile(actor: Actor, userId: string, body: UpdateProfileBody): Promise<User> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.get(userId, db);
      const profile = {
        name: body.name ?? before.name,
        language: body.language === undefined ? before.language : body.language,
        timeZone: body.timeZone === undefined ? before.timeZone : body.timeZone,
      };
      await this.users.setProfile(db, userId, profile);
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'user',
        subjectId: userId,
        before: { name: before.name, language: before.language, timeZone: before.timeZone },
        after: profile,
      });
      await this.live.publish(db, 'users', [userId]);
      return this.get(userId, db);
    });
  }

  /** Every other session of the person ends. @throws {DomainError} on the field `currentPassword` */
  async changePassword(
    actor: Actor,
    userId: string,
    body: ChangePasswordBody,
    caller: Caller,
  ): Promise<void> {
    const user = await this.get(userId);
    if (!(await this.signIns.isCurrentPassword(userId, user.email, body.currentPassword, caller))) {
      throw DomainError.invalid('currentPassword', 'This is not the current password.', 'wrong_password');
    }
    const passwordHash = await hashPassword(body.newPassword);
    await this.dataSource.transaction(async (db) => {
      await this.users.setPasswordHash(db, userId, passwordHash);
      await this.sessions.endAllOf(db, userId, caller);
      await this.audit.record(db, {
        actor,
        action: 'password_changed',
        subjectType: 'user',
        subjectId: userId,
      });
    });
  }
}
