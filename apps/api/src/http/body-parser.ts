import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** Paths whose handlers want the bytes as they came: signatures are over bytes, and what cannot be parsed is kept. */
const RAW_PATHS = ['/api/v1/ingest/', '/compat/', '/api/v1/import/'];

/**
 * One parser for all bodies: bytes for the paths above, strict JSON for the rest. `importLimit` is the size of an
 * import file in bytes; everything else has the server's own limit.
 */
export function registerBodyParser(fastify: FastifyInstance, importLimit: number): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1/import/')) route.bodyLimit = importLimit;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (RAW_PATHS.some((path) => request.url.startsWith(path))) return done(null, bytes);
    if (bytes.length === 0) return done(null, undefined);
    const type = request.headers['content-type'] ?? '';
    if (!/^application\/(json|[\w.-]+\+json)\b/i.test(type)) {
      return done(
        new DomainError(
          'unsupported_media_type',
          'unsupported_media_type',
          `Expected application/json, got ${type || 'nothing'}.`,
        ),
      );
    }
    try {
      done(null, JSON.parse(bytes.toString('utf8')));
    } catch (cause) {
      done(
        new DomainError('invalid', 'invalid_json', `The body is not valid JSON: ${(cause as Error).message}`),
      );
    }
  });
}
