import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceSchema, ServicesResponse } from '@tenken/shared/services.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { CatalogService } from './catalog.service.js';

describe('services', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const create = async (name: string, body: object = {}) =>
    ServiceSchema.parse(
      (
        await api.request
          .post('/api/v1/services')
          .send({ name, ...body })
          .expect(201)
      ).body,
    );
  const patch = (id: string, body: object) => api.request.patch(`/api/v1/services/${id}`).send(body);

  it('stands below another service, never below itself', async () => {
    const shop = await create('Shop');
    const cart = await create('Cart', { parentId: shop.id });
    const prices = await create('Prices', { parentId: cart.id });
    expect((await patch(shop.id, { parentId: prices.id })).body).toMatchObject({
      code: 'circle',
      errors: [{ path: 'parentId' }],
    });
    expect((await patch(shop.id, { parentId: shop.id })).body.code).toBe('circle');
    await patch(prices.id, { parentId: shop.id }).expect(200);
    await patch(prices.id, { parentId: null }).expect(200);
  });

  it('makes no circle of two moves at once', async () => {
    const [a, b] = [await create('Circle A'), await create('Circle B')];
    const answers = await Promise.all([patch(a.id, { parentId: b.id }), patch(b.id, { parentId: a.id })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
  });

  it('answers to one name once', async () => {
    const billing = await create('Billing', { aliases: ['billing-prod'] });
    expect((await api.request.post('/api/v1/services').send({ name: 'BILLING' })).body.errors[0].path).toBe(
      'name',
    );
    expect((await api.request.post('/api/v1/services').send({ name: 'Billing-Prod' })).body.code).toBe(
      'name_taken',
    );
    const other = await create('Invoices');
    expect((await patch(other.id, { aliases: ['Billing'] })).body.errors[0].path).toBe('aliases');
    await patch(billing.id, { aliases: ['billing-prod', 'bill'] }).expect(200);
    const ids = await api.app
      .get(CatalogService)
      .resolveServiceIds(api.dataSource.manager, ['bill', 'billing']);
    expect([...ids.values()]).toEqual([billing.id, billing.id]);
  });

  it('names a team or a parent that does not exist', async () => {
    const answers = await Promise.all([
      api.request.post('/api/v1/services').send({ name: 'No team', teamId: '999' }),
      api.request.post('/api/v1/services').send({ name: 'No parent', parentId: '999' }),
      api.request.post('/api/v1/services').send({ name: 'No web', runbookUrl: 'javascript:alert(1)' }),
    ]);
    expect(answers.map(({ body }) => body.errors[0].path)).toEqual(['teamId', 'parentId', 'runbookUrl']);
  });

  it('is archived when something speaks of it, and comes back', async () => {
    const service = await create('Old shop');
    await create('Old cart', { parentId: service.id });
    expect((await api.request.delete(`/api/v1/services/${service.id}`)).body.code).toBe('still_used');
    await patch(service.id, { archived: true }).expect(200);
    const names = async (query: string) =>
      ServicesResponse.parse((await api.request.get(`/api/v1/services${query}`)).body).items.map(
        ({ name }) => name,
      );
    expect(await names('?limit=500')).not.toContain('Old shop');
    expect(await names('?archived=1')).toContain('Old shop');
    await patch(service.id, { archived: false }).expect(200);
    expect(await names('')).toContain('Old shop');
  });

  it('writes down what it was before', async () => {
    const service = await create('Renamed');
    await patch(service.id, { name: 'New name' }).expect(200);
    const [row] = await api.dataSource.query(
      `select before, after from audit_log where subject_type = 'service' and subject_id = $1 and action = 'changed'`,
      [service.id],
    );
    expect([row.before.name, row.after.name]).toEqual(['Renamed', 'New name']);
  });
});
