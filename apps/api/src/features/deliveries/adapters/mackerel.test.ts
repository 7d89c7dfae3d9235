import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readMackerel } from './mackerel.adapter.js';
import { testPayload } from './test-payload.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const OPENED = new Date('2026-11-21T01:30:00Z');
const critical = testPayload('mackerel-host-critical');
const message = (alert: object, parts: object = {}) => ({
  ...critical,
  ...parts,
  alert: { ...critical.alert, ...alert },
});
const read = (alert: object = {}, parts: object = {}) => readMackerel(input(message(alert, parts)));
const closed = { status: 'ok', isOpen: false, closedAt: 1795224900, statusChangedAt: 1795224900 };

describe('mackerel alerts', () => {
  it('reads an alert: the start in words that never differ, and what it became', () => {
    const { events, warnings, problems } = read();
    expect([warnings, problems]).toEqual([[], []]);
    expect(events).toMatchObject([
      {
        ruleUid: 'host/High load',
        ruleName: 'High load',
        groupName: 'host',
        fingerprint: '5pNyKQgVx1a',
        startsAt: null,
        kind: 'firing',
        at: OPENED,
        service: 'Checkout',
        labels: { host: 'web-1', role: 'Checkout:web', service: 'Checkout', metric: 'loadavg5' },
        annotations: {},
        generatorUrl: critical.alert.url,
      },
      {
        kind: 'severity_changed',
        at: OPENED,
        notifiedAt: OPENED,
        severity: 'critical',
        annotations: { message: 'loadavg5 4.2 > 4', criticalThreshold: '4', operator: '>' },
        detail: { trigger: 'monitor', value: '4.2' },
      },
    ]);
  });

  it('says of every message that it fired in the same words', () => {
    const [first] = read().events;
    for (const later of [{ status: 'warning', statusChangedAt: 1795224700, metricValue: 3.1 }, closed]) {
      expect(read(later).events[0]).toEqual(first);
    }
  });

  it('ends it at closedAt, whatever word of trigger there is', () => {
    for (const trigger of ['monitor', 'monitoring', 'manual close', 'retire host', 'delete monitor']) {
      const [, event] = read({ ...closed, trigger }).events;
      expect(event).toMatchObject({
        kind: 'ok',
        at: new Date('2026-11-21T01:35:00Z'),
        notifiedAt: null,
        severity: null,
        detail: { trigger },
      });
    }
  });

  it.each([
    ['an open alert that carries an old end', { closedAt: 1795224900 }, 'severity_changed', '01:30:00.000'],
    ['closed by hand while critical', { isOpen: false, closedAt: 1795224900 }, 'ok', '01:35:00.000'],
    ['closed without closedAt', { ...closed, closedAt: null }, 'ok', '01:35:00.000'],
    ['from warning to critical', { statusChangedAt: 1795224720 }, 'severity_changed', '01:32:00.000'],
    [
      'only the deprecated milliseconds',
      { openedAt: null, statusChangedAt: null },
      'severity_changed',
      '01:30:00.693',
    ],
    ['seconds as text', { openedAt: '1795224600' }, 'severity_changed', '01:30:00.000'],
  ])('%s', (_, alert, kind, time) => {
    const [, event] = read(alert).events;
    expect(event).toMatchObject({ kind, at: new Date(`2026-11-21T${time}Z`) });
  });

  it('has the time of receipt for an end that is not stated, and says so', () => {
    const { events, warnings } = read({ ...closed, closedAt: null, statusChangedAt: null });
    expect(events[1]!.at).toEqual(RECEIVED);
    expect(warnings).toHaveLength(1);
  });

  it.each<[type: string, parts: { alert?: object; [part: string]: unknown }, service: string | null]>([
    [
      'connectivity',
      { alert: { monitorName: 'connectivity', metricLabel: null, metricValue: null } },
      'Checkout',
    ],
    ['service', { host: null, service: { id: 's1', name: 'Shop', memo: '', orgId: 'o', roles: [] } }, 'Shop'],
    ['external', { host: null }, null],
    ['check', { alert: { status: 'unknown' } }, 'Checkout'],
    ['expression', { host: null }, null],
    ['anomalyDetection', {}, 'Checkout'],
    ['query', { host: null, name: 'q', labels: { service: 'cart', shard: 3 } }, 'cart'],
  ])('reads the type %s', (type, { alert, ...parts }, service) => {
    const { events, problems } = read(alert ?? {}, { ...parts, type });
    expect(problems).toEqual([]);
    expect(events[0]).toMatchObject({ groupName: type, service });
    expect(events[0]!.ruleUid.startsWith(`${type}/`)).toBe(true);
  });

  it.each([
    [{ openedAt: null, createdAt: null }, 'alert.openedAt: expected a time, found nothing'],
    [{ openedAt: 'soon' }, 'alert.openedAt: expected a time from 2000 to 2099'],
    [{ status: 'bad' }, 'alert.status: expected one of ok, warning, critical, unknown, found "bad"'],
    [{ isOpen: 'yes' }, 'alert.isOpen: expected true or false, found "yes"'],
    [{ monitorName: '' }, 'alert.monitorName: expected a text of 1 to 500 characters, found ""'],
    [{ ...closed, closedAt: 1795224000 }, 'alert.closedAt: expected a time at or after openedAt'],
  ])('says what is wrong: %j', (alert, words) => {
    expect(() => read(alert)).toThrow(words);
  });
});

