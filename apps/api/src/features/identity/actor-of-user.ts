import type { Role, User } from '@tenken/shared/identity.contract';
import type { Actor } from '../../http/actor.js';
import type { Permission } from '../../http/permission.js';

/** What each role may do; a higher role may all that a lower one may. */
const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  viewer: ['self', 'read'],
  member: ['self', 'read', 'write'],
  admin: ['self', 'read', 'write', 'ingest', 'admin'],
};

export function actorOfUser(user: Pick<User, 'id' | 'name' | 'role'>): Actor {
  return {
    kind: 'user',
    id: user.id,
    userId: user.id,
    name: user.name,
    permissions: new Set(ROLE_PERMISSIONS[user.role]),
    sourceId: null,
  };
}
