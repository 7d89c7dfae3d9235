import { describe, expect, it } from '@jest/globals';
import { prepareSourceHealth } from './prepareSourceHealth.js';
import { sourceRow } from './sources.fixture.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('prepareSourceHealth', () => {
  it.each([
    ['fresh', {}],
    ['disabled', { disabledAt: '2026-11-01T00:00:00Z', quarantined: 3 }],
    ['errors', { quarantined: 1, pending: 5000 }],
    ['backlog', { pending: 101 }],
    ['fresh', { pending: 100 }],
    ['waiting', { lastDeliveryAt: null }],
    ['silent', { lastDeliveryAt: '2026-11-20T07:59:59Z' }],
    ['local', { ingestUrl: null, receiverUrl: null, lastDeliveryAt: null }],
    ['waiting', { ingestUrl: null, lastDeliveryAt: null }],
  ] as const)('is %s for %p', (health, change) => {
    expect(prepareSourceHealth(sourceRow(change), NOW)).toBe(health);
  });
});
