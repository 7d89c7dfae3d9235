import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestApp, type TestApp } from '../../../http/test-app.js';
import { EpisodeService } from '../../episodes/episode.service.js';
import { EpisodeEventService } from '../../episodes/episode-event.service.js';
import { SilenceService } from '../../silences/silence.service.js';
import { SourceService } from '../../sources/source.service.js';
import { readDelivery } from '../read-delivery.js';
import { testPayload } from './test-payload.js';

/*
 * What senders really do: they repeat, two of them send the same, retries come late and overtake. Each sequence is put
 * to the database in drawn orders, with drawn repetitions and in drawn groups, and must end in the same rows as in the
 * order in which it was recorded.
 */
interface Delivery {
  adapter: string;
  body: unknown;
  receivedAt: Date;
}

const at = (text: string) => new Date(`2026-11-20T${text}Z`);
const delivery = (adapter: string, body: unknown, received: string): Delivery => ({
  adapter,
  body,
  receivedAt: at(received),
});

const labels = { alertname: 'Down', service: 'shop', instance: 'a' };
const startsAt = '2026-11-20T01:00:00.250Z';
const webhook = (status: string, received: string, endsAt = '0001-01-01T00:00:00Z', summary = 'down') =>
  delivery(
    'alertmanager',
    { version: '4', alerts: [{ status, labels, annotations: { summary }, startsAt, endsAt }] },
    received,
  );
const refresh = (received: string, endsAt: string) =>
  delivery('alertmanager-receiver', [{ labels, startsAt, endsAt }], received);
const recorded = (received: string, data: unknown) =>
  delivery('alertmanager-events', { '@timestamp': `2026-11-20T${received}Z`, data }, received);
const recorderAlert = {
  labels: { labels: Object.entries(labels).map(([key, value]) => ({ key, value })) },
  startsAt,
};
const END = '2026-11-20T01:10:00Z';

const SEQUENCES: Record<string, Delivery[]> = {
  alertmanager: [
    delivery('alertmanager', testPayload('alertmanager-firing'), '01:16:00'),
    delivery('alertmanager', testPayload('alertmanager-firing'), '01:16:00.040'),
    delivery('alertmanager', testPayload('alertmanager-truncated'), '01:16:30'),
    webhook('firing', '01:00:30'),
    webhook('firing', '01:05:30', undefined, 'still down'),
    webhook('resolved', '01:10:30', END),
    webhook('resolved', '01:10:30.500', END),
  ],
  'alertmanager-receiver': [
    refresh('01:00:01', '2026-11-20T01:04:00Z'),
    refresh('01:03:00', '2026-11-20T01:07:00Z'),
    refresh('01:06:00', '2026-11-20T01:11:00Z'),
    refresh('01:10:01', END),
    refresh('01:12:01', END),
  ],
  'alertmanager-events': (testPayload('alertmanager-events-batch') as { '@timestamp': string }[]).map(
    (event) => ({
      adapter: 'alertmanager-events',
      body: event,
      receivedAt: new Date(Date.parse(event['@timestamp']) + 1000),
    }),
  ),
  'webhook, receiver and recorder of one Alertmanager': [
    recorded('01:00:01', { alertCreated: { alert: recorderAlert } }),
    refresh('01:00:01', '2026-11-20T01:04:00Z'),
    recorded('01:00:20', {
      silenceMutedAlert: {
        silence: { id: 's1', startsAt: '2026-11-20T00:00:00Z', createdBy: 'hanako', comment: 'work' },
        mutedAlert: { labels: recorderAlert.labels },
      },
    }),
    webhook('firing', '01:00:30'),
    recorded('01:00:31', {
      notification: {
        alerts: [{ hash: '1', details: recorderAlert }],
        groupInfo: { receiverName: 'oncall' },
        integration: { name: 'webhook' },
      },
    }),
    refresh('01:06:00', '2026-11-20T01:11:00Z'),
    webhook('resolved', '01:10:30', END),
    recorded('01:10:31', { alertResolved: { alert: { details: { ...recorderAlert, endsAt: END } } } }),
  ],
  grafana: [
    delivery('grafana', testPayload('grafana-firing'), '01:00:10'),
    delivery('grafana', testPayload('grafana-resolved'), '01:12:40'),
    delivery('grafana', testPayload('grafana-no-data'), '01:30:10'),
    delivery('grafana', testPayload('grafana-firing'), '01:05:10'),
  ],
  pagerduty: [
    ['triggered', '01:00:01'],
    ['acknowledged', '01:03:01'],
    ['priority-updated', '01:05:01'],
    ['annotated', '01:06:01'],
    ['unacknowledged', '01:33:01'],
    ['escalated', '01:34:01'],
    ['resolved', '01:40:01'],
    ['reopened', '01:45:01'],
  ].map(([name, received]) => delivery('pagerduty', testPayload(`pagerduty-${name}`), received!)),
  'pagerduty-events': [
    ['trigger', '01:00:02'],
    ['acknowledge', '01:03:00'],
    ['trigger', '01:04:00'],
    ['resolve', '01:10:00'],
    ['resolve', '01:11:00'],
  ].map(([name, received]) =>
    delivery('pagerduty-events', testPayload(`pagerduty-events-${name}`), received!),
  ),
};

