import { randomBytes } from 'node:crypto';

/** 256 random bits as text, for senders that sign with a shared secret. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A routing key as senders of PagerDuty's Events API expect one: 32 characters, 128 random bits. */
export function createRoutingKey(): string {
  return randomBytes(16).toString('hex');
}
