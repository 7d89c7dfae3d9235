import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission } from './permission.js';

/** Who is calling. `userId` is null for tokens and the system. */
export interface Actor {
  kind: 'user' | 'token' | 'system';
  id: string | null;
  userId: string | null;
  name: string;
  permissions: ReadonlySet<Permission>;
  /** the source that an ingest token belongs to, if it belongs to one */
  sourceId: string | null;
}

export const SYSTEM_ACTOR: Actor = {
  kind: 'system',
  id: null,
  userId: null,
  name: 'Tenken',
  permissions: new Set<Permission>(['self', 'ingest', 'read', 'write', 'admin']),
  sourceId: null,
};

/** What the server knows of a sender before it knows who it is. */
export interface Caller {
  /** from the Authorization header */
  credential: { scheme: 'bearer' | 'basic'; token: string } | null;
  /** from the session cookie */
  sessionToken: string | null;
  /** network address, as far as TRUSTED_PROXIES let it be known */
  address: string;
  userAgent: string | null;
  /** false for an event stream, which sends its headers by itself */
  canTakeCookie: boolean;
  /** false when a foreign page may have made the browser send this change with our cookie */
  fromOwnPage: boolean;
  /** Hands the browser a session token to keep for so many days; null takes it away. */
  giveSessionToken(token: string | null, days?: number): void;
}

/** Handler parameter: the caller, put there by the authentication guard. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<{ actor?: Actor }>();
  if (request.actor === undefined) throw new Error('CurrentActor used on a public route');
  return request.actor;
});
