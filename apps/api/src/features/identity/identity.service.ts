import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import type { Actor, Caller } from '../../http/actor.js';
import { actorOfUser } from './actor-of-user.js';
import { ApiTokenService } from './api-token.service.js';
import { hashSecret } from './create-secret.js';
import { foreignPage } from './identity.errors.js';
import { permissionsOfScopes } from './permissions-of-scopes.js';
import { SessionService } from './session.service.js';

/** Says who sends a request. */
@Injectable()
export class IdentityService {
  private readonly bootstrapHash: Buffer | null;

  constructor(
    @Inject(ENV) env: Env,
    private readonly tokens: ApiTokenService,
    private readonly sessions: SessionService,
  ) {
    this.bootstrapHash = env.BOOTSTRAP_TOKEN === undefined ? null : hashSecret(env.BOOTSTRAP_TOKEN);
  }

  /**
   * The caller of a request, or null. A bearer token counts alone; a Basic password that is no token of ours is the
   * business of a proxy in front, so the cookie is looked at as well.
   * @throws {DomainError} `foreign_page` for a change by cookie that may not come from our own pages.
   */
  async authenticate(caller: Caller): Promise<Actor | null> {
    const { credential } = caller;
    if (credential !== null) {
      const actor = await this.authenticateToken(credential.token);
      if (actor !== null || credential.scheme === 'bearer') return actor;
    }
    const user = await this.sessions.resolve(caller);
    if (user === null) return null;
    if (!caller.fromOwnPage) throw foreignPage();
    return actorOfUser(user);
  }

  /** Whether a caller that was let in would be let in again. It changes nothing: a session is not kept alive by it. */
  async isStillKnown({ credential, sessionToken }: Caller): Promise<boolean> {
    if (credential !== null && (await this.authenticateToken(credential.token)) !== null) return true;
    return sessionToken !== null && (await this.sessions.isLiving(sessionToken));
  }

  /** The bearer of an API token or of BOOTSTRAP_TOKEN, or null. For senders that put the token into the body. */
  async authenticateToken(token: string): Promise<Actor | null> {
    // Hashes have equal lengths, so the comparison takes the same time wherever they differ.
    if (this.bootstrapHash !== null && timingSafeEqual(hashSecret(token), this.bootstrapHash)) {
      return {
        kind: 'token',
        id: null,
        userId: null,
        name: 'BOOTSTRAP_TOKEN',
        permissions: permissionsOfScopes(['admin']),
        sourceId: null,
      };
    }
    return this.tokens.authenticate(token);
  }
}
