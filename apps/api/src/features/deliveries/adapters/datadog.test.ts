import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readDatadog } from './datadog.adapter.js';
import { testPayload } from './test-payload.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const triggered = testPayload('datadog-triggered');
const read = (parts: object, settings = {}) => readDatadog(input({ ...triggered, ...parts }, { settings }));

describe('datadog', () => {
  it('reads the template: monitor is the rule, cycle is the episode', () => {
    const { events, warnings, problems, transitions } = read({});
    expect([warnings, problems, transitions]).toEqual([[], [], []]);
    expect(events).toMatchObject([
      {
        ruleUid: '5501',
        ruleName: 'Queue of orders grows',
        fingerprint: '8130002200011',
        startsAt: null,
        kind: 'firing',
        at: new Date('2026-11-21T01:30:00Z'),
        notifiedAt: new Date('2026-11-21T01:30:00Z'),
        service: 'checkout',
        severity: 'critical',
        labels: {
          host: 'web-1',
          env: 'prod',
          service: 'checkout',
          team: 'shop',
          priority: 'P2',
          tag: 'monitor',
        },
        generatorUrl: triggered.link,
      },
    ]);
    expect(events[0]!.annotations.query).toBe(triggered.query);
  });

  it.each([
    ['Triggered', 'firing', 'critical', true],
    ['Re-Triggered', 'firing', 'critical', true],
    ['Warn', 'firing', 'warning', true],
    ['Re-Warn', 'firing', 'warning', true],
    ['Renotify', 'notified', null, true],
    ['Recovered', 'ok', null, false],
    ['No Data', 'no_data', null, false],
    ['Re-No Data', 'no_data', null, false],
  ])('%s is %s', (transition, kind, severity, isNotified) => {
    const [event] = read({ transition }).events;
    expect(event).toMatchObject({ kind, severity });
    expect(event!.notifiedAt !== null).toBe(isNotified);
  });

  it.each([
    ['[P2] [Triggered on {host:web-1}] Queue of orders grows', 'Queue of orders grows'],
    ['[Re-Triggered] [P1] Disk', 'Disk'],
    ['[No Data on {host:a}] Disk', 'Disk'],
    ['[Recovered]', '[Recovered]'],
    ['[prod] Disk', '[prod] Disk'],
  ])('has the name of the monitor of "%s"', (title, name) => {
    expect(read({ title }).events[0]!.ruleName).toBe(name);
  });

  it('defines the monitor by its query, unless its name changes with the alert', () => {
    expect(read({}).definitions).toEqual([
      {
        uid: '5501',
        name: 'Queue of orders grows',
        expression: triggered.query,
        labels: {},
        annotations: {},
      },
    ]);
    expect(read({ title: '[Triggered] Queue of web-1 grows' }).definitions).toEqual([]);
    expect(read({ query: '' }).definitions).toEqual([]);
  });

  it('says the same of a repeated delivery', () => {
    const again = readDatadog(input(triggered, { receivedAt: new Date('2026-11-21T02:00:00Z') })).events;
    const first = read({}).events;
    expect(again).toEqual(first.map((event) => ({ ...event, receivedAt: new Date('2026-11-21T02:00:00Z') })));
  });

  it('names every variable that is missing', () => {
    const { date, cycleKey, ...rest } = triggered;
    expect([typeof date, typeof cycleKey]).toEqual(['string', 'string']);
    expect(() => readDatadog(input({ ...rest, monitorId: '$ALERT_ID', title: ' ' }))).toThrow(
      'The payload of the webhook lacks date ($DATE), monitorId ($ALERT_ID), cycleKey ($ALERT_CYCLE_KEY), title ($ALERT_TITLE).',
    );
  });

  it('warns of lines that an older template lacks, and takes the alert', () => {
    const { tags, priority, ...rest } = triggered;
    expect([typeof tags, typeof priority]).toEqual(['string', 'string']);
    const output = readDatadog(input(rest));
    expect(output.events).toHaveLength(1);
    expect(output.warnings).toEqual([
      'The payload of the webhook has no priority ($ALERT_PRIORITY), tags ($TAGS); Tenken’s template has.',
    ]);
  });

  it('says what to untick when the payload comes as a form', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(() => readDatadog(input('', { headers, body: Buffer.from('id=1&date=2') }))).toThrow(
      expect.objectContaining({ code: 'form_encoded' }),
    );
  });

  it('leaves a test notification out', () => {
    const output = read({ title: '[TEST] [Triggered] Disk' });
    expect([output.events, output.warnings.length]).toEqual([[], 1]);
  });

  it.each([
    ['not_datadog_template', { date: 'yesterday' }],
    ['not_datadog_template', { monitorId: { id: 1 } }],
    ['unknown_transition', { transition: 'Muted' }],
    ['unknown_transition', { transition: '__proto__' }],
  ])('says %s', (code, parts) => {
    expect(() => read(parts)).toThrow(expect.objectContaining({ code }));
  });

  it('has the label of the service from the settings', () => {
    expect(read({}, { serviceLabels: ['missing', 'team'] }).events[0]!.service).toBe('shop');
  });
});
