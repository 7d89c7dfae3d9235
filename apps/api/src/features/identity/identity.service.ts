import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import type { Actor } from '../../http/actor.js';
import type { Permission } from '../../http/permission.js';

@Injectable()
export class IdentityService {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** The caller of a request, or null. */
  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const token = tokenOf(request);
    if (token === null || this.env.BOOTSTRAP_TOKEN === undefined) return null;
    if (!timingSafeEqual(sha256(token), sha256(this.env.BOOTSTRAP_TOKEN))) return null;
    return {
      kind: 'token',
      id: null,
      userId: null,
      name: 'BOOTSTRAP_TOKEN',
      permissions: new Set<Permission>(['ingest', 'read', 'write', 'admin']),
      sourceId: null,
    };
  }
}

/** Bearer token, or the password of HTTP Basic (for webhook URLs such as https://any:TOKEN@host/). */
function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization ?? '';
  const [scheme = '', value = ''] = header.split(' ', 2);
  if (/^bearer$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme))
    return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
  return null;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
