import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../clock/test-until.js';
import { ConnectorRunnerService } from './connector-runner.service.js';
import { type ConnectorBench, createConnectorBench } from './test-connectors.js';
import type { StandInAnswer, StandInRequest } from './test-stand-in.js';

/*
 * PagerDuty, Opsgenie and Mackerel as their API references describe them, on a real HTTP server, with the whole API and
 * a real Postgres on our side.
 */
const DAY_MS = 86_400_000;
const ago = (days: number, plusSeconds = 0) =>
  new Date(Math.floor((Date.now() - days * DAY_MS) / 1000) * 1000 + plusSeconds * 1000);

let bench: ConnectorBench;
beforeAll(async () => {
  bench = await createConnectorBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.standIn.requests.length = 0;
});
afterEach(async () => {
  // what one test added must not be due in the next one
  await bench.api.dataSource.query('delete from connectors');
});

interface EpisodeRow {
  fingerprint: string;
  rule: string;
  starts_at: Date;
  ends_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  notified_at: Date | null;
  labels: Record<string, string>;
}
const episodesOf = (sourceId: string): Promise<EpisodeRow[]> =>
  bench.api.dataSource.query(
    `select e.*, r.name as rule from episodes e join alert_rules r on r.id = e.alert_rule_id
     where r.source_id = $1 order by e.starts_at`,
    [sourceId],
  );

/** An incident of PagerDuty with its log. */
interface Incident {
  id: string;
  created: Date;
  acknowledged?: Date;
  resolved?: Date;
}

function pagerduty(incidents: Incident[]) {
  return ({ path, query }: StandInRequest): StandInAnswer | undefined => {
    if (path === '/incidents') {
      const [since, until] = [Date.parse(query.get('since')!), Date.parse(query.get('until')!)];
      const all = incidents
        .filter(({ created }) => created.getTime() >= since && created.getTime() < until)
        .sort((a, b) => a.created.getTime() - b.created.getTime());
      const offset = Number(query.get('offset'));
      const part = all.slice(offset, offset + Number(query.get('limit')));
      const more = offset + part.length < all.length;
      return { body: { incidents: part.map(incidentBody), limit: 25, offset, total: null, more } };
    }
    const found = incidents.find(({ id }) => path === `/incidents/${id}/log_entries`);
    if (found === undefined) return undefined;
    const entry = (type: string, at: Date | undefined, agent: string | null) =>
      at === undefined
        ? []
        : [
            {
              id: `${found.id}${type}`,
              type,
              summary: type,
              created_at: at.toISOString().replace('.000Z', 'Z'),
              agent: agent === null ? null : { id: 'PU1', type: 'user_reference', summary: agent },
              channel: { type: 'auto' },
            },
          ];
    // newest first, as PagerDuty lists them
    const log_entries = [
      ...entry('resolve_log_entry', found.resolved, 'Bob'),
      ...entry('acknowledge_log_entry', found.acknowledged, 'Ann'),
      ...entry('notify_log_entry', found.created, null),
      ...entry('trigger_log_entry', found.created, null),
    ];
    return { body: { log_entries, limit: 100, offset: 0, more: false, total: null } };
  };
}

function incidentBody({ id, created, resolved, acknowledged }: Incident) {
  return {
    id,
    type: 'incident',
    incident_number: 1,
    title: `Disk full on web-${id}`,
    incident_key: `key-${id}`,
    html_url: `https://example.pagerduty.com/incidents/${id}`,
    status: resolved ? 'resolved' : acknowledged ? 'acknowledged' : 'triggered',
    urgency: 'high',
    service: { id: 'PS1', type: 'service_reference', summary: 'Checkout' },
    assignees: [],
    priority: null,
    created_at: created.toISOString().replace('.000Z', 'Z'),
    last_status_change_at: (resolved ?? acknowledged ?? created).toISOString(),
    // emptied when it is resolved: only the log knows
    acknowledgements: [],
  };
}

