import { Injectable } from '@nestjs/common';
import type { SignInBody, User } from '@tenken/shared/identity.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { type Caller, SYSTEM_ACTOR } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { actorOfUser } from './actor-of-user.js';
import { hashPassword, isOutdatedHash, verifyPassword } from './hash-password.js';
import { tooManyAttempts, wrongCredentials } from './identity.errors.js';
import { SessionService } from './session.service.js';
import { SignInThrottleRepository, type ThrottleLimit } from './sign-in-throttle.repository.js';
import { accountThrottleKey, addressThrottleKey } from './throttle-key.js';
import { UserRepository } from './user.repository.js';

/** Ten tries a quarter of an hour, then waits from one minute on: some 1,400 guesses a day, hopeless at 12 characters. */
const ACCOUNT_LIMIT: ThrottleLimit = {
  free: 10,
  windowSeconds: 900,
  firstBlockSeconds: 60,
  longestBlockSeconds: 900,
};
/** An office may sit behind one address, so it has more room. */
const ADDRESS_LIMIT: ThrottleLimit = { ...ACCOUNT_LIMIT, free: 50 };

@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly throttle: SignInThrottleRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs in with email and password and sets the cookie.
   * @throws {DomainError} `wrong_credentials`, the same for every reason; `too_many_attempts` with the time to wait.
   */
  async signIn(body: SignInBody, caller: Caller): Promise<User> {
    const accountKey = accountThrottleKey(body.email);
    const addressKey = addressThrottleKey(caller.address);
    await this.admit(addressKey, ADDRESS_LIMIT, caller);
    await this.admit(accountKey, ACCOUNT_LIMIT, caller);

    const db = this.dataSource.manager;
    const credentials = await this.users.findCredentialsByEmail(db, body.email);
    const matches = await verifyPassword(credentials?.passwordHash ?? null, body.password);
    if (credentials === null || !matches || credentials.disabled) throw wrongCredentials();

    await this.throttle.forget(accountKey);
    await this.throttle.takeBack(addressKey);
    if (credentials.passwordHash !== null && isOutdatedHash(credentials.passwordHash)) {
      await this.users.setPasswordHash(db, credentials.id, await hashPassword(body.password));
    }
    return this.dataSource.transaction(async (transaction) => {
      const user = await this.users.findById(transaction, credentials.id);
      if (user === null || user.disabledAt !== null) throw wrongCredentials();
      await this.sessions.start(transaction, user.id, caller);
      await this.audit.record(transaction, {
        actor: actorOfUser(user),
        action: 'signed_in',
        subjectType: 'user',
        subjectId: user.id,
      });
      return user;
    });
  }

  /** Whether it is the person's password, for a change of it; throttled like a sign-in. */
  async isCurrentPassword(userId: string, email: string, password: string, caller: Caller): Promise<boolean> {
    const accountKey = accountThrottleKey(email);
    await this.admit(accountKey, ACCOUNT_LIMIT, caller);
    const credentials = await this.users.findCredentialsById(this.dataSource.manager, userId);
    const matches = await verifyPassword(credentials?.passwordHash ?? null, password);
    if (matches) await this.throttle.forget(accountKey);
    return matches;
  }

  async signOut(caller: Caller): Promise<void> {
    await this.sessions.end(this.dataSource.manager, caller);
  }

  private async admit(key: string, limit: ThrottleLimit, caller: Caller): Promise<void> {
    const now = this.clock.now();
    const waitSeconds = await this.throttle.admit(key, limit, now);
    if (waitSeconds === null) return;
    await this.throttle.removeOlderThan(new Date(now.getTime() - 86_400_000));
    await this.audit.record(this.dataSource.manager, {
      actor: SYSTEM_ACTOR,
      action: 'sign_in_blocked',
      subjectType: 'address',
      subjectId: caller.address,
    });
    throw tooManyAttempts(waitSeconds);
  }
}
