import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { until } from '../clock/test-until.js';
import { DomainError } from '../errors/domain-error.js';
import { sendDownload } from './send-download.js';

const LINE = `${'x'.repeat(1023)}\n`;
const LINES = 100_000;
const made = { lines: 0, stopped: false };

async function* lines(): AsyncGenerator<string> {
  made.lines = 0;
  made.stopped = false;
  try {
    for (; made.lines < LINES; made.lines += 1) yield LINE;
  } finally {
    made.stopped = true;
  }
}

// biome-ignore lint/correctness/useYield: it fails before it has anything to say
async function* failing(): AsyncGenerator<string> {
  throw DomainError.invalid('cursor', 'is not a cursor of this list', 'bad_cursor');
}

describe('a download', () => {
  const server = fastify({ forceCloseConnections: true });
  const open = async (path: string): Promise<IncomingMessage> => {
    const { port } = server.server.address() as AddressInfo;
    const [answer] = await once(get({ port, path }), 'response');
    return answer as IncomingMessage;
  };

  beforeAll(async () => {
    server.get('/lines', (_request, reply) => sendDownload(reply, 'lines.csv', lines()));
    server.get('/failing', (_request, reply) => sendDownload(reply, 'lines.csv', failing()));
    await server.listen({ port: 0 });
  });
  afterAll(() => server.close());

  it('is made no faster than it is taken, and not any more once the caller has left', async () => {
    const answer = await open('/lines');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lines.csv"',
    });
    // Nothing is read: what is made fills the buffers of both sockets (a few MiB of 100) and waits.
    await sleep(300);
    const waiting = made.lines;
    await sleep(300);
    expect(made.lines).toBe(waiting);
    expect(waiting).toBeLessThan(LINES / 4);
    expect(made.stopped).toBe(false);
    answer.destroy();
    await until(() => made.stopped);
    expect(made.lines).toBeLessThan(LINES / 2);
  });

  it('arrives whole', async () => {
    let bytes = 0;
    for await (const piece of await open('/lines')) bytes += (piece as Buffer).length;
    expect(bytes).toBe(LINES * LINE.length);
  });

  it('that fails before it begins is an error, not half a file', async () => {
    const answer = await open('/failing');
    answer.resume();
    expect(answer.statusCode).toBe(500);
    expect(answer.headers['content-disposition']).toBeUndefined();
  });
});