describe('history', () => {
  it('PagerDuty: 90 days, page by page, with the times of its log', async () => {
    const source = await bench.addSource('pagerduty');
    const incidents = Array.from({ length: 60 }, (_, index): Incident => {
      const created = ago(1 + index * 1.4);
      return {
        id: `P${String(index).padStart(3, '0')}`,
        created,
        acknowledged: new Date(created.getTime() + 120_000),
        resolved: new Date(created.getTime() + 900_000),
      };
    });
    // 30 more in one day, so that a range has more than one page; and one that is too old
    for (let index = 0; index < 30; index += 1) {
      incidents.push({ id: `Q${index}`, created: ago(20, index * 60) });
    }
    incidents.push({ id: 'OLD', created: ago(120) });
    bench.standIn.handle = pagerduty(incidents);

    const { connector, runs } = await bench.connect({
      sourceId: source.id,
      kind: 'pagerduty',
      token: 'pd-secret-token',
    });
    expect(connector.lastError).toBeNull();
    expect(connector.history).toMatchObject({ share: 1 });
    expect(connector.caughtUpTo).not.toBeNull();
    const rows = await episodesOf(source.id);
    expect(rows).toHaveLength(90);
    expect(rows.some(({ fingerprint }) => fingerprint === 'OLD')).toBe(false);
    expect(rows.find(({ fingerprint }) => fingerprint === 'P010')).toMatchObject({
      rule: 'Disk full on web-P#',
      starts_at: incidents[10]!.created,
      acknowledged_at: incidents[10]!.acknowledged,
      acknowledged_by: 'Ann',
      ends_at: incidents[10]!.resolved,
      notified_at: incidents[10]!.created,
    });
    // nobody listened before there was a connector: nothing can be missing
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      stage: 'done',
      unreadable: 0,
      created: 90,
      missing: null,
      different: null,
    });
    expect(runs[0]!.requests).toBe(bench.standIn.requests.length);
    for (const { headers } of bench.standIn.requests)
      expect(headers.authorization).toBe('Token token=pd-secret-token');
  });

  it('PagerDuty: a second run changes nothing, and finds what the webhook had lost or told otherwise', async () => {
    const source = await bench.addSource('pagerduty');
    const created = ago(2);
    const incidents: Incident[] = [{ id: 'R1', created }];
    bench.standIn.handle = pagerduty(incidents);
    const first = await bench.connect({ sourceId: source.id, kind: 'pagerduty', token: 't' });
    const again = await bench.run(first.connector.id);
    expect(again.runs[0]).toMatchObject({
      isManual: true,
      created: 0,
      updated: 0,
      unchanged: 1,
      missing: 0,
      different: 0,
    });
    expect(await episodesOf(source.id)).toMatchObject([
      { fingerprint: 'R1', ends_at: null, acknowledged_at: null },
    ]);

    incidents[0]!.acknowledged = new Date(created.getTime() + 60_000);
    incidents[0]!.resolved = new Date(created.getTime() + 600_000);
    incidents.push({ id: 'R2', created: ago(1), resolved: ago(1, 60) });
    const found = await bench.run(first.connector.id);
    expect(found.runs[0]).toMatchObject({ missing: 1, different: 1, unchanged: 0 });
    expect(found.connector.drift).toEqual({ missing: 1, different: 1 });
    const [missing, different] = ['R2', 'R1'].map((id) => found.drift.find((row) => row.externalId === id)!);
    expect(missing).toMatchObject({ kind: 'missing', subject: 'episode', episodeId: expect.any(String) });
    expect(different).toMatchObject({
      kind: 'different',
      changes: {
        acknowledgedAt: [null, incidents[0]!.acknowledged.toISOString()],
        endsAt: [null, incidents[0]!.resolved.toISOString()],
      },
    });
    expect(await episodesOf(source.id)).toMatchObject([
      { fingerprint: 'R1', acknowledged_at: incidents[0]!.acknowledged, ends_at: incidents[0]!.resolved },
      { fingerprint: 'R2', ends_at: incidents[1]!.resolved },
    ]);
  });

  it('PagerDuty: a day later, by itself, it finds the one webhook that was lost, and nothing else', async () => {
    const secret = 'a-secret-of-the-subscription-0123456789';
    const source = await bench.addSource('pagerduty');
    const credentials = `/api/v1/sources/${source.id}/credentials`;
    await bench.api.request.post(credentials).send({ secret }).expect(201);
    const incidents: Incident[] = [];
    bench.standIn.handle = pagerduty(incidents);
    const { connector } = await bench.connect({ sourceId: source.id, kind: 'pagerduty', token: 't' });
    const wait = Date.parse(connector.nextRunAt!) - Date.parse(connector.lastSuccessAt!);
    expect([connector.lastError, Math.round(wait / 1000)]).toEqual([null, 86_400]);

    // Two incidents since; the webhook of one came.
    incidents.push({ id: 'CAME', created: ago(0, -3600) }, { id: 'LOST', created: ago(0, -1800) });
    const event = {
      id: '01CAME',
      event_type: 'incident.triggered',
      resource_type: 'incident',
      occurred_at: incidents[0]!.created.toISOString(),
      data: incidentBody(incidents[0]!),
    };
    const body = JSON.stringify({ event });
    await bench.api.anonymous
      .post('/api/v1/ingest/pagerduty')
      .set('x-pagerduty-signature', `v1=${createHmac('sha256', secret).update(body).digest('hex')}`)
      .set('content-type', 'application/json')
      .send(body)
      .expect(202);
    await until(async () => (await episodesOf(source.id)).length > 0);
    expect(await episodesOf(source.id)).toMatchObject([{ fingerprint: 'CAME' }]);

    const runner = bench.api.app.get(ConnectorRunnerService);
    await runner.runDue();
    expect((await bench.detail(connector.id)).runs).toHaveLength(1);
    const aDayPasses = `update connectors set next_run_at = next_run_at - interval '1 day',
      caught_up_to = caught_up_to - interval '1 day', last_success_at = last_success_at - interval '1 day'`;
    await bench.api.dataSource.query(aDayPasses);
    const late = (await bench.detail(connector.id)).connector;
    expect(Math.round(late.lagSeconds! / 3600)).toBe(24);
    await runner.runDue();
    const found = await bench.detail(connector.id);
    expect(found.runs[0]).toMatchObject({
      isManual: false,
      stage: 'done',
      missing: 1,
      different: 0,
      unchanged: 1,
    });
    expect(found.drift).toMatchObject([
      { kind: 'missing', externalId: 'LOST', episodeId: expect.any(String) },
    ]);
    expect(found.connector).toMatchObject({ drift: { missing: 1, different: 0 }, lastError: null });
    expect(found.connector.lagSeconds).toBeLessThan(60);
    expect(Date.parse(found.connector.lastSuccessAt!)).toBeGreaterThan(Date.parse(late.lastSuccessAt!));
    const [came, lost] = await episodesOf(source.id);
    expect([came, lost]).toMatchObject([{ fingerprint: 'CAME' }, { fingerprint: 'LOST' }]);
    expect(lost!.rule).toBe('Disk full on web-LOST');
  });

  it('PagerDuty: an incident that was renamed keeps the rule that it was triggered with', async () => {
    const source = await bench.addSource('pagerduty');
    const answer = pagerduty([
      { id: 'N1', created: ago(2), acknowledged: ago(2, 60), resolved: ago(2, 600) },
    ]);
    bench.standIn.handle = (request) => {
      const said = answer(request);
      const body = said?.body as { incidents?: { title: string }[]; log_entries?: Record<string, unknown>[] };
      for (const incident of body?.incidents ?? []) incident.title = 'Checkout is down, all hands';
      const trigger = body?.log_entries?.find(({ type }) => type === 'trigger_log_entry');
      if (trigger) trigger.channel = { type: 'api', summary: 'Disk full' };
      return said;
    };
    const { connector } = await bench.connect({ sourceId: source.id, kind: 'pagerduty', token: 't' });
    expect(connector.lastError).toBeNull();
    const rows = await episodesOf(source.id);
    expect(rows).toMatchObject([{ fingerprint: 'N1', rule: 'Disk full', ends_at: expect.any(Date) }]);
  });

  it('PagerDuty: history goes on at the page where a killed process left it', async () => {
    const source = await bench.addSource('pagerduty');
    const incidents = Array.from(
      { length: 60 },
      (_, index): Incident => ({ id: `K${index}`, created: ago(10, index) }),
    );
    const answer = pagerduty(incidents);
    let isBroken = true;
    bench.standIn.handle = (request) =>
      isBroken && request.path === '/incidents' && request.query.get('offset') === '25'
        ? { status: 500, body: { error: 'x' } }
        : answer(request);
    const cut = await bench.connect({ sourceId: source.id, kind: 'pagerduty', token: 't' });
    expect(cut.connector.lastError).toMatchObject({
      code: 'sender_failed',
      detail: expect.stringMatching(/500/),
    });
    expect(cut.connector.failures).toBe(1);
    const share = cut.connector.history!.share;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    expect(await episodesOf(source.id)).toHaveLength(25);

    // A process that died in a run leaves its lease behind; it ends by itself.
    await bench.api.dataSource.query(
      `update connectors set lease_until = now() - interval '1 second', lease_token = gen_random_uuid(),
         next_run_at = now() where id = $1`,
      [cut.connector.id],
    );
    isBroken = false;
    bench.standIn.requests.length = 0;
    const done = await bench.run(cut.connector.id);
    const lists = bench.standIn.requests.filter(({ path }) => path === '/incidents');
    expect(lists[0]!.query.get('offset')).toBe('25');
    expect(done.connector).toMatchObject({ failures: 0, lastError: null, history: { share: 1 } });
    expect(await episodesOf(source.id)).toHaveLength(60);
    const counts: { fired: number }[] = await bench.api.dataSource.query(
      `select sum(fired)::integer as fired from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id
       where r.source_id = $1`,
      [source.id],
    );
    expect(counts[0]!.fired).toBe(60);
  });

  it('Opsgenie: what its report says of acknowledgement and end', async () => {
    const source = await bench.addSource('opsgenie');
    const alerts = Array.from({ length: 120 }, (_, index) => ({
      id: `alert-${index}`,
      tinyId: String(index),
      alias: 'disk',
      message: 'Disk nearly full',
      status: index % 2 === 0 ? 'closed' : 'open',
      acknowledged: index % 2 === 0,
      tags: ['env:prod'],
      source: 'zabbix',
      priority: 'P2',
      createdAt: ago(5, index).toISOString(),
      updatedAt: ago(5, index + 700).toISOString(),
      responders: [{ type: 'team', id: 'team-1' }],
      integration: { id: 'i', name: 'Zabbix', type: 'Zabbix' },
      report:
        index % 2 === 0
          ? {
              ackTime: 60_000,
              closeTime: 600_000,
              acknowledgedBy: 'ann@example.com',
              closedBy: 'bob@example.com',
            }
          : undefined,
    }));
    bench.standIn.handle = ({ path, query, headers }) => {
      if (path !== '/v2/alerts' || headers.authorization !== 'GenieKey og')
        return { status: 401, body: { message: 'no' } };
      const [, from, to] = /createdAt >= (\d+) AND createdAt < (\d+)/.exec(query.get('query')!)!;
      const inRange = alerts.filter(
        ({ createdAt }) => Date.parse(createdAt) >= Number(from) && Date.parse(createdAt) < Number(to),
      );
      const offset = Number(query.get('offset'));
      return { body: { data: inRange.slice(offset, offset + 100), took: 0.1, requestId: 'r' } };
    };
    const { connector } = await bench.connect({ sourceId: source.id, kind: 'opsgenie', token: 'og' });
    expect([connector.lastError, connector.history!.share]).toEqual([null, 1]);
    const rows = await episodesOf(source.id);
    expect(rows).toHaveLength(120);
    const at = Date.parse(alerts[10]!.createdAt);
    expect(rows.find(({ fingerprint }) => fingerprint === 'alert-10')).toMatchObject({
      rule: 'Disk nearly full',
      starts_at: new Date(at),
      acknowledged_at: new Date(at + 60_000),
      acknowledged_by: 'ann@example.com',
      ends_at: new Date(at + 600_000),
    });
    expect(rows.find(({ fingerprint }) => fingerprint === 'alert-11')).toMatchObject({ ends_at: null });
  });

  it('Mackerel: alerts under the names of their monitors, whose definitions come with them', async () => {
    const source = await bench.addSource('mackerel');
    const seconds = (days: number, plus = 0) => ago(days, plus).getTime() / 1000;
    const alerts = Array.from({ length: 130 }, (_, index) => ({
      id: `m${index}`,
      status: index === 0 ? 'CRITICAL' : 'OK',
      monitorId: index === 5 ? 'gone' : 'mon1',
      type: 'host',
      hostId: 'h1',
      value: 95.2,
      openedAt: seconds(1 + index * 0.9),
      ...(index === 0 ? {} : { closedAt: seconds(1 + index * 0.9, 300) }),
    }));
    bench.standIn.handle = ({ path, query }) => {
      if (path === '/api/v0/org') return { body: { name: 'example' } };
      if (path === '/api/v0/monitors') {
        return {
          body: {
            monitors: [
              {
                id: 'mon1',
                type: 'host',
                name: 'CPU',
                metric: 'cpu%',
                operator: '>',
                warning: 80,
                critical: 90,
                duration: 3,
                isMute: false,
              },
            ],
          },
        };
      }
      if (path === '/api/v0/hosts/h1') {
        return { body: { host: { id: 'h1', name: 'web-1', status: 'working', roles: { Shop: ['web'] } } } };
      }
      const log = /^\/api\/v0\/alerts\/(m\d+)\/logs$/.exec(path);
      if (log !== null) {
        const alert = alerts.find(({ id }) => id === log[1])!;
        const logs = [
          {
            id: 'l1',
            createdAt: alert.openedAt,
            status: 'CRITICAL',
            trigger: 'MONITOR',
            monitorId: alert.monitorId,
            targetValue: 95.2,
            statusDetail: null,
          },
        ];
        if (alert.closedAt) logs.unshift({ ...logs[0]!, id: 'l2', createdAt: alert.closedAt, status: 'OK' });
        return { body: { logs } };
      }
      if (path !== '/api/v0/alerts') return undefined;
      expect(query.get('withClosed')).toBe('true');
      const start =
        query.get('nextId') === null ? 0 : alerts.findIndex(({ id }) => id === query.get('nextId')) + 1;
      const part = alerts.slice(start, start + 100);
      return { body: { alerts: part, ...(start + 100 < alerts.length ? { nextId: part.at(-1)!.id } : {}) } };
    };
    const { connector } = await bench.connect({ sourceId: source.id, kind: 'mackerel', token: 'mk' });
    expect([connector.lastError, connector.history!.share]).toEqual([null, 1]);
    const rows = await episodesOf(source.id);
    // 1 + 0.9 n days ago, up to 90 days
    expect(rows).toHaveLength(99);
    expect(rows.find(({ fingerprint }) => fingerprint === 'm1')).toMatchObject({
      rule: 'CPU',
      starts_at: new Date(alerts[1]!.openedAt * 1000),
      ends_at: new Date(alerts[1]!.closedAt! * 1000),
      labels: expect.objectContaining({ host: 'web-1', service: 'Shop' }),
      // the API does not say whom it told
      notified_at: null,
    });
    expect(rows.find(({ fingerprint }) => fingerprint === 'm0')).toMatchObject({ ends_at: null });
    expect(rows.find(({ fingerprint }) => fingerprint === 'm5')!.rule).toBe('host gone');
    const versions: { expression: string }[] = await bench.api.dataSource.query(
      `select v.expression from alert_rule_versions v join alert_rules r on r.id = v.alert_rule_id
       where r.source_id = $1 and r.name = 'CPU'`,
      [source.id],
    );
    expect(versions).toHaveLength(1);
    expect(versions[0]!.expression).toContain('cpu%');
    const changes: unknown[] = await bench.api.dataSource.query(
      'select 1 from change_events where source_id = $1',
      [source.id],
    );
    expect(changes).toEqual([]);
  });

  it('is not run twice by two processes', async () => {
    const source = await bench.addSource('pagerduty');
    const answer = pagerduty([{ id: 'T1', created: ago(3) }]);
    bench.standIn.handle = (request) => ({ ...answer(request), delayMs: 20 });
    const first = await bench.connect({ sourceId: source.id, kind: 'pagerduty', token: 't' });
    const runner = bench.api.app.get(ConnectorRunnerService);
    const other = Object.assign(Object.create(Object.getPrototypeOf(runner)), runner, {
      runs: new Set(),
      looking: Promise.resolve(),
    }) as ConnectorRunnerService;
    await bench.api.request.post(`/api/v1/connectors/${first.connector.id}/run`);
    await Promise.all([runner.runDue(), other.runDue(), runner.runDue(), other.runDue()]);
    expect((await bench.detail(first.connector.id)).runs).toHaveLength(2);
  });
});
