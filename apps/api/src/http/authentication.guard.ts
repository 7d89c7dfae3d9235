import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { IdentityService } from '../features/identity/identity.service.js';
import type { Actor } from './actor.js';
import { PERMISSION, type Permission } from './permission.js';

/** Runs before every route: who is it, and may they? A route without a declared permission is closed. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (permission === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Actor }>();
    const actor = await this.identity.authenticate(request);
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
