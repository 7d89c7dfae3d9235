import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type AdapterOutput, UnreadableDelivery } from './adapter.js';
import { adapters } from './adapter-list.js';

/*
 * Times that cannot be meant, at the place where each sender writes its times: refused in words that name the place,
 * and nothing is made of that part.
 */
const RECEIVED = new Date('2026-11-21T03:00:00Z');
const FIXTURES = new URL('../../../../../../test/fixtures/payloads/', import.meta.url);
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
const ISO_22025 = '22025-01-01T00:00:00Z';
const SECONDS_22025 = Date.UTC(22_025, 0, 1) / 1000;

type Path = readonly (string | number)[];
/** A copy with another value at a place; a text on the way is JSON of its own. */
function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (typeof value === 'string') return JSON.stringify(changed(JSON.parse(value), [key, ...rest], to));
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const parts = copy as Record<string | number, unknown>;
  parts[key] = changed(parts[key], rest, to);
  return copy;
}

/** What is said against it, and how much is made of it nevertheless. */
function read(adapter: string, body: unknown, headers: Record<string, string> = {}) {
  const input = { body: Buffer.from(JSON.stringify(body)), headers, receivedAt: RECEIVED, settings: {} };
  const sizeOf = ({ transitions, events, trackerChanges, changes }: AdapterOutput) =>
    transitions.length + events.length + trackerChanges.length + changes.length;
  try {
    const output = adapters.get(adapter)!(input);
    return { against: output.problems.map(({ text }) => text).join('\n'), made: sizeOf(output) };
  } catch (error) {
    if (!(error instanceof UnreadableDelivery)) throw error;
    return { against: error.message, made: 0 };
  }
}

const RECEIVER = [{ labels: { alertname: 'A' }, startsAt: '2026-11-20T03:00:00Z' }];
const GENERIC = { rule: 'R', startsAt: '2026-11-20T03:00:00Z' };
const sentry = { 'sentry-hook-resource': 'event_alert' };
const metric = { 'sentry-hook-resource': 'metric_alert' };

describe('the year 22025', () => {
  it.each<[string, unknown, Path, unknown, number, Record<string, string>?]>([
    ['alertmanager', fixture('alertmanager-firing'), ['alerts', 0, 'startsAt'], ISO_22025, 1],
    ['alertmanager', fixture('alertmanager-firing'), ['alerts', 1, 'endsAt'], ISO_22025, 1],
    ['alertmanager-receiver', RECEIVER, [0, 'startsAt'], ISO_22025, 0],
    ['alertmanager-events', fixture('alertmanager-events-single'), ['@timestamp'], ISO_22025, 0],
    ['grafana', fixture('grafana-resolved'), ['alerts', 0, 'startsAt'], ISO_22025, 0],
    ['grafana', fixture('grafana-resolved'), ['alerts', 0, 'endsAt'], ISO_22025, 0],
    ['pagerduty', fixture('pagerduty-triggered'), ['event', 'occurred_at'], ISO_22025, 0],
    ['datadog', fixture('datadog-triggered'), ['date'], String(SECONDS_22025 * 1000), 0],
    ['mackerel', fixture('mackerel-host-critical'), ['alert', 'openedAt'], SECONDS_22025, 0],
    ['cloudwatch', fixture('cloudwatch-alarm'), ['Message', 'StateChangeTime'], ISO_22025, 0],
    ['opsgenie', fixture('opsgenie-create'), ['alert', 'createdAt'], SECONDS_22025 * 1000, 0],
    ['sentry', fixture('sentry-event-alert'), ['data', 'event', 'datetime'], ISO_22025, 0, sentry],
    [
      'sentry',
      fixture('sentry-metric-critical'),
      ['data', 'metric_alert', 'date_started'],
      ISO_22025,
      0,
      metric,
    ],
    ['zabbix', fixture('zabbix-problem'), ['event_timestamp'], String(SECONDS_22025), 0],
    ['github', fixture('github-issue-closed'), ['issue', 'closed_at'], ISO_22025, 0],
    ['jira', fixture('jira-issue-done'), ['issue', 'fields', 'resolutiondate'], ISO_22025, 0],
    ['linear', fixture('linear-issue-completed'), ['data', 'completedAt'], ISO_22025, 0],
    ['cloudevents', (fixture('cloudevents-batch') as unknown[])[0], ['data', 'startsAt'], ISO_22025, 0],
    ['generic', GENERIC, ['startsAt'], ISO_22025, 0],
  ])('%s', (...[adapter, body, path, time, made, headers]) => {
    // A rest, because Jest would hand a callback to wait for to the parameter that a row leaves out.
    const well = read(adapter, body, headers);
    expect(well).toMatchObject({ against: '', made: expect.any(Number) });
    expect(well.made).toBeGreaterThan(0);
    const odd = read(adapter, changed(body, path, time), headers);
    expect(odd.against).toContain(String(path.at(-1)));
    expect(odd.made).toBe(made);
  });

  it('is no time for the Events API of PagerDuty, whose receipt stands for it', () => {
    const body = changed(fixture('pagerduty-events-trigger'), ['payload', 'timestamp'], ISO_22025);
    const { events, warnings } = adapters.get('pagerduty-events')!({
      body: Buffer.from(JSON.stringify(body)),
      headers: {},
      receivedAt: RECEIVED,
      settings: {},
    });
    expect(events[0]!.at).toEqual(RECEIVED);
    expect(warnings[0]).toContain('payload.timestamp');
  });
});

describe('an end before the start', () => {
  const BEFORE = '2026-11-01T00:00:00Z';
  it.each<[string, unknown, Path, unknown, number]>([
    ['alertmanager', fixture('alertmanager-firing'), ['alerts', 1, 'endsAt'], BEFORE, 1],
    ['alertmanager-receiver', RECEIVER, [0, 'endsAt'], BEFORE, 0],
    ['grafana', fixture('grafana-resolved'), ['alerts', 0, 'endsAt'], BEFORE, 0],
    [
      'mackerel',
      changed(fixture('mackerel-host-critical'), ['alert', 'isOpen'], false),
      ['alert', 'closedAt'],
      Date.parse(BEFORE) / 1000,
      0,
    ],
    ['generic', GENERIC, ['endsAt'], BEFORE, 0],
    ['cloudevents', (fixture('cloudevents-batch') as unknown[])[0], ['data', 'endsAt'], BEFORE, 0],
  ])('%s', (adapter, body, path, time, made) => {
    const odd = read(adapter, changed(body, path, time));
    expect(odd.against).toContain(String(path.at(-1)));
    expect(odd.made).toBe(made);
  });
});
