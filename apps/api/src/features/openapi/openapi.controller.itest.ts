import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import type { OpenApiDocument } from './describe-routes.js';

describe('the API description', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp({ PUBLIC_URL: 'https://tenken.example.com' });
  });
  afterAll(() => api.close());

  it('says what a route takes and gives', async () => {
    const document = (await api.anonymous.get('/api/openapi.json').expect(200)).body as OpenApiDocument;
    expect([document.openapi, document.servers]).toEqual(['3.1.0', [{ url: 'https://tenken.example.com' }]]);
    const create = document.paths['/api/v1/teams']?.post;
    expect(create).toMatchObject({ operationId: 'Team_create', tags: ['teams'], 'x-permission': 'write' });
    expect(create?.requestBody?.content['application/json']?.schema).toMatchObject({
      type: 'object',
      required: ['name'],
      additionalProperties: false,
    });
    expect(Object.keys(create?.responses ?? {})).toEqual(['201', '400', '401', '403']);
    const list = document.paths['/api/v1/holidays']?.get;
    expect(list?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['calendar', true],
      ['year', true],
    ]);
    expect(document.paths['/api/v1/teams/{id}']?.get?.parameters[0]).toMatchObject({
      name: 'id',
      in: 'path',
    });
  });

  it('has an id per operation and no reference that leads nowhere', async () => {
    const { text } = await api.anonymous.get('/api/openapi.json');
    const document = JSON.parse(text) as OpenApiDocument;
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map((op) => op.operationId),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
  });

  it('is a page without a script', async () => {
    const page = await api.anonymous.get('/api/docs?lang=ja').expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('<html lang="ja">');
    expect(page.text).toContain('/api/v1/teams/{id}');
    expect(page.text).not.toMatch(/<script|\son\w+=/i);
  });

  it('gives Prometheus its text, with the pattern of a route and never an address', async () => {
    await api.request.get('/api/v1/teams/12345').expect(404);
    await api.anonymous.get('/api/metrics').expect(401);
    const { text, headers } = await api.request.get('/api/metrics').expect(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(text).toMatch(
      /tenken_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/teams\/:id",status="404"\} 1/,
    );
    expect(text).toMatch(/^tenken_deliveries\{state="pending"\} 0$/m);
    expect(text).toMatch(/^tenken_database_up 1$/m);
    expect(text).not.toContain('/12345');
  });
});
