import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseAllowList } from './address-policy.js';
import type { ResolvedAddress } from './guarded-lookup.js';
import { OutboundClient, type OutboundRequest } from './outbound-client.js';
import { OutboundError } from './outbound-error.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const V4 = (address: string): ResolvedAddress => ({ address, family: 4 });

let server: Server;
let port: number;
let handle: Handler;
let seen: IncomingMessage[];
const clients: OutboundClient[] = [];

beforeEach(async () => {
  seen = [];
  handle = (_request, response) => void response.end('hello');
  server = createServer((request, response) => {
    seen.push(request);
    handle(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** A client whose names lead where the test says, one answer after the other, the last one for good. */
function clientOf(allow: string, answers: Record<string, ResolvedAddress[][]> = {}) {
  const asked: string[] = [];
  const client = new OutboundClient(parseAllowList(allow), async (host) => {
    asked.push(host);
    const queue = answers[host];
    if (queue === undefined) throw new Error('ENOTFOUND');
    return queue.length > 1 ? queue.shift()! : queue[0]!;
  });
  clients.push(client);
  return { client, asked };
}

async function failure(client: OutboundClient, wanted: OutboundRequest): Promise<OutboundError> {
  const error = await client.request(wanted).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OutboundError);
  return error as OutboundError;
}

describe('OutboundClient', () => {
  it('asks an allowed address and reads its answer', async () => {
    const { client } = clientOf('127.0.0.1');
    handle = (_request, response) => void response.writeHead(418, { 'x-rate': '7' }).end('short and stout');
    const answer = await client.request({ url: `http://127.0.0.1:${port}/a?b=c`, headers: { 'x-key': 'k' } });
    expect([answer.status, answer.headers['x-rate'], answer.body.toString()]).toEqual([
      418,
      '7',
      'short and stout',
    ]);
    expect([seen[0]!.url, seen[0]!.headers['x-key']]).toEqual(['/a?b=c', 'k']);
  });

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f.0.0.1',
    'http://0177.0.0.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://0.0.0.0',
    'http://0',
    'http://[::]',
    'http://①②⑦.⓪.⓪.①',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]',
  ])('does not even connect to %s', async (origin) => {
    const { client } = clientOf('');
    const address = new URL(origin);
    address.port = String(port);
    const error = await failure(client, { url: address.href });
    expect(error.code).toBe('address_refused');
    expect(seen).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'ftp://example.com', 'gopher://x', 'javascript:1', 'nonsense', '//x', ''])(
    'takes no %s',
    async (url) => {
      expect((await failure(clientOf('').client, { url })).code).toBe('address_invalid');
    },
  );

  it('does not take credentials in the address, and does not repeat them', async () => {
    const error = await failure(clientOf('').client, { url: 'https://anna:hunter2@example.com' });
    expect(error.code).toBe('address_invalid');
    expect(error.message).not.toContain('hunter2');
  });

  it('refuses a name that leads inside, also when it leads outside as well', async () => {
    const { client } = clientOf('', {
      'inside.example': [[V4('127.0.0.1')]],
      'both.example': [[V4('93.184.216.34'), V4('127.0.0.1')]],
      'mapped.example': [[{ address: '::ffff:127.0.0.1', family: 6 }]],
      'localhost.': [[V4('127.0.0.1')]],
    });
    for (const host of ['inside.example', 'both.example', 'mapped.example', 'localhost.']) {
      const error = await failure(client, { url: `http://${host}:${port}/` });
      expect([host, error.code]).toEqual([host, 'address_refused']);
    }
    expect(seen).toEqual([]);
  });

  it('connects to the address that was judged: a name that changes its mind gains nothing', async () => {
    const { client, asked } = clientOf('', { 'rebind.example': [[V4('192.0.2.9')], [V4('127.0.0.1')]] });
    const first = await failure(client, { url: `http://rebind.example:${port}/` });
    expect([first.code, asked]).toEqual(['address_refused', ['rebind.example']]);
    const second = await failure(client, { url: `http://rebind.example:${port}/` });
    expect([second.code, asked.length, seen.length]).toEqual(['address_refused', 2, 0]);
  });

  it('judges each connection, not only the first one of a name', async () => {
    const { client } = clientOf('ok.example,127.0.0.1', {
      'ok.example': [[V4('127.0.0.1')], [V4('169.254.169.254')]],
    });
    handle = (_request, response) => void response.writeHead(200, { connection: 'close' }).end('1');
    expect((await client.request({ url: `http://ok.example:${port}/` })).body.toString()).toBe('1');
    const error = await failure(client, { url: `http://ok.example:${port}/` });
    expect([error.code, error.message]).toEqual(['address_refused', expect.stringMatching(/credentials/)]);
  });

  it('says that a name does not resolve', async () => {
    const error = await failure(clientOf('').client, { url: 'http://nowhere.example/?token=s3cret' });
    expect(error.code).toBe('name_not_resolved');
    expect(error.message).not.toContain('s3cret');
  });

  it('follows redirects that stay allowed, without credentials to another origin', async () => {
    const { client } = clientOf('127.0.0.1,two.example', { 'two.example': [[V4('127.0.0.1')]] });
    handle = (request, response) => {
      if (request.url === '/end') return void response.end('there');
      response.writeHead(302, { location: `http://two.example:${port}/end` }).end();
    };
    const answer = await client.request({
      url: `http://127.0.0.1:${port}/start`,
      headers: { authorization: 'Bearer s3cret', 'private-token': 's3cret', accept: 'application/json' },
    });
    expect([answer.body.toString(), answer.url]).toEqual(['there', `http://two.example:${port}/end`]);
    expect(seen[0]!.headers.authorization).toBe('Bearer s3cret');
    expect(JSON.stringify(seen[1]!.headers)).not.toContain('s3cret');
    expect(seen[1]!.headers.accept).toBe('application/json');
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://[::1]:9/',
    'http://inside.example/',
    'file:///etc/passwd',
  ])('does not follow to %s', async (location) => {
    const { client } = clientOf('127.0.0.1', { 'inside.example': [[V4('10.0.0.1')]] });
    handle = (_request, response) => void response.writeHead(302, { location }).end();
    const error = await failure(client, { url: `http://127.0.0.1:${port}/` });
    expect(['address_refused', 'address_invalid']).toContain(error.code);
    expect(seen).toHaveLength(1);
  });

  it('gives up on redirects in a circle, and sends no body on to another origin', async () => {
    const { client } = clientOf('127.0.0.1,two.example', { 'two.example': [[V4('127.0.0.1')]] });
    handle = (_request, response) => void response.writeHead(302, { location: '/again' }).end();
    expect((await failure(client, { url: `http://127.0.0.1:${port}/` })).code).toBe('redirect_refused');
    expect(seen).toHaveLength(4);
    handle = (_request, response) =>
      void response.writeHead(307, { location: `http://two.example:${port}/` }).end();
    const posted = await failure(client, {
      url: `http://127.0.0.1:${port}/`,
      method: 'POST',
      body: 'secret',
    });
    expect([posted.code, seen.length]).toEqual(['redirect_refused', 5]);
  });

  it('gives up when the answer does not begin, does not end, or is too long', async () => {
    const { client } = clientOf('127.0.0.1');
    const url = `http://127.0.0.1:${port}/`;
    handle = () => undefined;
    expect((await failure(client, { url, timeoutMs: 100 })).code).toBe('timed_out');
    handle = (_request, response) => void response.writeHead(200).write('a');
    expect((await failure(client, { url, timeoutMs: 100 })).code).toBe('timed_out');
    handle = (_request, response) => void response.end('x'.repeat(20_000));
    expect((await failure(client, { url, maxBytes: 10_000 })).code).toBe('answer_too_large');
    expect((await client.request({ url, maxBytes: 20_000 })).body).toHaveLength(20_000);
  });

  it('gives up in time also after garbage was collected, and at once when its caller does', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const { client } = clientOf('127.0.0.1');
    const url = `http://127.0.0.1:${port}/`;
    handle = () => undefined;
    const stop = new AbortController();
    const waits = failure(client, { url, timeoutMs: 400, signal: stop.signal });
    for (let n = 0; n < 5; n += 1) {
      await new Promise((done) => setTimeout(done, 20));
      collectGarbage();
    }
    expect((await waits).code).toBe('timed_out');

    handle = () => stop.abort();
    await failure(client, { url, timeoutMs: 600_000, signal: stop.signal });
    const asked = seen.length;
    await failure(client, { url, timeoutMs: 600_000, signal: stop.signal });
    expect(seen).toHaveLength(asked);
  });

  it('tells a closed port, a broken answer and what is no HTTP from each other', async () => {
    const { client } = clientOf('127.0.0.1');
    const closed = createRawServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const closedPort = (closed.address() as AddressInfo).port;
    await new Promise((done) => closed.close(done));
    const refusal = await failure(client, { url: `http://127.0.0.1:${closedPort}/` });
    expect([refusal.code, refusal.message]).toEqual([
      'connection_failed',
      expect.stringMatching(/ECONNREFUSED/),
    ]);

    handle = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    expect((await failure(client, { url: `http://127.0.0.1:${port}/` })).code).toBe('answer_unreadable');

    const other = createRawServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('SSH-2.0-x\r\n'));
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    const odd = await failure(client, { url, timeoutMs: 2000 });
    other.close();
    expect(odd.code).toBe('answer_unreadable');
    // TLS towards a server that speaks none
    const tls = await failure(client, { url: `https://127.0.0.1:${port}/` });
    expect(['certificate_invalid', 'connection_failed']).toContain(tls.code);
  });
});
