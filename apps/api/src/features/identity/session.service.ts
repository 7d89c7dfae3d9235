import { Inject, Injectable } from '@nestjs/common';
import type { User } from '@tenken/shared/identity.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import type { Queryable } from '../../database/select.js';
import type { Caller } from '../../http/actor.js';
import { ACCESS_TOPIC, LiveService } from '../live/live.service.js';
import { createSecret, hashSecret } from './create-secret.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Sessions of signed-in people.
 *
 * Theory of operation: the browser holds 256 random bits, the database their SHA-256. After a day of use the token
 * is replaced. Requests on their way still carry the old one, and the answer with the new one may get lost; so the
 * old token stays good until the new one was seen, and a minute longer. Of several requests that find the token due,
 * the one whose update wins hands out the new token.
 */
@Injectable()
export class SessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionRepository,
    private readonly live: LiveService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Starts a session and gives its cookie to the browser; a session that the browser had before ends. */
  async start(db: Queryable, userId: string, caller: Caller): Promise<void> {
    const now = this.clock.now();
    await this.end(db, caller);
    await this.sessions.removeExpired(db, now);
    const token = createSecret();
    await this.sessions.insert(db, {
      userId,
      tokenHash: hashSecret(token),
      now,
      expiresAt: this.expiryFrom(now),
      userAgent: caller.userAgent,
    });
    await this.sessions.setUserSeenAt(db, userId, now);
    this.giveToken(caller, token);
  }

  /** The signed-in person of a request, or null. May renew the cookie on the reply. */
  async resolve(caller: Caller): Promise<User | null> {
    if (caller.sessionToken === null) return null;
    const tokenHash = hashSecret(caller.sessionToken);
    const now = this.clock.now();
    const session = await this.sessions.findByTokenHash(this.dataSource.manager, tokenHash, now);
    if (session === null) return null;
    await this.maintain(session, tokenHash, now, caller);
    return {
      id: session.userId,
      name: session.name,
      email: session.email,
      role: session.role,
      language: session.language,
      timeZone: session.timeZone,
    };
  }

  /** Whether this token is that of a session of an enabled person. Unlike `resolve` it notes no use. */
  async isLiving(token: string): Promise<boolean> {
    const db = this.dataSource.manager;
    return (await this.sessions.findByTokenHash(db, hashSecret(token), this.clock.now())) !== null;
  }

  async end(db: Queryable, caller: Caller): Promise<void> {
    if (caller.sessionToken === null) return;
    await this.sessions.removeByTokenHash(db, hashSecret(caller.sessionToken));
    await this.live.publish(db, ACCESS_TOPIC);
  }

  /** Ends every session of a person; `keep` is the caller whose own session stays. */
  async endAllOf(db: Queryable, userId: string, keep?: Caller): Promise<void> {
    const token = keep?.sessionToken ?? null;
    await this.sessions.removeOfUser(db, userId, token === null ? null : hashSecret(token));
    await this.live.publish(db, ACCESS_TOPIC);
  }

  private async maintain(session: SessionRow, tokenHash: Buffer, now: Date, caller: Caller): Promise<void> {
    const db = this.dataSource.manager;
    if (session.isCurrentToken && session.awaitsFirstUse) {
      await this.sessions.confirmRotation(db, session.id, new Date(now.getTime() + MINUTE_MS));
    }
    if (now.getTime() - session.lastSeenAt.getTime() >= MINUTE_MS) {
      const { id, userId } = session;
      await this.sessions.touch(db, { id, userId, now, expiresAt: this.expiryFrom(now) });
    }
    const rotateBefore = new Date(now.getTime() - DAY_MS);
    if (session.rotatedAt > rotateBefore || !caller.canTakeCookie) return;
    const next = createSecret();
    const won = await this.sessions.rotate(db, {
      id: session.id,
      from: tokenHash,
      to: hashSecret(next),
      now,
      notAfter: rotateBefore,
    });
    if (won) this.giveToken(caller, next);
  }

  /**
   * The server decides when a session ends (SESSION_DAYS after its last use). The cookie is renewed with every
   * rotation, at most a day later, so it lives one day longer than that.
   */
  private giveToken(caller: Caller, token: string): void {
    caller.giveSessionToken(token, this.env.SESSION_DAYS + 1);
  }

  private expiryFrom(now: Date): Date {
    return new Date(now.getTime() + this.env.SESSION_DAYS * DAY_MS);
  }
}
