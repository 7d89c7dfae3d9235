import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url, after an optional prefix that tells people and scanners what it is. */
export function createSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What is stored of a secret. A plain SHA-256 is enough: the secrets are random, not chosen by people. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
