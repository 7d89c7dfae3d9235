import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdapterInput } from './adapter.js';
import { readAlertmanager } from './alertmanager.adapter.js';
import { readAlertmanagerReceiver } from './alertmanager-receiver.adapter.js';

const time = fc.constantFrom(
  '2026-11-20T01:00:00.123456789Z',
  '2026-11-20T10:00:00+09:00',
  '2026-11-20T00:59:59Z',
  '0001-01-01T00:00:00Z',
  '22025-01-01T00:00:00Z',
  '1999-12-31T23:59:59Z',
  'yesterday',
  '',
  7,
);
const texts = fc.dictionary(
  fc.constantFrom('alertname', 'service', 'severity', 'summary'),
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom('a', 'b', '') }, { weight: 1, arbitrary: fc.constant(3) }),
);
const fields = {
  status: fc.constantFrom('firing', 'resolved', 'burning'),
  labels: texts,
  annotations: texts,
  startsAt: time,
  endsAt: time,
  generatorURL: fc.constantFrom('http://x', '', null),
  fingerprint: fc.constantFrom('0000000000000001', 'x', null),
};
const alert = fc.record(fields, { requiredKeys: [] });
const input = (value: unknown): AdapterInput => ({
  body: Buffer.from(JSON.stringify(value)),
  headers: {},
  receivedAt: new Date('2026-11-20T01:16:00Z'),
  settings: {},
});

describe('reading an alert by hand', () => {
  it('gives what the schema gives, for the webhook and for the receiver', () => {
    fc.assert(
      fc.property(alert, (value) => {
        // Without generatorURL only the schema reads it; everything else must come out the same.
        const slow = { ...value, generatorURL: undefined };
        fc.pre(value.generatorURL !== undefined && value.generatorURL !== null);
        for (const [read, wrap] of [
          [readAlertmanager, (one: object) => ({ alerts: [one] })],
          [readAlertmanagerReceiver, (one: object) => [one]],
        ] as const) {
          const fast = read(input(wrap(value)));
          const bySchema = read(input(wrap(slow)));
          const generatorUrl = value.generatorURL || null;
          expect(fast).toEqual({
            ...bySchema,
            transitions: bySchema.transitions.map((one) => ({ ...one, generatorUrl })),
            events: bySchema.events.map((one) => ('generatorUrl' in one ? { ...one, generatorUrl } : one)),
          });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
