import type { ApiToken } from '@tenken/shared/identity.contract';

export type TokenState = 'usable' | 'expired' | 'revoked';

/** Whether a token still opens anything. */
export function tokenState(token: Pick<ApiToken, 'revokedAt' | 'expiresAt'>, now: Date): TokenState {
  if (token.revokedAt !== null) return 'revoked';
  return token.expiresAt !== null && new Date(token.expiresAt) <= now ? 'expired' : 'usable';
}
