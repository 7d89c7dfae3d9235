import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { assertPortFree } from './assert-port-free.js';
import { describeStartError } from './describe-start-error.js';
import { EnvError, readEnv } from './env.js';
import { StartError } from './start-error.js';

const external = readEnv({ DATABASE_URL: 'postgres://user:secret@db.example.com:5432/tenken' });

describe('describeStartError', () => {
  it.each([
    [new EnvError('PORT: wrong'), null, 'PORT: wrong'],
    [new StartError('DATA_DIR is in use'), external, 'DATA_DIR is in use'],
  ])('prints what is meant for people as it is: %s', (error, env, expected) => {
    expect(describeStartError(error, env)).toBe(expected);
  });

  it.each([
    ['EADDRINUSE', /^Port 3000 on 127\.0\.0\.1 is taken .* PORT=3001 npm start$/],
    ['EACCES', /^Port 3000 .* may not be used/],
    ['EADDRNOTAVAIL', /^HOST 127\.0\.0\.1 is not an address of this machine/],
    ['ECONNREFUSED', /DATABASE_URL \(db\.example\.com:5432\/tenken\) cannot be reached/],
    ['28P01', /DATABASE_URL .* refused the user or password/],
    ['3D000', /createdb tenken$/],
    ['42501', /does not let this user create tables/],
  ])('explains %s without repeating the password', (code, expected) => {
    const text = describeStartError(Object.assign(new Error('what happened'), { code }), external);
    expect(text).toMatch(expected);
    expect(text).not.toContain('secret');
  });

  it('keeps the stack of a mistake of ours', () => {
    expect(describeStartError(new TypeError('x is not a function'), external)).toContain(
      'describe-start-error',
    );
  });
});

describe('assertPortFree', () => {
  it('lets a free port pass, and names a taken one', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, '127.0.0.1', resolve);
    });
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const env = { HOST: '127.0.0.1', PORT: port };
    await expect(assertPortFree(env)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program`,
    );
    await new Promise((resolve) => holder.close(resolve));
    await expect(assertPortFree(env)).resolves.toBeUndefined();
  });
});