/** Start, end, acknowledged by, notified, suppressed by, severity: what must be there in the end. */
const EXPECTED: Record<string, unknown[]> = {
  alertmanager: [
    ['CheckoutErrorRateHigh', '01:15:30.123', null, null, '01:16:00.000', null, 'critical'],
    ['CheckoutErrorRateHigh', '01:10:00.000', '01:12:00.000', null, '01:16:00.000', null, 'critical'],
    ['Down', '01:00:00.250', '01:10:00.000', null, '01:00:30.000', null, null],
    ['QueueTooLong', '01:05:00.500', null, null, '01:16:30.000', null, 'warning'],
    ['QueueTooLong', '01:00:00.000', '01:16:30.000', null, '01:16:30.000', null, 'warning'],
  ],
  'alertmanager-receiver': [['Down', '01:00:00.250', '01:10:00.000', null, null, null, null]],
  'alertmanager-events': [
    ['DiskAlmostFull', '01:00:00.250', '01:09:00.250', null, '01:00:31.500', null, 'critical'],
    ['DiskAlmostFull', '01:00:05.000', null, null, null, 'hanako', 'critical'],
  ],
  'webhook, receiver and recorder of one Alertmanager': [
    ['Down', '01:00:00.250', '01:10:00.000', null, '01:00:30.000', 'hanako', null],
  ],
  grafana: [
    ['1afz29v7z', '01:00:00.000', null, null, '01:00:10.000', null, null],
    ['cdx1y2z3abcd', '01:00:00.000', '01:12:30.000', null, '01:00:10.000', null, 'warning'],
    ['name:Shop/No address', '01:00:00.000', null, null, '01:00:10.000', null, null],
  ],
  pagerduty: [
    [
      'PSHOP01/CheckoutErrorRateHigh checkout',
      ...['01:00:00.000', '01:40:00.000', '佐藤 花子', '01:00:00.500', null, 'P1'],
    ],
    ['PSHOP01/CheckoutErrorRateHigh checkout', ...['01:45:00.000', null, null, '01:45:00.250', null, 'P1']],
  ],
  'pagerduty-events': [
    ['class:postgres/disk', '01:00:00.000', '01:10:00.000', 'Nightly check', null, null, 'critical'],
  ],
};

interface EpisodeRow {
  uid: string;
  starts_at: Date;
  ends_at: Date | null;
  acknowledged_by: string | null;
  notified_at: Date | null;
  suppressed_by: { by: string } | null;
  severity: string | null;
}

