import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../../http/test-app.js';
import { testPayload } from './test-payload.js';

/*
 * Whole lives of alerts, as Datadog, Mackerel, CloudWatch, Opsgenie, Sentry and Zabbix tell them, sent to the receiver
 * of each: in order, backwards, backwards with everything twice, and shuffled. Each ends in the same episodes.
 */
interface Message {
  body: unknown;
  headers?: Record<string, string>;
}

interface Life {
  kind: string;
  /** identities in the bodies: each sending has its own, so that it has episodes of its own */
  ids: readonly string[];
  messages: readonly Message[];
  /** service, severity, start, end, acknowledged by, first notification */
  episodes: readonly (readonly (string | null)[])[];
}

/** Seconds of a time of day on 21 November 2026, UTC. */
const epoch = (time: string) => Date.parse(`2026-11-21T${time}Z`) / 1000;

const datadog = (id: string, transition: string, time: string, more: object = {}): Message => ({
  body: { ...testPayload('datadog-triggered'), id, transition, date: String(epoch(time) * 1000), ...more },
});

const mackerel = (alert: object): Message => {
  const body = testPayload('mackerel-host-critical');
  return { body: { ...body, alert: { ...body.alert, ...alert } } };
};

const cloudwatch = (MessageId: string, NewStateValue: string, time: string): Message => {
  const envelope = testPayload('cloudwatch-alarm');
  const alarm = JSON.parse(envelope.Message);
  const StateChangeTime = `2026-11-21T${time}.250+0000`;
  return {
    body: { ...envelope, MessageId, Message: JSON.stringify({ ...alarm, NewStateValue, StateChangeTime }) },
  };
};

const opsgenie = (action: string, time: string, more: object = {}): Message => {
  const body = testPayload('opsgenie-create');
  const { description, details, ...alert } = body.alert;
  return {
    body: {
      ...body,
      action,
      alert: {
        ...alert,
        ...(action === 'Create' ? { description, details } : { username: 'hanako' }),
        updatedAt: epoch(time) * 1e9,
        ...more,
      },
    },
  };
};

const sentry = (resource: string, id: string, time: string, body: unknown): Message => ({
  body,
  headers: {
    'sentry-hook-resource': resource,
    'sentry-hook-timestamp': String(epoch(time)),
    'request-id': id,
  },
});
const eventAlert = (id: string, time: string) => {
  const body = testPayload('sentry-event-alert');
  body.data.event.datetime = `2026-11-21T${time}.403000Z`;
  return sentry('event_alert', id, time, body);
};
const issue = (id: string, action: string, time: string) =>
  sentry('issue', id, time, { ...testPayload('sentry-issue-resolved'), action });
const metricAlert = (id: string, action: string, time: string, closed: string | null = null) => {
  const body = testPayload('sentry-metric-critical');
  body.data.metric_alert.date_started = '2026-11-21T01:24:00Z';
  body.data.metric_alert.date_closed = closed;
  return sentry('metric_alert', id, time, { ...body, action });
};

const zabbix = (more: object): Message => ({ body: { ...testPayload('zabbix-problem'), ...more } });
const zabbixUpdate = (update_action: string, time: string, more: object = {}) =>
  zabbix({
    event_update_status: '1',
    update_action,
    update_timestamp: String(epoch(time)),
    user: 'Hanako',
    ...more,
  });

