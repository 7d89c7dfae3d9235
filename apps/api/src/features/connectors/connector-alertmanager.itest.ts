import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectorBench, createConnectorBench } from './test-connectors.js';

/* Prometheus' rules and Alertmanager's silences as their APIs are documented, page tokens and all. */
const MINUTE_MS = 60_000;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

let bench: ConnectorBench;
beforeAll(async () => {
  bench = await createConnectorBench();
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.api.dataSource.query('delete from connectors');
});

interface RuleRow {
  name: string;
  group_name: string | null;
  severity: string | null;
  archived_at: Date | null;
  version: number;
  expression: string | null;
}
const rulesOf = (sourceId: string): Promise<RuleRow[]> =>
  bench.api.dataSource.query(
    `select r.*, v.version, v.expression from alert_rules r
     left join lateral (select * from alert_rule_versions where alert_rule_id = r.id order by version desc limit 1) v
       on true
     where r.source_id = $1 order by r.name`,
    [sourceId],
  );

const rule = (name: string, query: string, more: object = {}) => ({
  type: 'alerting',
  name,
  query,
  duration: 300,
  keepFiringFor: 0,
  labels: { severity: 'critical', service: 'shop' },
  annotations: { summary: `${name} fires` },
  health: 'ok',
  state: 'firing',
  alerts: [
    { activeAt: minutesAgo(5).toISOString(), labels: {}, annotations: {}, state: 'firing', value: '1' },
  ],
  ...more,
});

describe('Prometheus rules', () => {
  it('reads all pages as one catalogue: versions when they change, archived when they are gone', async () => {
    const { id: sourceId } = await bench.addSource('alertmanager');
    let groups = [
      {
        name: 'a',
        file: '/etc/a.yml',
        interval: 30,
        rules: [rule('DiskFull', 'disk > 90'), { type: 'recording', name: 'x', query: '1' }],
      },
      {
        name: 'b',
        file: '/etc/b.yml',
        interval: 30,
        rules: [
          rule('Slow', 'latency > 1'),
          rule('Slow', 'latency > 5', { labels: { severity: 'warning' } }),
        ],
      },
      { name: 'c', file: '/etc/c.yml', interval: 30, rules: [rule('Down', 'up == 0')] },
    ];
    let vanished = 1;
    bench.standIn.handle = ({ path, query }) => {
      if (path !== '/api/v1/rules') return undefined;
      expect(query.get('type')).toBe('alert');
      const token = query.get('group_next_token');
      const at = token === null ? 0 : groups.findIndex(({ name }) => name === token);
      if (at < 0 || (token === 'c' && vanished-- > 0))
        return { status: 400, body: { status: 'error', error: 'invalid group_next_token' } };
      const next = groups[at + 1]?.name;
      return {
        body: {
          status: 'success',
          data: { groups: [groups[at]], ...(next ? { groupNextToken: next } : {}) },
        },
      };
    };
    const first = await bench.connect({ sourceId, kind: 'prometheus-rules' });
    expect([first.connector.lastError, first.connector.history, first.connector.drift]).toEqual([
      null,
      null,
      null,
    ]);
    // twice from the start: the token of the third group had vanished once
    expect(first.runs[0]!.requests).toBe(6);
    expect(
      (await rulesOf(sourceId)).map(({ name, group_name, version }) => [name, group_name, version]),
    ).toEqual([
      ['DiskFull', 'a', 1],
      ['Down', 'c', 1],
      ['Slow', 'b', 1],
    ]);
    expect((await rulesOf(sourceId))[0]).toMatchObject({ severity: 'critical', expression: 'disk > 90' });

    await bench.run(first.connector.id);
    expect((await rulesOf(sourceId)).map(({ version }) => version)).toEqual([1, 1, 1]);
    groups = [{ ...groups[0]!, rules: [rule('DiskFull', 'disk > 95')] }, groups[1]!];
    await bench.run(first.connector.id);
    expect(
      (await rulesOf(sourceId)).map(({ name, version, archived_at }) => [
        name,
        version,
        archived_at !== null,
      ]),
    ).toEqual([
      ['DiskFull', 2, false],
      ['Down', 1, true],
      ['Slow', 1, false],
    ]);
  });

  it('archives nothing while two servers share a source', async () => {
    const { id: sourceId } = await bench.addSource('alertmanager');
    let names = ['One', 'Two'];
    bench.standIn.handle = () => ({
      body: {
        status: 'success',
        data: { groups: [{ name: 'g', file: 'f', rules: names.map((name) => rule(name, 'up == 0')) }] },
      },
    });
    const first = await bench.connect({ sourceId, kind: 'prometheus-rules' });
    await bench.connect({ sourceId, kind: 'prometheus-rules' });
    names = ['One'];
    await bench.run(first.connector.id);
    expect((await rulesOf(sourceId)).map(({ archived_at }) => archived_at)).toEqual([null, null]);
  });
});

