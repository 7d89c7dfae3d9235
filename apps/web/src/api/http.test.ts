import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { answerFetch, problem } from '../testing/answerFetch.js';
import { ApiError, apiGet, apiSend, setUnauthorizedHandler, withQuery } from './http.js';

const Row = z.object({ id: z.string(), n: z.number() });

afterEach(() => setUnauthorizedHandler(() => {}));

/** What the call throws. */
async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('withQuery', () => {
  it('leaves out what is not there, and joins lists', () => {
    expect(
      withQuery('/a', { q: '', no: null, un: undefined, none: [], ids: ['1', '2'], on: false, n: 0 }),
    ).toBe('/a?q=&ids=1%2C2&on=false&n=0');
    expect(withQuery('/a')).toBe('/a');
  });
});

describe('the api', () => {
  it('gives what the contract says, and drops what it does not name', async () => {
    const requests = answerFetch({ 'GET /api/v1/rows': { id: '1', n: 2, more: true } });
    expect(await apiGet('/api/v1/rows', Row, { sort: '-n' })).toEqual({ id: '1', n: 2 });
    expect(requests[0]?.query).toEqual({ sort: '-n' });
  });

  it('sends the header that another site cannot, on every call', async () => {
    answerFetch({});
    const answering = globalThis.fetch;
    const sent: RequestInit[] = [];
    globalThis.fetch = ((path: string, init: RequestInit) => {
      sent.push(init);
      return answering(path, init);
    }) as typeof fetch;
    await failureOf(apiGet('/x', Row));
    await failureOf(apiSend('POST', '/x', { a: 1 }, Row));
    expect(sent.map((init) => (init.headers as Record<string, string>)['x-tenken-request'])).toEqual([
      '1',
      '1',
    ]);
    expect(sent.map((init) => init.credentials)).toEqual(['same-origin', 'same-origin']);
    expect((sent[1]?.headers as Record<string, string> | undefined)?.['content-type']).toBe(
      'application/json',
    );
    expect(sent[1]?.body).toBe('{"a":1}');
  });

  it('refuses an answer that breaks its contract', async () => {
    answerFetch({ 'GET /rows': { id: 1, n: 2 } });
    const error = await failureOf(apiGet('/rows', Row));
    expect(error.code).toBe('answer_not_understood');
    expect(error.message).toContain('id');
  });

  it('turns a problem into an ApiError with its fields', async () => {
    const fields = [{ path: 'password', message: 'too short' }];
    answerFetch({ 'POST /rows': { status: 400, body: problem(400, 'invalid_request', 'bad', fields) } });
    const error = await failureOf(apiSend('POST', '/rows', {}, Row));
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid_request',
      requestId: 'req-test',
      errors: fields,
    });
  });

  it('survives an error page that is not ours', async () => {
    answerFetch({ 'GET /rows': { status: 502, body: '<html>' } });
    expect(await failureOf(apiGet('/rows', Row))).toMatchObject({ status: 502, code: 'http_error' });
  });

  it('says that the server could not be reached', async () => {
    globalThis.fetch = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
    expect(await failureOf(apiGet('/rows', Row))).toMatchObject({ status: 0, code: 'unreachable' });
  });

  it('takes 204 for no answer', async () => {
    answerFetch({ 'DELETE /rows': undefined });
    expect(await apiSend('DELETE', '/rows', undefined, z.undefined())).toBeUndefined();
  });

  it('tells once that the session has ended, except where that is an answer', async () => {
    const ended = jest.fn();
    setUnauthorizedHandler(ended);
    answerFetch({ 'GET /rows': { status: 401, body: problem(401, 'not_signed_in', 'no') } });
    await failureOf(apiGet('/rows', Row, undefined, { expect401: true }));
    expect(ended).not.toHaveBeenCalled();
    await failureOf(apiGet('/rows', Row));
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
