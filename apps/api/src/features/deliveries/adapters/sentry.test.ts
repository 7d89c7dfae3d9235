import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readSentry } from './sentry.adapter.js';
import { testPayload } from './test-payload.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const SENT = '1795224600';
const read = (resource: string, body: unknown, sentAt: string | null = SENT) =>
  readSentry(
    input(body, {
      headers: {
        'sentry-hook-resource': resource,
        ...(sentAt === null ? {} : { 'sentry-hook-timestamp': sentAt }),
      },
    }),
  );
const eventAlert = testPayload('sentry-event-alert');
const issue = testPayload('sentry-issue-resolved');
const metric = testPayload('sentry-metric-critical');
const withEvent = (event: object) => ({
  ...eventAlert,
  data: { ...eventAlert.data, event: { ...eventAlert.data.event, ...event } },
});
const withMetric = (action: string, alert: object) => ({
  ...metric,
  action,
  data: { ...metric.data, metric_alert: { ...metric.data.metric_alert, ...alert } },
});

describe('sentry issue alerts', () => {
  it('reads a triggered rule: the issue is the instance', () => {
    expect(read('event_alert', eventAlert).events).toMatchObject([
      {
        ruleUid: 'issue-alert/1/Payments fail',
        ruleName: 'Payments fail',
        fingerprint: '1170820242',
        startsAt: null,
        kind: 'firing',
        at: new Date('2026-11-20T23:50:00.403Z'),
        notifiedAt: new Date('2026-11-20T23:50:00.403Z'),
        service: 'checkout',
        severity: 'error',
        labels: { environment: 'prod', release: '2026.11.20', project: 'shop', projectId: '1' },
        generatorUrl: eventAlert.data.event.web_url,
      },
    ]);
  });

  it.each([
    ['timestamp', { datetime: null }, '23:50:00.403'],
    ['received', { datetime: null, timestamp: null }, '23:50:01.100'],
  ])('takes %s where datetime is missing', (_, event, time) => {
    expect(read('event_alert', withEvent(event)).events[0]!.at).toEqual(new Date(`2026-11-20T${time}Z`));
  });

  it('reads tags in both shapes, and none', () => {
    const labels = (tags: unknown) => read('event_alert', withEvent({ tags })).events[0]!.labels;
    expect(labels([{ key: 'service', value: 'cart' }])).toMatchObject({ service: 'cart' });
    expect(labels('none')).not.toHaveProperty('service');
  });

  it('has the project as the service where no tag names one, by its name and not by its number', () => {
    const service = (event: object) =>
      read('event_alert', withEvent({ tags: [], ...event })).events[0]!.service;
    expect(service({})).toBe('shop');
    expect(service({ url: null })).toBeNull();
  });

  it.each([
    ['resolved', ['ok']],
    ['unresolved', ['reopened']],
    ['ignored', ['muted', 'ok']],
    ['archived', ['muted', 'ok']],
    ['assigned', ['assigned']],
  ])('an issue that is %s is %j, under whatever rule it fired', (action, kinds) => {
    const { events, warnings } = read('issue', { ...issue, action });
    expect(warnings).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    for (const event of events) {
      expect(event).toMatchObject({
        ruleUid: '',
        fingerprint: '1170820242',
        at: new Date('2026-11-21T01:30:00Z'),
        by: 'Hanako',
        detail: { shortId: 'SHOP-42' },
      });
    }
  });

  it.each([['created'], ['merged'], ['__proto__']])(
    'leaves an issue that is %s out and says so',
    (action) => {
      const output = read('issue', { ...issue, action });
      expect([output.events, output.warnings.length]).toEqual([[], 1]);
    },
  );

  it('has the time of receipt when Sentry does not say when it sent it, and says so', () => {
    const { events, warnings } = read('issue', issue, null);
    expect(events[0]!.at).toEqual(RECEIVED);
    expect(warnings).toHaveLength(1);
  });
});

