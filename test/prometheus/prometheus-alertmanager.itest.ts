import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { findFreePort, type RunningProgram, startProgram } from './start-program.js';

/*
 * The real Prometheus and the real Alertmanager of Debian against the product, by both ways in: Prometheus sends to
 * Alertmanager and to our drop-in receiver, Alertmanager sends its webhook to us. What Prometheus itself recorded
 * (the ALERTS series, raw samples) is the independent source of what fired when.
 */
const PROMETHEUS = '/usr/bin/prometheus';
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
const isInstalled = existsSync(PROMETHEUS) && existsSync(ALERTMANAGER);

const RUN_MS = 34_000;

const RULES = `groups:
  - name: test
    interval: 1s
    rules:
      - alert: SteadyFiring
        expr: vector(1)
        labels: { severity: critical, service: checkout }
        annotations: { summary: 'Always, 監視テスト', runbook_url: 'https://runbooks.example.com/steady' }
      - alert: Flapping
        expr: (vector(time()) % 10) < 4
        labels: { severity: warning, job: cron }
        annotations: { summary: 'On for 4 of 10 seconds' }
      - alert: Silenced
        expr: vector(1)
        labels: { severity: critical, service: search }
`;

interface EpisodeRow {
  name: string;
  service: string | null;
  severity: string;
  starts_at: Date;
  ends_at: Date | null;
  end_reason: string | null;
  expected_end_at: Date | null;
  notified_at: Date | null;
}
/** Epoch ms. */
interface Firing {
  start: number;
  /** the evaluation that found it firing no longer; null while it fires */
  end: number | null;
}