describe('very long names of Mackerel', () => {
  it('are kept to what an index can hold, and name no service', () => {
    const long = '長'.repeat(500);
    const [event] = read(
      { monitorName: long },
      { type: long, host: null, service: { name: long, roles: [] } },
    ).events;
    expect([event!.ruleUid.length, event!.ruleName.length, event!.service]).toEqual([500, 500, null]);
  });
});

describe('other messages of Mackerel', () => {
  it('reads a changed monitor as a definition and a change', () => {
    const { definitions, changes, warnings } = readMackerel(input(testPayload('mackerel-monitor-update')));
    expect(definitions).toMatchObject([
      {
        uid: 'host/High load',
        name: 'High load',
        expression: 'loadavg5 : critical > 5, warning > 3',
        detail: { monitorId: '3Mon1', duration: 5 },
      },
    ]);
    expect(changes).toMatchObject([{ summary: 'High load changed', at: RECEIVED, detail: { by: 'hanako' } }]);
    expect(warnings).toHaveLength(1);
  });

  it('reads the status of a host as a change, once however often it comes within minutes', () => {
    const body = testPayload('mackerel-host-status');
    const at = (time: string) =>
      readMackerel(input(body, { receivedAt: new Date(`2026-11-21T${time}Z`) })).changes[0]!;
    expect(at('01:31:00')).toMatchObject({ summary: 'web-1: working → maintenance', service: 'Checkout' });
    expect(at('01:31:00').externalId).toBe(at('01:32:00').externalId);
    expect(at('01:31:00').externalId).not.toBe(at('05:31:00').externalId);
  });

  it.each([
    ['hostRegister', 'web-1 registered'],
    ['hostRetire', 'web-1 retired'],
  ])('reads %s', (event, summary) => {
    const body = { ...testPayload('mackerel-host-status'), event };
    expect(readMackerel(input(body)).changes).toMatchObject([{ summary }]);
  });

  it('defines nothing of a monitor that is deleted', () => {
    const body = { ...testPayload('mackerel-monitor-update'), event: 'monitorDelete' };
    expect(readMackerel(input(body))).toMatchObject({
      definitions: [],
      changes: [{ summary: 'High load deleted' }],
    });
  });

  it.each([['alertGroup'], ['downtimeCreate'], ['__proto__']])('leaves %s out and says so', (event) => {
    const output = readMackerel(input({ ...critical, event }));
    expect([output.events, output.changes, output.warnings.length]).toEqual([[], [], 1]);
  });

  it('takes the sample of the channel without a word', () => {
    expect(readMackerel(input({ event: 'sample' })).warnings).toEqual([]);
  });
});
