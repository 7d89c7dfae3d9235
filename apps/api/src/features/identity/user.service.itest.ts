import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserRowSchema, UsersResponse } from '@tenken/shared/identity.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { signInFirstAdmin, signInInvited } from './test-people.js';

describe('people', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    await signInFirstAdmin(api);
  });
  afterAll(() => api.close());

  const idOf = async (email: string) => {
    const { items } = UsersResponse.parse((await api.request.get('/api/v1/users')).body);
    return items.find((user) => user.email === email)?.id ?? 'none';
  };
  const patch = (id: string, body: object) => api.request.patch(`/api/v1/users/${id}`).send(body);

  it('keeps the last administrator, also when two try to remove each other at once', async () => {
    const first = await idOf('admin@example.com');
    expect((await patch(first, { role: 'member' })).body.code).toBe('last_admin');
    expect((await patch(first, { disabled: true })).body.code).toBe('last_admin');
    await signInInvited(api, 'admin', 'second@example.com');
    const second = await idOf('second@example.com');
    const answers = await Promise.all([patch(first, { role: 'member' }), patch(second, { disabled: true })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    await patch(first, { role: 'admin' }).expect(200);
  });

  it('changes what a person may do at once', async () => {
    const browser = await signInInvited(api, 'viewer', 'rise@example.com');
    const id = await idOf('rise@example.com');
    await browser.get('/api/v1/tokens').expect(403);
    expect(UserRowSchema.parse((await patch(id, { role: 'admin' })).body).role).toBe('admin');
    await browser.get('/api/v1/tokens').expect(200);
    await patch(id, { role: 'member' }).expect(200);
    await browser.get('/api/v1/tokens').expect(403);
  });

  it('ends every session of a disabled account; it can come back', async () => {
    const browser = await signInInvited(api, 'member', 'leave@example.com');
    const id = await idOf('leave@example.com');
    await patch(id, { disabled: true }).expect(200);
    await browser.get('/api/v1/session').expect(401);
    const rows = await api.dataSource.query('select 1 from sessions where user_id = $1', [id]);
    expect(rows).toHaveLength(0);
    expect((await patch(id, { disabled: false })).body.disabledAt).toBeNull();
  });

  it('writes down who changed what', async () => {
    const id = await idOf('leave@example.com');
    const rows = await api.dataSource.query(
      `select action, actor_name, after from audit_log where subject_type = 'user' and subject_id = $1 order by id`,
      [id],
    );
    expect(rows[0]).toMatchObject({ action: 'created', actor_name: 'A member' });
    expect(rows[1]).toMatchObject({
      action: 'changed',
      actor_name: 'BOOTSTRAP_TOKEN',
      after: { role: 'member', disabled: true },
    });
  });
});