(isInstalled ? describe : describe.skip)('Prometheus and Alertmanager of Debian', () => {
  let api: TestApp;
  let directory: string;
  let prometheusUrl: string;
  const programs: RunningProgram[] = [];

  beforeAll(async () => {
    api = await createTestApp();
    directory = await mkdtemp(join(tmpdir(), 'tenken-prometheus-'));
    const created = await api.request
      .post('/api/v1/sources')
      .send({ kind: 'alertmanager', name: 'Real Alertmanager' });
    const { port } = api.app.getHttpServer().address() as { port: number };
    const [prometheusPort, alertmanagerPort] = [await findFreePort(), await findFreePort()];
    prometheusUrl = `http://127.0.0.1:${prometheusPort}`;
    const alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`;
    await writeConfiguration(directory, { token: created.body.token, port, alertmanagerPort });

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
    await silence(alertmanagerUrl, 'Silenced');
    programs.push(
      await startProgram(
        PROMETHEUS,
        [
          `--config.file=${directory}/prometheus.yml`,
          `--storage.tsdb.path=${directory}/prometheus`,
          `--web.listen-address=127.0.0.1:${prometheusPort}`,
          '--rules.alert.resend-delay=2s',
        ],
        `${prometheusUrl}/-/ready`,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, RUN_MS));
  }, 90_000);

  afterAll(async () => {
    for (const program of programs.reverse()) await program.stop();
    await api?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  }, 30_000);

  it('gives every firing once, with the times that Prometheus recorded', async () => {
    const recorded = await recordedFirings(prometheusUrl);
    expect([...recorded.keys()].sort()).toEqual(['Flapping', 'Silenced', 'SteadyFiring']);
    expect(recorded.get('Flapping')!.length).toBeGreaterThanOrEqual(3);
    const episodes = await settledEpisodes(api, recorded);
    const active = await activeSince(prometheusUrl);
    // Prometheus writes ALERTS from its third evaluation on, and sends from the first: what was firing at the first
    // sample may have started earlier. Where it still fires Prometheus says since when; else it is left out.
    const firstSample = Math.min(...[...recorded.values()].flat().map(({ start }) => start));

    for (const [name, all] of recorded) {
      const isEarly = all[0]!.start === firstSample;
      const stillFires = isEarly && all.length === 1;
      if (stillFires) all[0]!.start = active.get(name)!;
      const firings = isEarly && !stillFires ? all.slice(1) : all;
      const own = episodes.filter(
        (episode) => episode.name === name && episode.starts_at.getTime() >= firings[0]!.start,
      );
      expect([name, own.map(({ starts_at }) => starts_at.getTime())]).toEqual([
        name,
        firings.map(({ start }) => start),
      ]);
      for (const [index, { end }] of firings.entries()) {
        // The last one may have ended after its recording was read.
        if (end === null) continue;
        expect(own[index]!.end_reason).toBe('resolved');
        expect(own[index]!.ends_at!.getTime()).toBe(end);
      }
    }
    const steady = episodes.find(({ name }) => name === 'SteadyFiring')!;
    expect(steady).toMatchObject({ service: 'checkout', severity: 'critical', ends_at: null });
    expect(steady.notified_at!.getTime()).toBeGreaterThan(steady.starts_at.getTime());
    expect(steady.expected_end_at).not.toBeNull();
  }, 30_000);

  it('has the silenced alert by the receiver, and knows that nobody was notified', async () => {
    const [silenced, ...others] = (await episodesOf(api)).filter(({ name }) => name === 'Silenced');
    expect(others).toEqual([]);
    expect(silenced).toMatchObject({ service: 'search', ends_at: null, notified_at: null });
  });

  it('had both ways in, read all of it, and counts each firing once in the rollups', async () => {
    const ways: { adapter: string; state: string }[] = await api.dataSource.query(
      `select distinct adapter, state from deliveries where state <> 'pending' order by 1`,
    );
    expect(ways).toEqual([
      { adapter: 'alertmanager', state: 'done' },
      { adapter: 'alertmanager-receiver', state: 'done' },
    ]);
    const flapping = (await episodesOf(api)).filter(({ name }) => name === 'Flapping');
    expect(flapping.filter(({ notified_at }) => notified_at !== null).length).toBeGreaterThanOrEqual(1);
    const [rollup] = await api.dataSource.query(
      `select sum(d.fired)::integer as fired, (select count(*)::integer from episodes) as episodes
       from episode_daily_rollups d`,
    );
    expect(rollup.fired).toBe(rollup.episodes);
  });
});

async function writeConfiguration(
  directory: string,
  to: { token: string; port: number; alertmanagerPort: number },
): Promise<void> {
  await writeFile(join(directory, 'rules.yml'), RULES);
  await writeFile(
    join(directory, 'prometheus.yml'),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['${directory}/rules.yml']
alerting:
  alertmanagers:
    - static_configs: [{ targets: ['127.0.0.1:${to.alertmanagerPort}'] }]
    - scheme: http
      path_prefix: /compat/alertmanager
      authorization: { credentials: ${to.token} }
      static_configs: [{ targets: ['127.0.0.1:${to.port}'] }]
`,
  );
  await writeFile(
    join(directory, 'alertmanager.yml'),
    `route: { receiver: tenken, group_by: ['...'], group_wait: 1s, group_interval: 2s, repeat_interval: 1h }
receivers:
  - name: tenken
    webhook_configs:
      - url: http://127.0.0.1:${to.port}/api/v1/ingest/alertmanager
        send_resolved: true
        http_config: { authorization: { credentials: ${to.token} } }
`,
  );
}

async function silence(alertmanagerUrl: string, alertname: string): Promise<void> {
  const answer = await fetch(`${alertmanagerUrl}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      matchers: [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'test',
      comment: 'planned work',
    }),
  });
  if (!answer.ok) throw new Error(`The silence was not taken: ${await answer.text()}`);
}

/**
 * What Prometheus recorded: for each alert its firings, from the raw samples of ALERTS. The rules are one group, so one
 * that always fires has a sample at every evaluation: on a busy machine they are not a second apart.
 */
async function recordedFirings(prometheusUrl: string): Promise<Map<string, Firing[]>> {
  const query = encodeURIComponent('ALERTS{alertstate="firing"}[5m]');
  const answer = (await (await fetch(`${prometheusUrl}/api/v1/query?query=${query}`)).json()) as {
    data: { result: { metric: { alertname: string }; values: [number, string][] }[] };
  };
  const samples = new Map(
    answer.data.result.map(({ metric, values }) => [
      metric.alertname,
      new Set(values.map(([seconds]) => Math.round(seconds * 1000))),
    ]),
  );
  const evaluations = [...samples.get('SteadyFiring')!].sort((a, b) => a - b);
  return new Map(
    [...samples].map(([name, own]) => {
      const firings: Firing[] = [];
      let current: Firing | null = null;
      for (const at of evaluations) {
        if (own.has(at)) {
          if (current !== null) continue;
          current = { start: at, end: null };
          firings.push(current);
        } else if (current !== null) {
          current.end = at;
          current = null;
        }
      }
      return [name, firings];
    }),
  );
}

/** Since when the alerts that fire now have fired, in epoch ms. */
async function activeSince(prometheusUrl: string): Promise<Map<string, number>> {
  const answer = (await (await fetch(`${prometheusUrl}/api/v1/alerts`)).json()) as {
    data: { alerts: { labels: { alertname: string }; activeAt: string }[] };
  };
  return new Map(answer.data.alerts.map(({ labels, activeAt }) => [labels.alertname, Date.parse(activeAt)]));
}

function episodesOf(api: TestApp): Promise<EpisodeRow[]> {
  return api.dataSource.query(
    `select r.name, s.name as service, e.severity, e.starts_at, e.ends_at, e.end_reason, e.expected_end_at,
       e.notified_at
     from episodes e join alert_rules r on r.id = e.alert_rule_id left join services s on s.id = e.service_id
     order by r.name, e.starts_at`,
  );
}

/** The episodes that started by the last recorded start; what fired after the recording was read is left out. */
async function settledEpisodes(api: TestApp, recorded: Map<string, Firing[]>): Promise<EpisodeRow[]> {
  const firings = [...recorded.values()].flat();
  const lastStart = Math.max(...firings.map(({ start }) => start));
  const ended = firings.filter(({ end }) => end !== null).length;
  let episodes: EpisodeRow[] = [];
  for (let attempt = 0; attempt < 100; attempt += 1) {
    episodes = (await episodesOf(api)).filter(({ starts_at }) => starts_at.getTime() <= lastStart);
    const endedNow = episodes.filter(({ ends_at }) => ends_at !== null).length;
    if (episodes.length >= firings.length && endedNow >= ended) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return episodes;
}
