import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelFingerprint } from './label-fingerprint.js';

/** The same by the book, with 64-bit integers. */
function byTheBook(labels: Record<string, string>): string {
  let hash = 0xcbf29ce484222325n;
  for (const name of Object.keys(labels).sort()) {
    for (const part of [name, labels[name]!]) {
      for (const byte of [...new TextEncoder().encode(part), 255]) {
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
      }
    }
  }
  return hash.toString(16).padStart(16, '0');
}

describe('labelFingerprint', () => {
  it('is what an Alertmanager gave these labels', () => {
    const labels = { severity: 'critical', alertname: 'High CPU Temperature', host: 'andromeda' };
    expect(labelFingerprint(labels)).toBe('a1bc48475b20e73d');
  });

  it('is the offset basis for no labels', () => {
    expect(labelFingerprint({})).toBe('cbf29ce484222325');
  });

  it('agrees with 64-bit arithmetic, for text of every script', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (labels) => {
        expect(labelFingerprint(labels)).toBe(byTheBook(labels));
      }),
    );
  });
});