const LIVES: Record<string, Life> = {
  'datadog: from warning to alert, blind for a while, recovered; and another cycle': {
    kind: 'datadog',
    ids: [
      '"5501"',
      '"8130002200011"',
      '"8130002200022"',
      '"e1"',
      '"e2"',
      '"e3"',
      '"e4"',
      '"e5"',
      '"e6"',
      '"e7"',
    ],
    messages: [
      datadog('e1', 'Warn', '01:30:00'),
      datadog('e2', 'Triggered', '01:40:00'),
      datadog('e3', 'Re-Triggered', '02:40:00'),
      datadog('e4', 'Renotify', '02:45:00'),
      datadog('e5', 'No Data', '02:50:00'),
      datadog('e6', 'Recovered', '03:00:00'),
      datadog('e7', 'Triggered', '04:00:00', { cycleKey: '8130002200022' }),
    ],
    episodes: [
      ['checkout', 'critical', '01:30:00', '03:00:00', null, '01:30:00'],
      ['checkout', 'critical', '04:00:00', null, null, '04:00:00'],
    ],
  },
  'datadog: no data alone is no alert': {
    kind: 'datadog',
    ids: ['"5501"', '"8130002200011"', '"n1"', '"n2"'],
    messages: [datadog('n1', 'No Data', '01:30:00'), datadog('n2', 'Recovered', '01:50:00')],
    episodes: [],
  },
  'mackerel: warning, critical, told again, ok': {
    kind: 'mackerel',
    ids: ['5pNyKQgVx1a', 'High load'],
    messages: [
      mackerel({ status: 'warning' }),
      mackerel({ status: 'critical', statusChangedAt: epoch('01:32:00') }),
      mackerel({ status: 'critical', statusChangedAt: epoch('01:32:00'), metricValue: 5.5 }),
      mackerel({
        status: 'ok',
        isOpen: false,
        statusChangedAt: epoch('01:40:00'),
        closedAt: epoch('01:40:00'),
      }),
    ],
    episodes: [['checkout', 'critical', '01:30:00', '01:40:00', null, '01:30:00']],
  },
  'mackerel: the end alone tells the start': {
    kind: 'mackerel',
    ids: ['5pNyKQgVx1a', 'High load'],
    messages: [mackerel({ isOpen: false, trigger: 'manual close', closedAt: epoch('01:40:00') })],
    episodes: [['checkout', null, '01:30:00', '01:40:00', null, null]],
  },
  'cloudwatch: alarm, insufficient data, OK, alarm': {
    kind: 'cloudwatch',
    ids: ['orders-queue', '"m1"', '"m2"', '"m3"', '"m4"'],
    messages: [
      cloudwatch('m1', 'ALARM', '01:30:00'),
      cloudwatch('m2', 'INSUFFICIENT_DATA', '01:35:00'),
      cloudwatch('m3', 'OK', '01:45:00'),
      cloudwatch('m4', 'ALARM', '02:00:00'),
    ],
    episodes: [
      [null, null, '01:30:00', '01:45:00', null, null],
      [null, null, '02:00:00', null, null, null],
    ],
  },
  'opsgenie: acknowledged, raised, closed, deleted': {
    kind: 'opsgenie',
    ids: ['0b6f2f8e-1111-4222-8333-944445555666', 'Queue of orders'],
    messages: [
      opsgenie('Create', '01:30:01'),
      opsgenie('Acknowledge', '01:32:00'),
      opsgenie('AddNote', '01:33:00', { note: 'looking' }),
      opsgenie('UpdatePriority', '01:34:00', { priority: 'P1', oldPriority: 'P2' }),
      opsgenie('Restart workers', '01:35:00'),
      opsgenie('Close', '01:40:00'),
      opsgenie('Delete', '01:50:00'),
    ],
    episodes: [['checkout', 'P1', '01:30:00', '01:40:00', 'hanako', '01:30:00']],
  },
  'sentry: an issue alerts twice, is resolved, comes back, is archived': {
    kind: 'sentry',
    ids: ['1170820242', 'Payments fail'],
    messages: [
      eventAlert('s1', '01:30:00'),
      eventAlert('s2', '01:35:00'),
      issue('s3', 'assigned', '01:36:00'),
      issue('s4', 'resolved', '01:40:00'),
      issue('s5', 'unresolved', '02:00:00'),
      issue('s6', 'archived', '02:30:00'),
    ],
    episodes: [
      ['checkout', 'error', '01:30:00', '01:40:00', null, '01:30:00'],
      [null, null, '02:00:00', '02:30:00', null, null],
    ],
  },
  'sentry: an issue that never alerted is no alert': {
    kind: 'sentry',
    ids: ['1170820242'],
    messages: [issue('q1', 'unresolved', '01:30:00'), issue('q2', 'resolved', '01:40:00')],
    episodes: [],
  },
  'sentry: a metric alert from warning to critical': {
    kind: 'sentry',
    ids: ['"7"', '"30"', 'Too many errors'],
    messages: [
      metricAlert('t1', 'warning', '01:30:00'),
      metricAlert('t2', 'critical', '01:34:00'),
      metricAlert('t3', 'resolved', '01:50:00', '2026-11-21T01:49:00Z'),
    ],
    episodes: [['shop', 'critical', '01:24:00', '01:49:00', null, '01:30:00']],
  },
  'zabbix: acknowledged, lowered, recovered': {
    kind: 'zabbix',
    ids: ['"23001"', '"70001"'],
    messages: [
      zabbix({}),
      zabbixUpdate('acknowledged and commented', '01:32:00', { update_message: 'looking' }),
      zabbixUpdate('changed severity from High to Warning', '01:33:00', {
        update_nseverity: '2',
        event_nseverity: '2',
      }),
      zabbix({ event_value: '0', event_nseverity: '2', recovery_timestamp: String(epoch('01:45:00')) }),
    ],
    episodes: [['checkout', '*', '01:30:00', '01:45:00', 'Hanako', '*']],
  },
};

const ORDERS: Record<string, (messages: readonly Message[]) => Message[]> = {
  'in order': (messages) => [...messages],
  backwards: (messages) => [...messages].reverse(),
  'backwards, everything twice': (messages) => [...messages].reverse().flatMap((one) => [one, one]),
  // The same mix every time: every third from the end on.
  shuffled: (messages) =>
    [2, 1, 0].flatMap((rest) => messages.filter((_, index) => index % 3 === rest).reverse()),
};

