import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../../http/test-app.js';
import { testPayloadText } from './test-payload.js';

/** PagerDuty's signed webhooks, and senders of its Events API that were pointed at Tenken. */
describe('the ways in of PagerDuty', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const settled = () =>
    until(async () => {
      const rows: { state: string; error_detail: string | null; is_repeat: boolean }[] =
        await api.dataSource.query(
          `select state, error_detail, duplicate_of is not null as is_repeat from deliveries order by id`,
        );
      return rows.every(({ state }) => state !== 'pending') && rows;
    });
  const episodes = (kind: string) =>
    api.dataSource.query(
      `select r.name, s.name as service, e.starts_at, e.ends_at, e.acknowledged_by, e.severity,
         e.notified_at is not null as notified
       from episodes e join alert_rules r on r.id = e.alert_rule_id join sources o on o.id = r.source_id
       left join services s on s.id = e.service_id where o.kind = $1 order by e.starts_at`,
      [kind],
    );

  it('folds incidents from signed webhooks that come out of order and twice', async () => {
    const secret = 'a-secret-of-the-subscription-0123456789';
    const made = await api.request.post('/api/v1/sources').send({ kind: 'pagerduty', name: 'PD' });
    await api.request.post(`/api/v1/sources/${made.body.source.id}/credentials`).send({ secret }).expect(201);
    const names = ['reopened', 'resolved', 'annotated', 'acknowledged', 'triggered', 'acknowledged'];
    for (const name of names) {
      const body = testPayloadText(`pagerduty-${name}`);
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const answer = await api.anonymous
        .post('/api/v1/ingest/pagerduty')
        .set({ 'content-type': 'application/json', 'x-pagerduty-signature': `v1=0000,v1=${signature}` })
        .set('x-webhook-id', `webhook-${name}`)
        .send(body);
      expect([name, answer.status]).toEqual([name, 202]);
    }
    const rows = await settled();
    expect(rows.map(({ state }) => state)).toEqual(names.map(() => 'done'));
    expect(rows.map(({ is_repeat }) => is_repeat)).toEqual([false, false, false, false, false, true]);
    const same = {
      name: 'CheckoutErrorRateHigh checkout',
      service: 'Shop API',
      severity: 'high',
      notified: true,
    };
    expect(await episodes('pagerduty')).toEqual([
      {
        ...same,
        starts_at: new Date('2026-11-20T01:00:00Z'),
        ends_at: new Date('2026-11-20T01:40:00Z'),
        acknowledged_by: '佐藤 花子',
      },
      {
        ...same,
        severity: 'P1',
        starts_at: new Date('2026-11-20T01:45:00Z'),
        ends_at: null,
        acknowledged_by: null,
      },
    ]);
  });

  it('folds alerts of the Events API by their key, and keeps changes', async () => {
    const made = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'pagerduty-events', name: 'Nightly checks' });
    const send = async (name: string, path = '/compat/pagerduty/v2/enqueue') => {
      const body = {
        ...JSON.parse(testPayloadText(`pagerduty-events-${name}`)),
        routing_key: made.body.token,
      };
      await api.anonymous.post(path).send(body).expect(202);
    };
    await send('trigger');
    await send('acknowledge');
    await send('resolve');
    await send('change', '/compat/pagerduty/v2/change/enqueue');
    const rows = await settled();
    expect(rows.filter(({ error_detail }) => error_detail !== null)).toEqual([]);
    const [episode, ...more] = await episodes('pagerduty-events');
    expect(more).toEqual([]);
    expect(episode).toMatchObject({
      name: 'postgres: disk',
      service: 'orders',
      starts_at: new Date('2026-11-20T01:00:00Z'),
      acknowledged_by: 'Nightly check',
      notified: false,
    });
    expect(episode.ends_at).not.toBeNull();
    const changes = await api.dataSource.query('select summary, service_name, at from change_events');
    expect(changes).toEqual([
      {
        summary: 'Deployed orders 2026.11.20-1',
        service_name: 'orders',
        at: new Date('2026-11-20T00:58:00Z'),
      },
    ]);
  });
});
