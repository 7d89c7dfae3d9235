import { randomBytes } from 'node:crypto';

/** 256 random bits as text, for senders that sign with a shared secret. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}
