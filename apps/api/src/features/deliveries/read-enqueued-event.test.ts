import { describe, expect, it } from '@jest/globals';
import { keptEvent, readEnqueuedEvent } from './read-enqueued-event.js';

const KEY = '0123456789abcdef0123456789abcdef';
const payload = { summary: 'Disk is full', source: 'db-1', severity: 'critical' };
const trigger = { routing_key: KEY, event_action: 'trigger', payload };
const read = (value: unknown, kind: 'alert' | 'change' = 'alert') =>
  readEnqueuedEvent(kind, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('readEnqueuedEvent', () => {
  it('takes what PagerDuty takes', () => {
    expect(read(trigger)).toEqual({ errors: null, routingKey: KEY, dedupKey: null });
    expect(read({ ...trigger, dedup_key: 'k' })).toMatchObject({ dedupKey: 'k' });
    expect(read({ ...trigger, dedup_key: '' })).toMatchObject({ errors: null, dedupKey: null });
    for (const event_action of ['acknowledge', 'resolve']) {
      expect(read({ routing_key: KEY, event_action, dedup_key: 'k' })).toMatchObject({ dedupKey: 'k' });
    }
    const change = { routing_key: KEY, payload: { summary: 'Deployed 1.2' } };
    expect(read(change, 'change')).toEqual({ errors: null, routingKey: KEY, dedupKey: null });
  });

  it.each([
    ['{', ['JSON is invalid']],
    ['[]', ['JSON is invalid']],
    ['', ['JSON is invalid']],
    [{ ...trigger, routing_key: undefined }, ["'routing_key' is missing or blank"]],
    [{ ...trigger, routing_key: 'x' }, [expect.stringContaining('should be 32 characters')]],
    [{ ...trigger, routing_key: [KEY] }, [expect.stringContaining('should be 32 characters')]],
    [{ ...trigger, event_action: ' ' }, ["'event_action' is missing or blank"]],
    [{ ...trigger, event_action: 'snooze' }, [expect.stringContaining("'event_action' is invalid")]],
    [{ routing_key: KEY, event_action: 'resolve' }, ["'dedup_key' is missing or blank"]],
    [{ ...trigger, dedup_key: 'k'.repeat(256) }, [expect.stringContaining("'dedup_key' is invalid")]],
    [{ ...trigger, dedup_key: 5 }, [expect.stringContaining("'dedup_key' is invalid")]],
    [{ ...trigger, payload: null }, ["'payload' is missing or blank"]],
    [
      { ...trigger, payload: {} },
      [
        "'payload.summary' is missing or blank",
        "'payload.source' is missing or blank",
        "'payload.severity' is missing or blank",
      ],
    ],
    [
      { ...trigger, payload: { ...payload, severity: 'fatal' } },
      [
        "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error', 'info')",
      ],
    ],
  ])('%j → %j', (event, errors) => {
    expect(read(event)).toEqual({ errors });
  });

  it('wants a summary of a change', () => {
    expect(read({ routing_key: KEY, payload: {} }, 'change')).toEqual({
      errors: ["'payload.summary' is missing or blank"],
    });
  });
});

describe('keptEvent', () => {
  const blacked = `${'*'.repeat(28)}cdef`;

  it('blacks the routing key out and leaves the other bytes alone', () => {
    const body = `{ "routing_key" : "${KEY}",\n "event_action": "trigger", "payload":{"summary":"高負荷"} }\n`;
    expect(keptEvent(Buffer.from(body), KEY, null).toString()).toBe(body.replace(KEY, blacked));
  });

  it('finds a key that is written with escapes', () => {
    const escaped = `{"routing_key":"\\u0030${KEY.slice(1)}","n":1}`;
    const kept = keptEvent(Buffer.from(escaped), KEY, null).toString();
    expect(JSON.parse(kept)).toEqual({ routing_key: blacked, n: 1 });
  });

  it('adds the key that was made, so that it counts', () => {
    for (const given of [undefined, '', null]) {
      const kept = keptEvent(Buffer.from(JSON.stringify({ ...trigger, dedup_key: given })), KEY, 'made');
      expect(JSON.parse(kept.toString())).toEqual({ ...trigger, routing_key: blacked, dedup_key: 'made' });
    }
  });
});
