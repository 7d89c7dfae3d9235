import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './actor.js';

const COOKIE = 'tenken_session';
const DAY_SECONDS = 86_400;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Reads what a request says of its sender. `publicUrl` decides which pages are ours and whether cookies are Secure. */
export function callerOf(request: FastifyRequest, reply: FastifyReply, publicUrl: string): Caller {
  const cookie = request.cookies?.[COOKIE];
  return {
    credential: readCredential(request.headers.authorization),
    sessionToken: cookie === undefined || cookie === '' ? null : cookie,
    address: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    canTakeCookie: !request.headers.accept?.includes('text/event-stream'),
    fromOwnPage: isFromOwnPage(request, publicUrl),
    giveSessionToken(token, days = 0) {
      if (token === null) {
        reply.clearCookie(COOKIE, { path: '/' });
        return;
      }
      reply.setCookie(COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: publicUrl.startsWith('https:'),
        maxAge: days * DAY_SECONDS,
      });
    },
  };
}

/** Handler parameter: the sender of this request, put there by the authentication guard. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<{ caller?: Caller }>();
  if (caller === undefined) throw new Error('The authentication guard did not run');
  return caller;
});

/** Bearer token, or the password of HTTP Basic (for webhook addresses such as https://any:TOKEN@host/). */
function readCredential(header: string | undefined): Caller['credential'] {
  const [scheme = '', value = ''] = (header ?? '').trim().split(/ +/, 2);
  if (/^bearer$/i.test(scheme)) return { scheme: 'bearer', token: value };
  if (!/^basic$/i.test(scheme)) return null;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return { scheme: 'basic', token: pair.slice(pair.indexOf(':') + 1) };
}

/**
 * Against forged requests (CSRF): what changes something must carry what only our own pages can send. That is the
 * header X-Tenken-Request (a foreign page would need our leave by CORS for it, which is never given), or the
 * browser's word that it comes from our origin.
 */
function isFromOwnPage(request: FastifyRequest, publicUrl: string): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const { headers } = request;
  if (headers['x-tenken-request'] !== undefined) return true;
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  return headers.origin !== undefined && headers.origin === new URL(publicUrl).origin;
}