describe('Alertmanager silences', () => {
  const labels = (alertname: string) => ({ alertname, severity: 'critical', service: 'shop' });
  const alert = (alertname: string, fingerprint: string, startsAt: Date, status: object) => ({
    annotations: { summary: 's' },
    endsAt: minutesAgo(-4).toISOString(),
    fingerprint,
    receivers: [{ name: 'web' }],
    startsAt: startsAt.toISOString(),
    status: { inhibitedBy: [], silencedBy: [], mutedBy: [], ...status },
    updatedAt: minutesAgo(0).toISOString(),
    generatorURL: 'http://prometheus/graph',
    labels: labels(alertname),
  });

  it('takes in silences, and the alerts that they hide, with when they began to', async () => {
    const { id: sourceId, token } = await bench.addSource('alertmanager');
    const silence = {
      id: 'sil-1',
      status: { state: 'active' },
      updatedAt: minutesAgo(30).toISOString(),
      comment: 'planned work',
      createdBy: 'ann',
      startsAt: minutesAgo(30).toISOString(),
      endsAt: minutesAgo(-30).toISOString(),
      matchers: [{ name: 'alertname', value: 'Hidden', isRegex: false, isEqual: true }],
    };
    const alerts = [
      alert('Hidden', 'aaaaaaaaaaaaaaaa', minutesAgo(40), { state: 'suppressed', silencedBy: ['sil-1'] }),
      alert('Inhibited', 'bbbbbbbbbbbbbbbb', minutesAgo(20), {
        state: 'suppressed',
        inhibitedBy: ['aaaaaaaaaaaaaaaa'],
      }),
      alert('Lost', 'cccccccccccccccc', minutesAgo(25), { state: 'active' }),
      alert('Known', 'dddddddddddddddd', minutesAgo(15), { state: 'active' }),
    ];
    bench.standIn.handle = ({ path, headers }) => {
      if (headers.authorization !== undefined) return { status: 400 };
      return path === '/api/v2/silences'
        ? { body: [silence] }
        : path === '/api/v2/alerts'
          ? { body: alerts }
          : undefined;
    };
    // one of them came by webhook
    await bench.api.anonymous
      .post('/api/v1/ingest/alertmanager')
      .set('authorization', `Bearer ${token}`)
      .send({
        version: '4',
        status: 'firing',
        alerts: [
          {
            status: 'firing',
            labels: labels('Known'),
            annotations: {},
            startsAt: alerts[3]!.startsAt,
            endsAt: '0001-01-01T00:00:00Z',
            fingerprint: 'dddddddddddddddd',
          },
        ],
      });
    const first = await bench.connect({ sourceId, kind: 'alertmanager-silences' });
    expect(first.connector.lastError).toBeNull();
    await bench.run(first.connector.id);
    const episodes: {
      name: string;
      starts_at: Date;
      suppressed_at: Date | null;
      suppressed_by: Record<string, string> | null;
      notified_at: Date | null;
      ends_at: Date | null;
    }[] = await bench.api.dataSource.query(
      `select r.name, e.* from episodes e join alert_rules r on r.id = e.alert_rule_id where r.source_id = $1 order by r.name`,
      [sourceId],
    );
    expect(episodes.map(({ name, ends_at }) => [name, ends_at])).toEqual([
      ['Hidden', null],
      ['Inhibited', null],
      ['Known', null],
      ['Lost', null],
    ]);
    const [hidden, inhibited, known, lost] = episodes;
    expect(hidden!.suppressed_at!.toISOString()).toBe(silence.startsAt);
    expect(hidden!.suppressed_by).toMatchObject({
      kind: 'silenced',
      by: 'ann',
      silence: 'sil-1',
      comment: 'planned work',
    });
    expect(inhibited!.suppressed_by).toMatchObject({ kind: 'inhibited', inhibitedBy: 'aaaaaaaaaaaaaaaa' });
    expect([known!.suppressed_at, lost!.suppressed_at]).toEqual([null, null]);
    // nobody was told of what only asking brought to light
    expect([hidden, inhibited, lost].map((one) => one!.notified_at)).toEqual([null, null, null]);
    expect(known!.notified_at).not.toBeNull();

    const silences: { comment: string; created_by: string; ends_at: Date }[] =
      await bench.api.dataSource.query('select * from silences where source_id = $1', [sourceId]);
    expect(silences).toMatchObject([
      { comment: 'planned work', created_by: 'ann', ends_at: new Date(silence.endsAt) },
    ]);
    const history: { kind: string; n: number }[] = await bench.api.dataSource.query(
      `select v.kind, count(*)::integer as n from episode_events v join alert_rules r on r.id = v.alert_rule_id
       where r.source_id = $1 and v.kind in ('silenced', 'inhibited') group by v.kind order by v.kind`,
      [sourceId],
    );
    // once each, however often it is looked at
    expect(history).toEqual([
      { kind: 'inhibited', n: 1 },
      { kind: 'silenced', n: 1 },
    ]);

    alerts.push(alert('Lost', 'eeeeeeeeeeeeeeee', minutesAgo(60), { state: 'active' }));
    const found = await bench.run(first.connector.id);
    expect(found.runs[0]).toMatchObject({ missing: 1, different: 0 });
    expect(found.drift).toMatchObject([{ kind: 'missing', externalId: 'eeeeeeeeeeeeeeee', title: 'Lost' }]);
  });
});
