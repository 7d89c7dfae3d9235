import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../../http/test-app.js';
import { testPayloadText } from './test-payload.js';

/** The webhook, the drop-in receiver and the event recorder of one Alertmanager, all with the token of one source. */
describe('the ways in of one Alertmanager', () => {
  let api: TestApp;
  let token: string;
  beforeAll(async () => {
    api = await createTestApp();
    const made = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'alertmanager', name: 'AM', key: 'am' });
    token = made.body.token;
  });
  afterAll(() => api.close());

  const send = async (path: string, body: string, status: number) => {
    const answer = await api.anonymous
      .post(path)
      .set({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
      .send(body);
    expect([path, answer.status, answer.body]).toEqual([path, status, expect.anything()]);
  };
  const settled = () =>
    until(async () => {
      const rows: { adapter: string; state: string; result: Record<string, unknown> }[] =
        await api.dataSource.query(`select adapter, state, result from deliveries order by id`);
      return rows.every(({ state }) => state !== 'pending') && rows;
    });

  it('meet in the same episodes, with the history that only the recorder has', async () => {
    await send('/api/v1/ingest/alertmanager-events', testPayloadText('alertmanager-events-batch'), 202);
    // The same events at the address of the webhook, as someone may configure it, change nothing.
    await send('/api/v1/ingest/alertmanager', testPayloadText('alertmanager-events-batch'), 202);
    const labels = {
      alertname: 'DiskAlmostFull',
      instance: 'db-2:9100',
      service: 'orders',
      severity: 'critical',
    };
    const startsAt = '2026-11-20T01:00:05Z';
    const fingerprint = 'decade0000000002';
    const alerts = [{ status: 'firing', labels, startsAt, fingerprint }];
    await send('/api/v1/ingest/alertmanager', JSON.stringify({ version: '4', alerts }), 202);
    const deliveries = await settled();
    expect(deliveries.map(({ adapter, state }) => [adapter, state])).toEqual([
      ['alertmanager-events', 'done'],
      ['alertmanager', 'done'],
      ['alertmanager', 'done'],
    ]);
    expect(deliveries.map(({ result }) => (result.episodes as { created: number }).created)).toEqual([
      2, 0, 0,
    ]);

    const episodes = await api.dataSource.query(
      `select e.fingerprint, e.ends_at, e.notified_at is not null as notified, e.suppressed_by->>'comment' as comment
       from episodes e order by 1`,
    );
    expect(episodes).toEqual([
      {
        fingerprint: '00c0ffee00000001',
        ends_at: new Date('2026-11-20T01:09:00.250Z'),
        notified: true,
        comment: null,
      },
      { fingerprint, ends_at: null, notified: true, comment: 'ディスク交換' },
    ]);
    const silences = await api.dataSource.query('select comment, created_by, ends_at from silences');
    expect(silences).toEqual([
      {
        comment: 'ディスク交換 (完了)',
        created_by: 'hanako',
        ends_at: new Date('2026-11-20T01:30:00Z'),
      },
    ]);
  });

  it('keep what was cut off and why it was sent, and show it', async () => {
    await send('/api/v1/ingest/alertmanager', testPayloadText('alertmanager-truncated'), 202);
    await settled();
    const list = await api.request.get('/api/v1/deliveries?limit=1').expect(200);
    expect(list.body.items[0].result).toMatchObject({
      truncatedAlerts: 3,
      notificationReason: 'repeat interval elapsed',
      warnings: [expect.stringContaining('left out 3 alerts'), expect.anything()],
    });
  });

  it('make counts lower bounds, once for each message that was cut', async () => {
    const [{ id, rule }] = await api.dataSource.query(
      `select d.id, (select r.id from alert_rules r where r.uid = 'QueueTooLong') as rule
       from deliveries d where d.result ? 'truncatedAlerts'`,
    );
    const cutMessages = async (from: number, to: number) => {
      const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
      const answer = await api.request
        .get(`/api/v1/alert-rules/${rule}/evidence`)
        .query({ from: day(from), to: day(to) })
        .expect(200);
      return answer.body.cutMessages;
    };
    expect(await cutMessages(-1, 1)).toBe(1);
    expect(await cutMessages(-3, -1)).toBe(0);
    await api.request.post(`/api/v1/deliveries/${id}/replay`).expect(200);
    await settled();
    expect(await cutMessages(-1, 1)).toBe(1);
  });

  it('quarantine a custom payload with the way out in words', async () => {
    await send('/api/v1/ingest/alertmanager', '{"text": "disk full"}', 202);
    await settled();
    const list = await api.request.get('/api/v1/deliveries?limit=1&state=quarantined').expect(200);
    expect(list.body.items[0]).toMatchObject({
      errorCode: 'not_alertmanager',
      errorDetail: expect.stringContaining('give this source a mapping'),
    });
  });
});
