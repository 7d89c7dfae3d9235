import { readFileSync } from 'node:fs';

const PAYLOADS = new URL('../../../../../../test/fixtures/payloads/', import.meta.url);

/** A payload of test/fixtures as its sender would send it. */
export function testPayloadText(name: string): string {
  return readFileSync(new URL(`${name}.json`, PAYLOADS), 'utf8');
}

/** The same, parsed: for tests that change parts of it. */
// biome-ignore lint/suspicious/noExplicitAny: each payload has a shape of its own
export function testPayload(name: string): any {
  return JSON.parse(testPayloadText(name));
}
