import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readOpsgenie } from './opsgenie.adapter.js';
import { testPayload } from './test-payload.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const CREATED = new Date('2026-11-21T01:30:00.104Z');
const create = testPayload('opsgenie-create');
/** As Opsgenie sends the others: neither description nor details. */
const { description, details, ...shortAlert } = create.alert;
const later = (action: string, alert: object = {}) => ({
  ...create,
  action,
  alert: { ...shortAlert, username: 'hanako@example.com', updatedAt: 1795224720500002000, ...alert },
});
const read = (body: unknown) => readOpsgenie(input(body));

describe('opsgenie', () => {
  it('reads a creation: milliseconds, the alert as episode', () => {
    const { events, warnings, problems } = read(create);
    expect([warnings, problems]).toEqual([[], []]);
    expect(events).toMatchObject([
      {
        ruleUid: 'Queue of orders grows',
        ruleName: 'Queue of orders grows',
        fingerprint: create.alert.alertId,
        startsAt: null,
        kind: 'firing',
        at: CREATED,
        labels: { entity: 'web-1', alias: 'orders-queue/prod', tinyId: '512' },
      },
      {
        kind: 'severity_changed',
        at: CREATED,
        notifiedAt: CREATED,
        severity: 'P2',
        service: 'checkout',
        labels: { env: 'prod', tag: 'quick', team: 'shop', service: 'checkout', source: 'prometheus' },
        annotations: { description },
      },
    ]);
    expect(details.service).toBe('checkout');
  });

  it.each([
    ['Acknowledge', 'acknowledged'],
    ['UnAcknowledge', 'unacknowledged'],
    ['AddNote', 'note'],
    ['AddTags', 'note'],
    ['AssignOwnership', 'assigned'],
    ['TakeOwnership', 'assigned'],
    ['Escalate', 'escalated'],
    ['Snooze', 'muted'],
    ['UpdatePriority', 'severity_changed'],
    ['Close', 'ok'],
    ['Delete', 'ok'],
    ['Reboot the host', 'note'],
    ['constructor', 'note'],
  ])('%s is %s, at the nanoseconds of updatedAt, by a person', (action, kind) => {
    const { events } = read(later(action));
    expect(events[1]).toMatchObject({
      kind,
      at: new Date('2026-11-21T01:32:00.500Z'),
      by: 'hanako@example.com',
      notifiedAt: null,
      detail: { action },
    });
  });

  it('says of every message that it fired in the same words', () => {
    const [first] = read(create).events;
    for (const action of ['Acknowledge', 'AddNote', 'Close']) {
      expect(read(later(action, { note: 'x', tags: [] })).events[0]).toEqual(first);
    }
  });

  it('carries a new priority and a note', () => {
    expect(read(later('UpdatePriority', { priority: 'P1', oldPriority: 'P2' })).events[1]).toMatchObject({
      severity: 'P1',
      detail: { from: 'P2', to: 'P1' },
    });
    expect(read(later('AddNote', { note: 'looking' })).events[1]!.detail).toMatchObject({ note: 'looking' });
  });

  it.each([
    ['a name of ours', 'Queue of orders grows', 'orders-queue/prod', 'Queue of orders grows'],
    ['fields in the alias', 'web-1: DISK CRITICAL', 'host_name=web-1;service_desc=Disk', 'Disk'],
    ['numbers in the message', '[FIRING:2] CPU 93 % on web-12', 'd3640fbd41094207', 'CPU # % on web-#'],
    ['no message', null, 'orders queue', 'orders queue'],
    ['neither', null, null, 'No message'],
  ])('names the rule: %s', (_, message, alias, rule) => {
    const { events } = read({ ...create, alert: { ...create.alert, message, alias } });
    expect(events.map(({ ruleUid }) => ruleUid)).toEqual([rule, rule]);
  });

  it('counts as notified what names somebody', () => {
    const to = (parts: object) =>
      read({ ...create, alert: { ...create.alert, ...parts } }).events[1]!.notifiedAt;
    expect(to({ teams: [] })).toBeNull();
    expect(to({ teams: [], recipients: ['u1'] })).toEqual(CREATED);
  });

  it('has the time of receipt for an action that states none, and says so', () => {
    const { events, warnings } = read(later('Close', { updatedAt: null }));
    expect(events[1]!.at).toEqual(RECEIVED);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    [{ alertId: undefined }, 'alert.alertId: expected a text, found nothing'],
    [{ createdAt: 'now' }, 'alert.createdAt: expected a time from 2000 to 2099'],
    [{ updatedAt: 1 }, 'alert.updatedAt: expected a time from 2000 to 2099'],
    [{ updatedAt: 1795224000000 }, 'alert.updatedAt: expected a time at or after createdAt'],
  ])('says what is wrong: %j', (alert, words) => {
    expect(() => read(later('Close', alert))).toThrow(words);
  });
});
