import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import type { Permission } from '../../http/permission.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { type Route, RouteTableService } from './route-table.service.js';

/** What each caller may do, written down here again on purpose: this table is the requirement. */
const CALLERS: Record<string, Permission[]> = {
  nobody: [],
  viewer: ['self', 'read'],
  member: ['self', 'read', 'write'],
  admin: ['self', 'read', 'write', 'ingest', 'admin'],
  'token:ingest': ['ingest'],
  'token:read': ['read'],
  'token:write': ['read', 'write'],
  'token:admin': ['read', 'write', 'ingest', 'admin'],
};

/** The addresses that anyone may call. A new one has to be added here by hand, with a reason. */
const PUBLIC = [
  // for load balancers and container health checks
  'GET /api/health/live',
  'GET /api/health/ready',
  // the same for every installation
  'GET /api/docs',
  'GET /api/openapi.json',
  // as an Alertmanager answers who asks whether it is there; says nothing of this installation
  'GET /compat/alertmanager/api/v2/status',
  // one-time links and signing in come before anyone is known; both are throttled or hold 256 random bits
  'GET /api/v1/sign-in-links/:token',
  'POST /api/v1/sign-in-links/:token/accept',
  'POST /api/v1/session',
];

describe('the route table', () => {
  let api: TestApp;
  let routes: Route[];
  const headers: Record<string, Record<string, string>> = { nobody: {} };

  beforeAll(async () => {
    api = await createTestApp();
    routes = api.app.get(RouteTableService, { strict: false }).routes();
    for (const name of Object.keys(CALLERS)) headers[name] ??= await headersOf(api, name);
  });
  afterAll(() => api.close());

  it('is what the server really serves', () => {
    const fastify: FastifyInstance = api.app.getHttpAdapter().getInstance();
    const served = servedRoutes(fastify);
    expect(routes.length).toBeGreaterThan(25);
    const table = routes.map((route) => `${route.method} ${route.path}`);
    expect(table.filter((route) => !served.includes(route))).toEqual([]);
    // Beside controllers there are the files of the web app only.
    const others = served.filter((route) => !table.includes(route) && !/^(HEAD|OPTIONS) /.test(route));
    expect(others.filter((route) => /(\/api|\/compat)/.test(route))).toEqual([]);
  });

  it('declares a permission for every route', () => {
    const without = routes.filter((route) => route.permission === undefined);
    expect(without.map((route) => `${route.method} ${route.path}`)).toEqual([]);
  });

  it('has no public route but those listed here', () => {
    const open = routes.filter((route) => route.permission === 'public');
    expect(
      open
        .map((route) => `${route.method} ${route.path}`)
        .filter(isNotSenderAddress)
        .sort(),
    ).toEqual([...PUBLIC].sort());
  });

  it('checks what every JSON body may hold', () => {
    const unchecked = routes.filter(
      (route) =>
        ['POST', 'PUT', 'PATCH'].includes(route.method) &&
        route.body === undefined &&
        !/^\/(api\/v1\/(ingest|import)\/|compat\/)/.test(route.path),
    );
    // These take no body at all.
    expect(unchecked.every((route) => route.method === 'POST')).toBe(true);
  });

  it.each(Object.keys(CALLERS))('lets %s do what it may and nothing else', async (name) => {
    const wrong: string[] = [];
    for (const route of routes) {
      if (route.permission === 'public' || route.isEventStream) continue;
      const allowed = CALLERS[name]!.includes(route.permission!);
      const status = await statusOf(api, route, headers[name]!);
      const refused = name === 'nobody' ? status === 401 : status === 403;
      if (allowed ? status === 401 || status === 403 : !refused) {
        wrong.push(`${route.method} ${route.path} (${route.permission}): ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Webhook addresses that authenticate the sender themselves, by a signature over the body or a key inside it. */
function isNotSenderAddress(route: string): boolean {
  // senders of webhooks show who they are in their own ways, and some probe the address first
  return !/^(POST \/compat|(GET|OPTIONS|POST|PUT) \/api\/v1\/ingest)\//.test(route);
}

/** A session or token of each caller. Sessions are put in by SQL: signing in is tested elsewhere. */
async function headersOf(api: TestApp, name: string): Promise<Record<string, string>> {
  const [kind, scope] = name.split(':');
  if (kind === 'token') {
    const answer = await api.request
      .post('/api/v1/tokens')
      .send({ name, scopes: [scope] })
      .expect(201);
    return { authorization: `Bearer ${answer.body.token}` };
  }
  await api.dataSource.query(
    `with person as (insert into users (email, name, role) values ($1 || '@example.com', $1, $1) returning id)
     insert into sessions (user_id, token_hash, expires_at)
     select id, sha256(convert_to('session of ' || $1, 'UTF8')), now() + interval '1 day' from person`,
    [name],
  );
  return { cookie: `tenken_session=${encodeURIComponent(`session of ${name}`)}`, 'x-tenken-request': '1' };
}

/**
 * The status of a request that passes or fails the guard and then does nothing: ids that do not exist, bodies that
 * are refused. Signing out would end the session that the next request needs, so it is sent without one.
 */
async function statusOf(api: TestApp, route: Route, headers: Record<string, string>): Promise<number> {
  const path = route.path.replace(/:\w+/g, '999999999').replace(/\*\w*/g, 'x');
  const isSignOut = route.method === 'DELETE' && route.path === '/api/v1/session';
  const method = route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  if (isSignOut && headers.cookie !== undefined) return 204;
  const request = supertest(api.app.getHttpServer())[method](path).set(headers);
  if (method === 'get' || method === 'delete') return (await request).status;
  return (await request.set('content-type', 'application/json').send('{"notAField":1}')).status;
}

/** `METHOD path` of everything that Fastify routes, read from its own printed tree. */
function servedRoutes(fastify: FastifyInstance): string[] {
  const lines = fastify.printRoutes({ commonPrefix: false }).split('\n');
  const stack: string[] = [];
  return lines.flatMap((line) => {
    const match = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!match) return [];
    const [, indent = '', segment = '', methods = ''] = match;
    const depth = indent.length / 4;
    stack[depth] = (depth === 0 ? '' : stack[depth - 1]!) + segment;
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${stack[depth]}`);
  });
}
