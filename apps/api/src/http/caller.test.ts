import { describe, expect, it, jest } from '@jest/globals';
import { callerOf } from './caller.js';

type Request = Parameters<typeof callerOf>[0];
type Reply = Parameters<typeof callerOf>[1];

const request = (headers: Record<string, string>, method = 'POST') =>
  ({ headers, method, cookies: {}, ip: '192.0.2.1' }) as unknown as Request;
const noReply = {} as Reply;

describe('callerOf', () => {
  it.each([
    ['https://tenken.example.com', true],
    ['http://127.0.0.1:3000', false],
  ])('gives a cookie that is Secure where people use https: %s', (publicUrl, secure) => {
    const setCookie = jest.fn();
    callerOf(request({}), { setCookie } as unknown as Reply, publicUrl).giveSessionToken('abc', 15);
    expect(setCookie).toHaveBeenCalledWith('tenken_session', 'abc', {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: 1_296_000,
    });
  });

  it.each([
    ['Bearer abc', { scheme: 'bearer', token: 'abc' }],
    ['bearer  abc', { scheme: 'bearer', token: 'abc' }],
    [`Basic ${btoa('any:to:ken')}`, { scheme: 'basic', token: 'to:ken' }],
    ['Digest x', null],
  ])('reads %s', (authorization, credential) => {
    expect(callerOf(request({ authorization }), noReply, 'http://x').credential).toEqual(credential);
  });

  it('takes a Basic password without a colon whole', () => {
    const authorization = `Basic ${btoa('token')}`;
    expect(callerOf(request({ authorization }), noReply, 'http://x').credential?.token).toBe('token');
  });

  it.each([
    [{ 'x-tenken-request': '1', 'sec-fetch-site': 'cross-site' }, 'POST', true],
    [{ 'sec-fetch-site': 'same-origin' }, 'POST', true],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://t.example.com' }, 'POST', false],
    [{ origin: 'https://t.example.com' }, 'DELETE', true],
    [{ origin: 'https://t.example.com.evil.com' }, 'DELETE', false],
    [{ origin: 'null' }, 'POST', false],
    [{}, 'POST', false],
    [{}, 'GET', true],
  ])('knows our own pages: %j %s', (headers, method, expected) => {
    const caller = callerOf(
      request(headers as Record<string, string>, method),
      noReply,
      'https://t.example.com',
    );
    expect(caller.fromOwnPage).toBe(expected);
  });
});
