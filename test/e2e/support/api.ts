import { type APIRequestContext, expect } from '@playwright/test';

const headers = () => ({ authorization: `Bearer ${process.env.TENKEN_E2E_TOKEN}` });

/** Calls the API as the bootstrap token and answers the parsed body. */
export async function callApi<T>(
  request: APIRequestContext,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<T> {
  const answer = await request.fetch(path, {
    method,
    headers: headers(),
    ...(data === undefined ? {} : { data }),
  });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  const text = await answer.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** Loads the sample company, or leaves it where it is already. */
export async function loadSampleData(request: APIRequestContext): Promise<void> {
  const { present } = await callApi<{ present: boolean }>(request, 'GET', '/api/v1/sample-data');
  if (!present) await callApi(request, 'POST', '/api/v1/sample-data', {});
}

export async function removeSampleData(request: APIRequestContext): Promise<void> {
  await callApi(request, 'DELETE', '/api/v1/sample-data');
}
