import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** What webhooks come to: their bodies are read as they are, never unpacked. */
const WEBHOOK_PATHS = ['/api/v1/ingest/', '/compat/'];
const MEDIA_TYPE = /^\s*[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;|$)/;
/** Paths whose handlers want the bytes as they came: signatures are over bytes, and what cannot be parsed is kept. */
const RAW_PATHS = [...WEBHOOK_PATHS, '/api/v1/import/'];
/** Files: their handler reads `request.raw` as it arrives, and the sender is asked for credentials before. */
const STREAMED_PATH = '/api/v1/import/';

/**
 * One parser for all bodies: bytes for the paths above, strict JSON for the rest. `importLimit` is the size of an
 * import file in bytes; everything else has the server's own limit.
 */
export function registerBodyParser(fastify: FastifyInstance, importLimit: number): void {
  fastify.addHook('onRoute', (route) => {
    if (!route.url.startsWith(STREAMED_PATH)) return;
    route.bodyLimit = importLimit;
    route.preParsing = (request, _reply, _payload, done) => done(null, unreadBody(request));
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const encoding = (request.headers['content-encoding'] ?? 'identity').toString().trim().toLowerCase();
    if (!isOf(WEBHOOK_PATHS, request.url)) return done();
    // The server would refuse what is not of the form `type/subtype`, although nothing depends on it here.
    const type = request.headers['content-type'];
    if (type !== undefined && !MEDIA_TYPE.test(type))
      request.headers['content-type'] = 'application/octet-stream';
    if (encoding === 'identity' || encoding === '') return done();
    // A few kilobytes can unpack to gigabytes, and signatures are over the bytes: better said than guessed.
    reply.header('accept-encoding', 'identity');
    done(
      new DomainError(
        'unsupported_media_type',
        'compressed_body',
        `Bodies are taken uncompressed; this one came with Content-Encoding: ${encoding.slice(0, 50)}.`,
      ),
    );
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (isOf(RAW_PATHS, request.url)) return done(null, bytes);
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

function isOf(paths: readonly string[], url: string): boolean {
  return paths.some((path) => url.startsWith(path));
}

/** The body of a raw path; a request without one has none at all. */
export function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** An empty body in place of the one that stays in the socket; a stated length over the limit is refused all the same. */
function unreadBody(request: FastifyRequest): Readable {
  const length = Number(request.headers['content-length'] ?? 0);
  return Object.assign(Readable.from([]), { receivedEncodedLength: length });
}