interface EpisodeRow {
  service: string | null;
  severity: string | null;
  starts_at: Date;
  ends_at: Date | null;
  acknowledged_by: string | null;
  notified_at: Date | null;
}

describe('lives of alerts', () => {
  let api: TestApp;
  let sending = 0;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  async function send({ kind, ids }: Life, messages: readonly Message[]) {
    sending += 1;
    const suffix = `x${sending}y`;
    const own = (text: string) =>
      ids.reduce((all, id) => {
        const changed = id.endsWith('"') ? `${id.slice(0, -1)}${suffix}"` : `${id}${suffix}`;
        return all.replaceAll(id, changed);
      }, text);
    const deliveryIds: string[] = [];
    for (const { body, headers = {} } of messages) {
      const requestId = headers['request-id'];
      const answer = await api.request
        .post(`/api/v1/ingest/${kind}`)
        .set({ ...headers, ...(requestId === undefined ? {} : { 'request-id': requestId + suffix }) })
        .set('content-type', 'application/json')
        .send(own(JSON.stringify(body)));
      expect(answer.status).toBe(202);
      deliveryIds.push(answer.body.deliveryId);
    }
    await untilRead(deliveryIds);
    return suffix;
  }

  async function untilRead(ids: readonly string[]): Promise<void> {
    await until(async () => {
      const rows: { state: string; error_detail: string | null }[] = await api.dataSource.query(
        `select state, error_detail from deliveries where id = any($1::bigint[])`,
        [ids],
      );
      const quarantined = rows.filter(({ state }) => state === 'quarantined');
      expect(quarantined.map(({ error_detail }) => error_detail)).toEqual([]);
      return rows.every(({ state }) => state === 'done');
    });
  }

  async function episodesOf(suffix: string): Promise<(string | null)[][]> {
    const rows: EpisodeRow[] = await api.dataSource.query(
      `select lower(s.name) as service, e.severity, e.starts_at, e.ends_at, e.acknowledged_by, e.notified_at
       from episodes e join alert_rules r on r.id = e.alert_rule_id left join services s on s.id = e.service_id
       where r.uid like '%' || $1 || '%' or e.fingerprint like '%' || $1 || '%' order by e.starts_at`,
      [suffix],
    );
    const time = (at: Date | null) => at?.toISOString().slice(11, 19) ?? null;
    return rows.map((row) => [
      row.service,
      row.severity,
      time(row.starts_at),
      time(row.ends_at),
      row.acknowledged_by,
      time(row.notified_at),
    ]);
  }

  async function eventsOf(suffix: string): Promise<string[]> {
    const rows: { event: string }[] = await api.dataSource.query(
      `select kind || ' ' || to_char(at at time zone 'utc', 'HH24:MI:SS') as event from episode_events
       where fingerprint like '%' || $1 || '%' order by 1`,
      [suffix],
    );
    return rows.map(({ event }) => event);
  }

  describe.each(Object.entries(LIVES))('%s', (_, life) => {
    let history: string[] | undefined;

    it.each(Object.entries(ORDERS))('%s', async (_order, arrange) => {
      const suffix = await send(life, arrange(life.messages));
      const found = await episodesOf(suffix);
      expect(found).toHaveLength(life.episodes.length);
      for (const [index, expected] of life.episodes.entries()) {
        const wanted = expected.map((value, at) => (value === '*' ? found[index]![at] : value));
        expect(found[index]).toEqual(wanted);
      }
      // What was said twice is in the history once.
      const events = await eventsOf(suffix);
      history ??= events;
      expect(events).toEqual(history);
    });
  });

  it.each([
    ['datadog: from warning', 'avg(last_5m):avg:orders.queue.length{env:prod} by {host} > 100'],
    ['cloudwatch', 'MAXIMUM(AWS/SQS ApproximateAgeOfOldestMessage{QueueName=orders}) > 100, 3 of 5 × 60 s'],
    ['sentry: a metric alert', 'count() of "level:error" > 1000 (critical), > 500 (warning) in 10 min'],
    ['zabbix', 'last(/db-1/vfs.fs.size[/,pused])>90'],
  ])('%s: what the rule is, in one version', async (name, expression) => {
    const [, life] = Object.entries(LIVES).find(([title]) => title.startsWith(name))!;
    const suffix = await send(life, life.messages);
    const versions = await api.dataSource.query(
      `select v.expression from alert_rule_versions v join alert_rules r on r.id = v.alert_rule_id
       where r.uid like '%' || $1 || '%'`,
      [suffix],
    );
    expect(versions).toEqual([{ expression }]);
  });
});
