import { ProblemSchema } from '@tenken/shared/problem.contract';
import { z } from 'zod';
import type { Permission } from '../../http/permission.js';
import type { Route } from './route-table.service.js';

export type JsonSchema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  'x-permission': Permission | null;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> };
}

const DESCRIPTION =
  `Send a token as \`Authorization: Bearer …\` (or as the password of HTTP Basic). Errors are
\`application/problem+json\`. Instants are ISO 8601 with an offset, ranges half-open. Ids of rows are strings.
Lists answer \`{items, nextCursor}\` and take \`limit\` and \`cursor\`; their \`/export\` gives every row as CSV or JSON.
Figures take \`format=csv\`.`.replaceAll('\n', ' ');

/** The OpenAPI 3.1 document of the routes; what a route takes and gives comes from the schemas that also check it. */
export function describeRoutes(routes: readonly Route[], options: { serverUrl: string }): OpenApiDocument {
  const document: OpenApiDocument = {
    openapi: '3.1.0',
    info: { title: 'Tenken', version: '1', description: DESCRIPTION },
    servers: [{ url: options.serverUrl }],
    paths: {},
    components: {
      schemas: { Problem: toJsonSchema(ProblemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'tenken_session' },
      },
    },
  };
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}').replace(/\*\w*/g, '{rest}');
    document.paths[path] ??= {};
    document.paths[path][route.method.toLowerCase()] = describeRoute(route, path);
  }
  return document;
}

function describeRoute(route: Route, path: string): Operation {
  const noun = route.controller.replace(/Controller$/, '');
  const isRaw = /^\/(api\/v1\/(ingest|import)\/|compat\/)/.test(path);
  return {
    operationId: `${noun}_${route.handler}`,
    summary: sentence(route.handler, noun),
    tags: [tagOf(path)],
    'x-permission': route.permission ?? null,
    security: route.permission === 'public' ? [] : securityOf(route.permission),
    parameters: [...pathParameters(route, path), ...queryParameters(route)],
    ...(route.body
      ? { requestBody: { required: true, content: json(toJsonSchema(route.body, 'input')) } }
      : route.method === 'POST' && isRaw
        ? { requestBody: { required: true, content: { '*/*': { schema: {} } } } }
        : {}),
    responses: responsesOf(route),
  };
}

function securityOf(permission: Permission | undefined): Record<string, string[]>[] {
  return permission === 'self' ? [{ session: [] }] : [{ token: [] }, { session: [] }];
}

function pathParameters(route: Route, path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const schema = route.params.get(name);
    return {
      name,
      in: 'path',
      required: true,
      schema: schema ? toJsonSchema(schema, 'input') : { type: 'string' },
    };
  });
}

const FORMAT: Parameter = {
  name: 'format',
  in: 'query',
  required: false,
  schema: { type: 'string', enum: ['csv', 'json'], default: 'json' },
  description: 'csv: a table of one line per group, period and figure',
};

function queryParameters(route: Route): Parameter[] {
  const also = route.isAlsoCsv ? [FORMAT] : [];
  if (route.query === undefined) return also;
  const { properties = {}, required = [] } = toJsonSchema(route.query, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const own = Object.entries(properties).map(
    ([name, schema]): Parameter => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
      ...(typeof schema.description === 'string' ? { description: schema.description } : {}),
    }),
  );
  return [...own, ...also];
}

function responsesOf(route: Route): Operation['responses'] {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const answer = route.isEventStream
    ? { description: 'Events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
    : route.response
      ? { description: 'OK', content: json(toJsonSchema(route.response, 'output')) }
      : { description: route.status === 204 ? 'Done, nothing to say' : 'OK' };
  return {
    [String(route.status)]: answer,
    ...(route.body || route.query || route.params.size > 0 ? { '400': problem('A field is not valid') } : {}),
    ...(route.permission === 'public'
      ? {}
      : { '401': problem('Nobody is signed in'), '403': problem('The caller may not do this') }),
    ...(route.path.includes(':') ? { '404': problem('There is no such thing') } : {}),
  };
}

function json(schema: JsonSchema) {
  return { 'application/json': { schema } };
}

/** What zod cannot say in JSON Schema (custom checks, transforms) is left open rather than left out. */
function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}

/** `/api/v1/teams/{id}` → `teams` */
function tagOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^(api|v\d+)$/.test(part));
  return parts[0] ?? 'other';
}

/** `listInvites`, `User` → `List invites (user)` */
function sentence(handler: string, noun: string): string {
  const words = (text: string) => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const verb = words(handler);
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} (${words(noun)})`;
}