function shown(row: EpisodeRow): unknown[] {
  const time = (instant: Date | null) => instant?.toISOString().slice(11, 23) ?? null;
  const { uid, starts_at, ends_at, acknowledged_by, notified_at, suppressed_by, severity } = row;
  const by = suppressed_by?.by ?? null;
  return [uid, time(starts_at), time(ends_at), acknowledged_by, time(notified_at), by, severity];
}

describe('deliveries in any order, repeated and grouped at will', () => {
  let api: TestApp;
  let made = 0;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  /** Puts groups of deliveries to a new source and tells what it then has. */
  async function after(kind: string, groups: readonly (readonly Delivery[])[]) {
    made += 1;
    const { id } = await api.app.get(SourceService).ensure(api.dataSource.manager, kind, `order-${made}`);
    for (const group of groups) {
      const outputs = group.map((one) => {
        const read = readDelivery({ ...one, headers: {} }, Buffer.from(JSON.stringify(one.body)), {
          settings: {},
          defaultService: null,
        });
        expect(read.errorDetail).toBeNull();
        return read.output;
      });
      await api.dataSource.transaction(async (db) => {
        await api.app.get(EpisodeService).applyBatches(
          db,
          id,
          outputs.map(({ transitions }) => transitions),
        );
        await api.app.get(EpisodeEventService).applyEvents(
          db,
          id,
          outputs.map(({ events }) => events),
        );
        await api.app.get(SilenceService).apply(
          db,
          id,
          outputs.flatMap(({ silences }) => silences),
        );
      });
    }
    return stateOf(id);
  }

  async function stateOf(sourceId: string) {
    const query = (sql: string) => api.dataSource.query(sql, [sourceId]);
    return {
      episodes: await query(
        `select r.uid, e.fingerprint, e.starts_at, e.ends_at, e.end_reason, e.expected_end_at, e.acknowledged_at,
           e.acknowledged_by, e.notified_at, e.suppressed_at, e.suppressed_by, e.received_at, e.described_at,
           e.severity, s.name as service, e.labels, e.annotations, e.generator_url
         from episodes e join alert_rules r on r.id = e.alert_rule_id left join services s on s.id = e.service_id
         where r.source_id = $1 order by 1, 2, 3`,
      ),
      events: await query(
        `select r.uid, v.fingerprint, v.kind, v.at, v.starts_at, v.said_by, v.notified_at, v.detail,
           v.received_at
         from episode_events v join alert_rules r on r.id = v.alert_rule_id
         where r.source_id = $1 order by 1, 2, 4, 3, v.digest`,
      ),
      silences: await query(
        `select external_id, comment, ends_at, updated_at from silences where source_id = $1 order by 1`,
      ),
      rollups: await query(
        `select r.uid, d.day, d.fired, d.pages, d.ended, d.acknowledged, d.duration_seconds
         from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id
         where r.source_id = $1 and d.fired > 0 order by 1, 2`,
      ),
    };
  }

  it.each(Object.entries(SEQUENCES))(
    '%s',
    async (name, sequence) => {
      const kind = sequence[0]!.adapter
        .replace('-receiver', '')
        .replace('alertmanager-events', 'alertmanager');
      const expected = await after(
        kind,
        sequence.map((one) => [one]),
      );
      expect(expected.episodes.map(shown)).toEqual(EXPECTED[name]);
      const orders = fc
        .array(fc.nat({ max: sequence.length - 1 }), { maxLength: sequence.length })
        .chain((repeated) =>
          fc.record({
            order: fc.shuffledSubarray([...sequence, ...repeated.map((index) => sequence[index]!)], {
              minLength: sequence.length + repeated.length,
            }),
            size: fc.integer({ min: 1, max: 4 }),
          }),
        );
      await fc.assert(
        fc.asyncProperty(orders, async ({ order, size }) => {
          const groups = Array.from({ length: Math.ceil(order.length / size) }, (_, index) =>
            order.slice(index * size, (index + 1) * size),
          );
          expect(await after(kind, groups)).toEqual(expected);
        }),
        { numRuns: 12, endOnFailure: true },
      );
    },
    120_000,
  );
});
