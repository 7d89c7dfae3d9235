import { SetMetadata } from '@nestjs/common';

/**
 * What a route asks of its caller. Every route declares one (a test walks the route table).
 * `public` nobody in particular · `self` any signed-in person · `ingest` a sender of events ·
 * `read` viewer and up · `write` member and up · `admin`.
 */
export type Permission = 'public' | 'self' | 'ingest' | 'read' | 'write' | 'admin';

export const PERMISSION = 'tenken:permission';

/** Declares the permission of a controller or a route. */
export const RequirePermission = (permission: Permission) => SetMetadata(PERMISSION, permission);
