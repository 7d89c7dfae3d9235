import type { TokenScope } from '@tenken/shared/identity.contract';
import type { Permission } from '../../http/permission.js';

/** `write` without `read` would be of no use, and `admin` is everything; `ingest` stays alone, it lives in webhooks. */
const SCOPE_PERMISSIONS: Record<TokenScope, readonly Permission[]> = {
  ingest: ['ingest'],
  read: ['read'],
  write: ['read', 'write'],
  admin: ['ingest', 'read', 'write', 'admin'],
};

/** What a token with these scopes may do. Never `self`: a token is not a person. */
export function permissionsOfScopes(scopes: readonly TokenScope[]): Set<Permission> {
  return new Set(scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]));
}
