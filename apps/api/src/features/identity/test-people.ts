import supertest from 'supertest';
import type { TestApp } from '../../http/test-app.js';
import { SignInLinkService } from './sign-in-link.service.js';

export const TEST_PASSWORD = 'correct horse battery';

type Agent = ReturnType<typeof supertest.agent>;

/** A browser: keeps cookies and says that it is our page. */
export function browserOf(api: TestApp): Agent {
  return supertest.agent(api.app.getHttpServer()).set('x-tenken-request', '1');
}

/** The secret of a one-time link. */
export function tokenOfLink(url: string): string {
  return new URL(url).searchParams.get('token')!;
}

/** Makes the first administrator through the link of the first start and returns their browser. */
export async function signInFirstAdmin(api: TestApp, email = 'admin@example.com'): Promise<Agent> {
  const url = await api.app.get(SignInLinkService).ensureFirstAdminLink();
  return accept(api, url!, { name: 'First Admin', email });
}

/** Invites a person and returns their browser, signed in. */
export async function signInInvited(
  api: TestApp,
  role: 'viewer' | 'member' | 'admin',
  email = `${role}@example.com`,
): Promise<Agent> {
  const invite = await api.request.post('/api/v1/users/invites').send({ email, role }).expect(201);
  return accept(api, invite.body.url, { name: `A ${role}`, email });
}

async function accept(api: TestApp, url: string, who: { name: string; email: string }): Promise<Agent> {
  const browser = browserOf(api);
  await browser
    .post(`/api/v1/sign-in-links/${tokenOfLink(url)}/accept`)
    .send({ ...who, password: TEST_PASSWORD })
    .expect(201);
  return browser;
}
