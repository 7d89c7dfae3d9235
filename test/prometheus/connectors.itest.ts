import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@tenken/api/clock/test-until';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { type ConnectorDetail, ConnectorDetail as Detail } from '@tenken/shared/connectors.contract';
import { findFreePort, type RunningProgram, startProgram } from './start-program.js';

/* Debian's Prometheus and Alertmanager, asked by our connectors: rules, silences, and alerts that nobody is told of. */
const PROMETHEUS = '/usr/bin/prometheus';
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
const isInstalled = existsSync(PROMETHEUS) && existsSync(ALERTMANAGER);

const RULES = `groups:
  - name: shop
    interval: 1s
    rules:
      - alert: Silenced
        expr: vector(1) > 0
        for: 1s
        labels: { severity: critical, service: shop }
        annotations: { summary: '在庫が足りない', runbook_url: 'https://runbooks.example.com/stock' }
      - alert: Inhibiting
        expr: vector(1)
        labels: { severity: critical, service: shop }
      - alert: Inhibited
        expr: vector(1)
        labels: { severity: warning, service: shop }
      - record: not_an_alert
        expr: vector(2)
`;

(isInstalled ? describe : describe.skip)('connectors to the Prometheus and Alertmanager of Debian', () => {
  let api: TestApp;
  let directory: string;
  let sourceId: string;
  let prometheusUrl: string;
  let alertmanagerUrl: string;
  const programs: RunningProgram[] = [];

  beforeAll(async () => {
    api = await createTestApp({ OUTBOUND_ALLOW: '127.0.0.1' });
    const source = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'alertmanager', name: 'Real Alertmanager' });
    sourceId = source.body.source.id;
    directory = await mkdtemp(join(tmpdir(), 'tenken-connectors-'));
    const [prometheusPort, alertmanagerPort] = [await findFreePort(), await findFreePort()];
    prometheusUrl = `http://127.0.0.1:${prometheusPort}`;
    alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`;
    await writeFile(join(directory, 'rules.yml'), RULES);
    await writeFile(
      join(directory, 'prometheus.yml'),
      `global: { evaluation_interval: 1s }
rule_files: [${directory}/rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:${alertmanagerPort}'] }] }] }
`,
    );
    await writeFile(
      join(directory, 'alertmanager.yml'),
      `route: { receiver: nobody }
receivers: [{ name: nobody }]
inhibit_rules:
  - { source_matchers: [alertname = Inhibiting], target_matchers: [alertname = Inhibited], equal: [service] }
`,
    );
    programs.push(
      await startProgram(
        ALERTMANAGER,
        [
          `--config.file=${directory}/alertmanager.yml`,
          `--storage.path=${directory}/alertmanager`,
          `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
          '--cluster.listen-address=',
        ],
        `${alertmanagerUrl}/-/ready`,
      ),
    );
    await fetch(`${alertmanagerUrl}/api/v2/silences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        matchers: [{ name: 'alertname', value: 'Silenced', isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: 'ann',
        comment: '計画作業',
      }),
    });
    programs.push(
      await startProgram(
        PROMETHEUS,
        [
          `--config.file=${directory}/prometheus.yml`,
          `--storage.tsdb.path=${directory}/prometheus`,
          `--web.listen-address=127.0.0.1:${prometheusPort}`,
          // What fires before it has found its Alertmanager is lost until it is sent again.
          '--rules.alert.resend-delay=2s',
        ],
        `${prometheusUrl}/-/ready`,
      ),
    );
    await until(async () => {
      const alerts = (await (await fetch(`${alertmanagerUrl}/api/v2/alerts`)).json()) as {
        status: { state: string };
      }[];
      return alerts.filter(({ status }) => status.state === 'suppressed').length === 2;
    });
  }, 240_000);

  afterAll(async () => {
    for (const program of programs.reverse()) await program.stop();
    await api?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  }, 120_000);

  async function connect(kind: string, url: string): Promise<ConnectorDetail> {
    const made = await api.request.post('/api/v1/connectors').send({ sourceId, kind, url });
    expect([made.status, made.body]).toEqual([201, expect.anything()]);
    return settled(made.body.id);
  }
  const settled = (id: string): Promise<ConnectorDetail> =>
    until(async () => {
      const detail = Detail.parse((await api.request.get(`/api/v1/connectors/${id}`)).body);
      return detail.runs.length > 0 && detail.runs.every(({ stage }) => stage !== 'running') && detail;
    });

  it('takes the rules in as definitions', async () => {
    const { connector } = await connect('prometheus-rules', prometheusUrl);
    expect([connector.lastError, connector.failures]).toEqual([null, 0]);
    const rules = await api.dataSource.query(
      `select r.name, r.group_name, r.severity, r.runbook_url, v.expression, v.for_seconds
       from alert_rules r join alert_rule_versions v on v.alert_rule_id = r.id where r.source_id = $1 order by r.name`,
      [sourceId],
    );
    expect(rules).toMatchObject([
      { name: 'Inhibited', severity: 'warning', group_name: 'shop' },
      { name: 'Inhibiting', severity: 'critical' },
      { name: 'Silenced', for_seconds: 1, runbook_url: 'https://runbooks.example.com/stock' },
    ]);
    expect(rules[2].expression.replaceAll(' ', '')).toBe('vector(1)>0');
  });

  it('takes in what is silenced and inhibited, under the fingerprints of Alertmanager', async () => {
    const { connector } = await connect('alertmanager-silences', alertmanagerUrl);
    expect(connector.lastError).toBeNull();
    const episodes = await api.dataSource.query(
      `select r.name, e.fingerprint, e.starts_at, e.ends_at, e.suppressed_at, e.suppressed_by, e.notified_at
       from episodes e join alert_rules r on r.id = e.alert_rule_id where r.source_id = $1 order by r.name`,
      [sourceId],
    );
    expect(episodes).toMatchObject([
      { name: 'Inhibited', ends_at: null, suppressed_by: { kind: 'inhibited' }, notified_at: null },
      { name: 'Inhibiting', ends_at: null, suppressed_at: null, notified_at: null },
      {
        name: 'Silenced',
        suppressed_by: { kind: 'silenced', by: 'ann', comment: '計画作業' },
        notified_at: null,
      },
    ]);
    // the alert began after the silence, so it was hidden from its first moment
    expect(episodes[2].suppressed_at).toEqual(episodes[2].starts_at);
    const alerts = (await (await fetch(`${alertmanagerUrl}/api/v2/alerts`)).json()) as {
      fingerprint: string;
    }[];
    expect(episodes.map((one: { fingerprint: string }) => one.fingerprint).sort()).toEqual(
      alerts.map(({ fingerprint }) => fingerprint).sort(),
    );
    const silences = await api.dataSource.query('select * from silences where source_id = $1', [sourceId]);
    expect(silences).toMatchObject([{ comment: '計画作業', created_by: 'ann' }]);
  });
});
