import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readPagerduty } from './pagerduty.adapter.js';
import { readPagerdutyEvents } from './pagerduty-events.adapter.js';
import { testPayloadText } from './test-payload.js';

const RECEIVED = new Date('2026-11-20T01:50:00Z');
const input = (body: unknown): AdapterInput => ({
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
});
const at = (text: string) => new Date(`2026-11-20T${text}Z`);
const RULE = 'PSHOP01/CheckoutErrorRateHigh checkout';

describe('webhooks of PagerDuty', () => {
  const events = (name: string) => {
    const { events: read, warnings, problems } = readPagerduty(input(testPayloadText(`pagerduty-${name}`)));
    expect([warnings, problems]).toEqual([[], []]);
    expect(new Set(read.map(({ fingerprint }) => fingerprint))).toEqual(new Set(['Q1TENKEN0001']));
    return read;
  };
  const kinds = (name: string) => events(name).map((one) => [one.kind, one.ruleUid, one.at]);

  it('opens an episode at the incident’s creation, with rule and service, and tells of the page', () => {
    const [firing, severity, notified, ...more] = events('triggered');
    expect(more).toEqual([]);
    expect(firing).toMatchObject({
      kind: 'firing',
      ruleUid: RULE,
      ruleName: 'CheckoutErrorRateHigh checkout',
      startsAt: null,
      at: at('01:00:00'),
      service: 'Shop API',
      labels: { incident: '#412' },
      annotations: { title: '[FIRING:2] CheckoutErrorRateHigh checkout (critical tokyo-1)' },
      generatorUrl: 'https://example.pagerduty.com/incidents/Q1TENKEN0001',
    });
    expect(severity).toMatchObject({ kind: 'severity_changed', severity: 'high', at: at('01:00:00.500') });
    expect(notified).toMatchObject({
      kind: 'notified',
      notifiedAt: at('01:00:00.500'),
      by: '佐藤 花子',
      detail: { policy: 'Shop on call' },
    });
  });

  it.each([
    ['acknowledged', [['acknowledged', '', at('01:03:00')]]],
    ['unacknowledged', [['unacknowledged', '', at('01:33:00')]]],
    ['annotated', [['note', '', at('01:06:00')]]],
    [
      'escalated',
      [
        ['escalated', '', at('01:34:00')],
        ['notified', '', at('01:34:00')],
      ],
    ],
    ['resolved', [['ok', '', at('01:40:00')]]],
    [
      'reopened',
      [
        ['reopened', '', at('01:45:00')],
        ['severity_changed', '', at('01:45:00.250')],
        ['notified', '', at('01:45:00.250')],
      ],
    ],
  ])('reads %s', (name, expected) => {
    expect(kinds(name)).toEqual(expected);
  });

  it('reads who, to whom and what was said', () => {
    expect(events('acknowledged')[0]).toMatchObject({ by: '佐藤 花子' });
    expect(events('escalated')[0]!.detail).toEqual({ to: '鈴木 太郎', policy: 'Shop on call' });
    expect(events('annotated')[0]!.detail).toEqual({ text: '決済代行会社の障害' });
    expect(events('priority-updated')[0]).toMatchObject({
      kind: 'severity_changed',
      severity: 'P1',
      detail: { to: 'P1', priority: 'P1', urgency: 'high' },
    });
  });

  it('has the rule from the trigger alone: a title that people change later moves nothing', () => {
    const rules = ['acknowledged', 'priority-updated', 'escalated', 'resolved', 'reopened'].flatMap((name) =>
      events(name).map(({ ruleUid }) => ruleUid),
    );
    expect(new Set(rules)).toEqual(new Set(['']));
    expect(events('reopened')[0]).toMatchObject({ service: 'Shop API', labels: { incident: '#412' } });
  });

  const body = JSON.parse(testPayloadText('pagerduty-triggered')) as { event: { data: object } };
  const like = (event: object, data: object = {}) =>
    readPagerduty(input({ event: { ...body.event, ...event, data: { ...body.event.data, ...data } } }));

  it('tells nobody with a low urgency', () => {
    const { events: read } = like({}, { urgency: 'low' });
    expect(read.map(({ kind, notifiedAt }) => [kind, notifiedAt ?? null])).toEqual([
      ['firing', null],
      ['severity_changed', null],
    ]);
  });

  it('takes the instant of the event where the incident has no creation time', () => {
    expect(like({}, { created_at: undefined }).events[0]!.at).toEqual(at('01:00:00.500'));
  });

  it('names the rule by the check in the key, else by the title without what varies', () => {
    const uid = (data: object) => like({}, data).events[0]!.ruleUid;
    expect(uid({ incident_key: 'event_source=service;host_name=a;service_desc=Disk' })).toBe('PSHOP01/Disk');
    expect(uid({ title: 'CPU 91% on web-1' })).toBe(uid({ title: 'CPU 99% on web-17' }));
    expect(uid({ title: 'Disk' })).not.toBe(uid({ title: 'Disk', service: { id: 'POTHER' } }));
  });

  it.each([
    'incident.conference_bridge.updated',
    'incident.custom_field_values.updated',
    'incident.incident_type.changed',
    'incident.role.assigned',
    'incident.service_updated',
    'incident.task.created',
    'incident.task.updated',
    'incident.task.completed',
    'incident.action_invocation.created',
    'incident.action_invocation.updated',
    'incident.action_invocation.terminated',
    'incident.workflow.started',
    'incident.workflow.completed',
    'service.created',
    'service.updated',
    'service.deleted',
    'service.custom_field_values.updated',
    'pagey.ping',
  ])('leaves %s out without a word', (type) => {
    expect(like({ event_type: type })).toMatchObject({ events: [], warnings: [], problems: [] });
  });

  it.each(['incident.acknowledged', 'incident.delegated', 'incident.reassigned'])('reads %s', (type) => {
    expect(like({ event_type: type }).events.length).toBeGreaterThan(0);
  });

  it.each(['incident.status_update_published', 'incident.responder.added', 'incident.responder.replied'])(
    'reads %s',
    (type) => {
      const data = { incident: { id: 'Q1' }, message: 'm', user: { summary: 'Maeve' }, state: 'pending' };
      const { events: read } = readPagerduty(input({ event: { ...body.event, event_type: type, data } }));
      expect(read).toMatchObject([{ fingerprint: 'Q1', ruleUid: '', detail: { text: 'm' } }]);
    },
  );

  it('names an event that it does not know', () => {
    expect(like({ event_type: 'incident.exploded' }).warnings[0]).toContain('incident.exploded');
    expect(like({ event_type: 'constructor' }).warnings[0]).toContain('constructor');
  });

  it.each([
    ['event', {}],
    ['event.event_type', { event: {} }],
    ['event.occurred_at', { event: { ...body.event, occurred_at: 'soon' } }],
    ['event.data.id', { event: { ...body.event, data: {} } }],
    ['event.data.incident', { event: { ...body.event, event_type: 'incident.annotated', data: {} } }],
  ])('says what is wrong with %s', (field, wrong) => {
    expect(() => readPagerduty(input(wrong))).toThrow(
      expect.objectContaining({
        code: 'not_pagerduty',
        message: expect.stringMatching(new RegExp(`^${field}: expected`)),
      }),
    );
  });
});