describe('sentry metric alerts', () => {
  it('reads a critical one: the start that Sentry names, and how long detection took', () => {
    const { events, definitions, warnings } = read('metric_alert', metric);
    expect(warnings).toEqual([]);
    expect(events).toMatchObject([
      {
        ruleUid: 'metric-alert/7',
        ruleName: 'Too many errors',
        fingerprint: '30',
        startsAt: null,
        kind: 'firing',
        at: new Date('2026-11-20T23:44:00Z'),
        service: 'shop',
        labels: { project: 'shop', environment: 'prod' },
      },
      {
        kind: 'severity_changed',
        at: new Date('2026-11-21T01:30:00Z'),
        notifiedAt: new Date('2026-11-21T01:30:00Z'),
        severity: 'critical',
        detail: { detectionSeconds: 360, incident: '6' },
      },
    ]);
    expect(definitions).toMatchObject([
      {
        uid: 'metric-alert/7',
        expression: 'count() of "level:error" > 1000 (critical), > 500 (warning) in 10 min',
        detail: { timeWindowMinutes: 10, resolveThreshold: 50 },
      },
    ]);
  });

  it('ends it at date_closed, and says of every message that it fired in the same words', () => {
    const first = read('metric_alert', metric).events[0];
    const resolved = read('metric_alert', withMetric('resolved', { date_closed: '2026-11-21T00:10:00.5Z' }));
    expect(resolved.events[0]).toEqual(first);
    expect(resolved.events[1]).toMatchObject({
      kind: 'ok',
      at: new Date('2026-11-21T00:10:00.500Z'),
      notifiedAt: null,
      severity: null,
    });
    expect(read('metric_alert', withMetric('warning', {})).events[0]).toEqual(first);
  });

  it('ends it when Sentry sent the message, where date_closed is missing', () => {
    const { events, warnings } = read('metric_alert', withMetric('resolved', {}));
    expect(events[1]).toMatchObject({ kind: 'ok', at: new Date('2026-11-21T01:30:00Z') });
    expect(warnings).toEqual([]);
    expect(read('metric_alert', withMetric('resolved', {}), null).warnings).toHaveLength(1);
  });

  it('cannot say how long detection took when a time is missing', () => {
    const [firing, change] = read('metric_alert', withMetric('critical', { date_started: null })).events;
    expect(firing!.at).toEqual(new Date('2026-11-20T23:50:00Z'));
    expect(change!.detail!.detectionSeconds).toBeNull();
  });
});

describe('other messages of Sentry', () => {
  it('knows the resource without its header', () => {
    expect(readSentry(input(eventAlert)).events[0]!.kind).toBe('firing');
    expect(readSentry(input(issue)).events[0]!.kind).toBe('ok');
    expect(readSentry(input(metric)).events[1]!.severity).toBe('critical');
  });

  it.each([['error'], ['comment'], ['installation']])('leaves %s out and says so', (resource) => {
    const output = read(resource, {});
    expect([output.events, output.warnings.length]).toEqual([[], 1]);
  });

  it.each([
    ['other', {}, 'Sentry-Hook-Resource: expected one of event_alert, issue, metric_alert, found "other"'],
    ['event_alert', withEvent({ issue_id: null }), 'data.event.issue_id: expected a text'],
    ['event_alert', withEvent({ datetime: 'x' }), 'data.event.datetime: expected a time from 2000 to 2099'],
    ['issue', { action: 'resolved', data: {} }, 'data.issue: expected an object, found nothing'],
    [
      'metric_alert',
      withMetric('fatal', {}),
      'action: expected one of critical, warning, resolved, found "fatal"',
    ],
    [
      'metric_alert',
      withMetric('critical', { date_started: null, date_detected: null, date_created: null }),
      'data.metric_alert.date_started: expected a time, found nothing',
    ],
    [
      'metric_alert',
      withMetric('resolved', { date_closed: '2026-11-20T00:00:00Z' }),
      'data.metric_alert.date_closed: expected a time at or after date_started',
    ],
  ])('says what is wrong with %s', (resource, body, words) => {
    expect(() => read(resource, body)).toThrow(words);
  });
});
