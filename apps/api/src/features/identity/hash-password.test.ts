import { describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { hashPassword, isOutdatedHash, verifyPassword } from './hash-password.js';

describe('passwords', () => {
  it('are hashed with argon2id and the parameters of the OWASP cheat sheet, with a salt of their own', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'correct horse')).toBe(true);
    expect(await verifyPassword(one, 'correct horsf')).toBe(false);
  });

  it('are the same however the keyboard composed them', async () => {
    const made = await hashPassword('pässwörd ｶﾅ long');
    expect(await verifyPassword(made, 'pässwörd カナ long'.normalize('NFD'))).toBe(true);
  });

  it('never fit where there is no account, not even the decoy’s', async () => {
    expect(await verifyPassword(null, 'no account has this password')).toBe(false);
  });

  it('are known to be outdated when they were made with less', async () => {
    expect(isOutdatedHash(await hash('x', { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(isOutdatedHash(await hashPassword('x'))).toBe(false);
  });
});
