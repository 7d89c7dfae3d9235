import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Serves the built web app: hashed assets for a year, `index.html` for every address that is a page.
 * Registered as hooks before Nest's router answers 404: only GETs outside /api and /compat are pages.
 */
export async function registerWebFiles(fastify: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    // The build writes .br and .gz beside each file. The plug-in's own cache header would win over ours.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply: { setHeader(name: string, value: string): void }, path: string) => {
      const hashed = path.includes('/assets/');
      reply.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.setHeader('vary', 'accept-encoding');
    },
  });
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    // A file of an older build is not a page: the browser must see that it is gone.
    if (/^\/(api|compat|assets)\//.test(request.url)) {
      return reply.callNotFound();
    }
    return reply.sendFile('index.html');
  });
}