describe('what is sent to PagerDuty’s Events API', () => {
  const trigger = JSON.parse(testPayloadText('pagerduty-events-trigger')) as { payload: object };
  const like = (payload: object, more: object = {}) =>
    readPagerdutyEvents(
      input({ ...trigger, ...more, payload: { ...trigger.payload, timestamp: undefined, ...payload } }),
    );
  const rule = (payload: object) => like(payload).events[0]!.ruleUid;

  it('reads a trigger', () => {
    const { events, warnings } = readPagerdutyEvents(input(testPayloadText('pagerduty-events-trigger')));
    expect(warnings).toEqual([]);
    expect(events).toEqual([
      expect.objectContaining({
        ruleUid: 'class:postgres/disk',
        ruleName: 'postgres: disk',
        fingerprint: 'srv01/disk',
        startsAt: null,
        kind: 'firing',
        at: at('01:00:00'),
        service: 'orders',
        severity: 'critical',
        labels: {
          source: 'srv01.tokyo.example.com',
          component: 'postgres',
          group: 'orders',
          class: 'disk',
          client: 'Nightly check',
          dedup_key: 'srv01/disk',
        },
        annotations: {
          summary: 'DISK at 99% on srv01.tokyo.example.com',
          'free space': '1%',
          service: 'orders',
          load: '0.75',
        },
        generatorUrl: 'https://monitoring.example.com/srv01',
      }),
    ]);
    expect(events[0]!.notifiedAt).toBeUndefined();
    expect(JSON.stringify(events)).not.toContain('REDACTED');
  });

  it('finds acknowledge and resolve by their key alone', () => {
    for (const [name, kind, by] of [
      ['acknowledge', 'acknowledged', 'Nightly check'],
      ['resolve', 'ok', null],
    ]) {
      expect(readPagerdutyEvents(input(testPayloadText(`pagerduty-events-${name}`))).events).toMatchObject([
        { ruleUid: '', fingerprint: 'srv01/disk', startsAt: null, kind, by, at: RECEIVED },
      ]);
    }
  });

  it('reads a change', () => {
    const { changes, events } = readPagerdutyEvents(input(testPayloadText('pagerduty-events-change')));
    expect(events).toEqual([]);
    expect(changes).toEqual([
      {
        externalId: expect.stringMatching(/^[0-9a-f]{32}$/),
        at: at('00:58:00'),
        summary: 'Deployed orders 2026.11.20-1',
        service: 'orders',
        url: 'https://ci.example.com/1201',
        detail: { source: 'ci-runner', build: '1201', service: 'orders' },
      },
    ]);
  });

  it('names the rule by alertname, else class and component, else summary and component', () => {
    const firing = 'Labels:\n - alertname = DiskFull\n - job = node\nLabels:\n - alertname = DiskFull\n';
    expect(rule({ custom_details: { firing } })).toBe('alertname:DiskFull');
    expect(rule({ custom_details: { firing: `${firing} - alertname = Other\n` }, class: '' })).toBe(
      'summary:postgres/DISK at #% on srv#.tokyo.example.com',
    );
    expect(rule({ custom_details: { alertname: 'Own' } })).toBe('alertname:Own');
    expect(rule({ class: null, component: null, summary: '[FIRING:1] A b (c)' })).toBe('summary:/A b');
  });

  it('has no start after its receipt, and says when a time cannot be read', () => {
    expect(like({ timestamp: '2026-11-20T02:00:00Z' }).events[0]!.at).toEqual(RECEIVED);
    expect(like({}).warnings).toEqual([]);
    const odd = like({ timestamp: 'noon' });
    expect(odd.events[0]!.at).toEqual(RECEIVED);
    expect(odd.warnings[0]).toContain('payload.timestamp');
  });

  it('gives a trigger without a key the digest of what it says', () => {
    const key = (more: object) => like({}, { dedup_key: undefined, ...more }).events[0]!.fingerprint;
    expect(key({})).toMatch(/^[0-9a-f]{32}$/);
    expect(key({ routing_key: 'another' })).toBe(key({}));
    expect(key({ client: 'another' })).not.toBe(key({}));
  });

  it.each([
    ['event_action', { event_action: 'explode' }],
    ['dedup_key', { event_action: 'resolve' }],
    ['payload', { event_action: 'trigger', dedup_key: 'k' }],
    ['payload.summary', { event_action: 'trigger', payload: { summary: '' } }],
    ['dedup_key', { event_action: 'trigger', dedup_key: 'x'.repeat(256), payload: { summary: 's' } }],
    ['payload.summary', { payload: {} }],
    ['the body', []],
    ['the body', 7],
  ])('says what is wrong with %s', (field, wrong) => {
    expect(() => readPagerdutyEvents(input(wrong))).toThrow(
      expect.objectContaining({
        code: 'not_pagerduty_event',
        message: expect.stringMatching(new RegExp(`^${field}: `)),
      }),
    );
  });
});
