import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EnvError, envSchema, readEnv } from './env.js';

const example = readFileSync(resolve(import.meta.dirname, '../../../../.env.example'), 'utf8');

describe('readEnv', () => {
  it('has a default for everything', () => {
    expect(readEnv({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://127.0.0.1:3000',
      DATA_DIR: resolve('data'),
      LOG_LEVEL: 'info',
      DATABASE_POOL_SIZE: 10,
      RETENTION_DAYS: 90,
      EPISODE_RETENTION_DAYS: 0,
      SESSION_DAYS: 14,
      MAX_BODY_BYTES: 8_388_608,
      MAX_IMPORT_BYTES: 268_435_456,
      MAX_PENDING_BYTES: 1_073_741_824,
      MIN_FREE_DISK_BYTES: 536_870_912,
      TRUSTED_PROXIES: 0,
      OUTBOUND_ALLOW: '',
    });
  });

  it('says what an exception for outgoing requests looks like', () => {
    expect(() => readEnv({ OUTBOUND_ALLOW: 'http://10.0.0.1' })).toThrow(/OUTBOUND_ALLOW: expected names/);
    expect(readEnv({ OUTBOUND_ALLOW: '10.0.0.0/8' }).OUTBOUND_ALLOW).toBe('10.0.0.0/8');
  });

  it('takes an empty value as not set', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: ' ', BOOTSTRAP_TOKEN: '' })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    ['0.0.0.0', 'http://localhost:8080'],
    ['::', 'http://localhost:8080'],
    ['::1', 'http://[::1]:8080'],
    ['tenken.internal', 'http://tenken.internal:8080'],
  ])('makes a public address that a browser can open from HOST=%s', (host, expected) => {
    expect(readEnv({ HOST: host, PORT: '8080' }).PUBLIC_URL).toBe(expected);
  });

  it('takes the slash off the public address', () => {
    expect(readEnv({ PUBLIC_URL: 'https://tenken.example.com/' }).PUBLIC_URL).toBe(
      'https://tenken.example.com',
    );
  });

  it.each([
    ['PORT', '80a', 'expected a whole number from 0 to 65535'],
    ['PORT', '65536', 'expected a whole number from 0 to 65535'],
    ['PORT', '-1', 'expected a whole number from 0 to 65535'],
    ['PUBLIC_URL', 'ftp://example.com', 'expected an http:// or https:// address'],
    ['PUBLIC_URL', 'tenken', 'expected an http:// or https:// address'],
    ['DATABASE_URL', 'mysql://localhost/x', 'expected postgres://user:password@host:5432/database'],
    ['BOOTSTRAP_TOKEN', 'x'.repeat(31), 'expected at least 32 characters'],
    ['LOG_LEVEL', 'loud', 'expected one of fatal, error'],
    ['EPISODE_RETENTION_DAYS', '179', 'expected 0 (kept for ever) or a whole number from 180 to 3650'],
    ['RETENTION_DAYS', '6', 'expected a whole number from 7 to 3650'],
  ])('refuses %s=%s and says what was expected', (name, value, expected) => {
    expect(() => readEnv({ [name]: value })).toThrow(EnvError);
    expect(() => readEnv({ [name]: value })).toThrow(`${name}: ${expected}`);
  });

  it('names all mistakes at once and repeats no value', () => {
    const secret = 'short-secret';
    let message = '';
    try {
      readEnv({ PORT: 'x', BOOTSTRAP_TOKEN: secret });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/PORT: .*\n.*BOOTSTRAP_TOKEN: /);
    expect(message).not.toContain(secret);
  });
});

describe('.env.example', () => {
  it('documents exactly the variables of the schema', () => {
    const documented = [...example.matchAll(/^# ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(envSchema.shape).sort());
  });

  it('shows the real defaults', () => {
    const shown = Object.fromEntries(
      [...example.matchAll(/^# ?([A-Z][A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
    );
    const { PUBLIC_URL: _url, ...defaults } = readEnv({});
    for (const [name, value] of Object.entries(defaults)) {
      expect([name, name === 'DATA_DIR' ? resolve(shown[name] ?? '') : shown[name]]).toEqual([
        name,
        String(value),
      ]);
    }
  });
});
