import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import { type LoggerService, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Env } from './config/env.js';
import { withRequestId } from './context/request-id.js';
import { DirectIntakeService } from './features/deliveries/direct-intake.service.js';
import { TelemetryService } from './features/telemetry/telemetry.service.js';
import { registerBodyParser } from './http/body-parser.js';
import { registerSecurityHeaders } from './http/security-headers.js';
import { serveDirectly } from './http/serve-directly.js';
import { registerWebFiles } from './http/web-files.js';

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Builds the application on a migrated database, ready to `listen` or to be injected into. */
export async function createApp(
  env: Env,
  databaseUrl: string,
  logger: LoggerService | LogLevel[] | false = ['error', 'warn'],
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: env.MAX_BODY_BYTES,
    trustProxy: (_address: string, hop: number) => hop < env.TRUSTED_PROXIES,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(env, databaseUrl), adapter, {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  registerBodyParser(fastify, env.MAX_IMPORT_BYTES);
  fastify.addHook('onRequest', (request, reply, done) => {
    // Reading leaves nothing in the audit log, and the stream of changes stays open for hours.
    if (request.method === 'GET' || request.method === 'HEAD') done();
    else withRequestId(request.id, reply.raw, done);
  });
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
  await fastify.register(cookie);
  await registerSecurityHeaders(fastify, env.PUBLIC_URL);
  await registerWebFiles(fastify, WEB_ROOT);
  await app.init();
  await fastify.ready();
  const telemetry = app.get(TelemetryService);
  serveDirectly(app.getHttpServer(), app.get(DirectIntakeService), {
    maxBodyBytes: env.MAX_BODY_BYTES,
    onAnswered: (method, route, status, seconds) => telemetry.observe(method, route, status, seconds),
  });
  return app;
}
