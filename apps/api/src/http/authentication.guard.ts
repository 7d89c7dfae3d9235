import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../config/env.js';
import { ENV } from '../config/env.module.js';
import { DomainError } from '../errors/domain-error.js';
import { IdentityService } from '../features/identity/identity.service.js';
import type { Actor, Caller } from './actor.js';
import { callerOf } from './caller.js';
import { PERMISSION, type Permission } from './permission.js';

/** Runs before every route: who is it, and may they? A route without a declared permission is closed. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { actor?: Actor; caller?: Caller }>();
    request.caller = callerOf(request, http.getResponse<FastifyReply>(), this.env.PUBLIC_URL);
    if (permission === 'public') return true;
    const actor = await this.identity.authenticate(request.caller);
    if (actor === null) {
      throw new DomainError(
        'unauthenticated',
        'not_signed_in',
        'Sign in, or send a token as Authorization: Bearer.',
      );
    }
    if (permission === undefined || !actor.permissions.has(permission)) {
      throw new DomainError(
        'forbidden',
        'not_allowed',
        `This needs the permission "${permission ?? 'none'}".`,
      );
    }
    request.actor = actor;
    return true;
  }
}
