import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pause, until } from '@tenken/api/clock/test-until';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { findFreePort, type RunningProgram, startProgram } from './start-program.js';

/*
 * The real Prometheus and two redundant Alertmanagers of Debian against the product. Prometheus sends to both and to
 * our drop-in receiver; each Alertmanager sends its webhook twice: to the source that has the receiver as well
 * ("both") and to one that has nothing else ("webhook"), so that what a webhook misses is seen beside what there was.
 * What Prometheus itself recorded (the ALERTS series, raw samples) is the independent source of what fired when.
 */
const PROMETHEUS = '/usr/bin/prometheus';
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
const isInstalled = existsSync(PROMETHEUS) && existsSync(ALERTMANAGER);

const RUN_MS = 34_000;
/** How long Alertmanager waits before it tells of `Blink`, which is over by then. */
const GROUP_WAIT_MS = 6000;

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
      - alert: NodeDown
        expr: vector(1)
        labels: { severity: critical, zone: tokyo }
      # Later than what inhibits it: Prometheus finds its Alertmanagers after 5 s only, and repeats what fired before.
      - alert: Inhibited
        expr: vector(1)
        for: 12s
        labels: { severity: warning, zone: tokyo }
      - alert: Blink
        expr: (vector(time()) % 12) < 2
        labels: { severity: warning }
      - alert: Many
        expr: >-
          label_replace(vector(1), "shard", "a", "", "") or label_replace(vector(1), "shard", "b", "", "")
          or label_replace(vector(1), "shard", "c", "", "")
`;
/** Alerts of one series each; `Many` has three. */
const SINGLE = ['Blink', 'Flapping', 'Inhibited', 'NodeDown', 'Silenced', 'SteadyFiring'];

interface EpisodeRow {
  source: string;
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
    const tokens: Record<string, string> = {};
    for (const key of ['both', 'webhook']) {
      const created = await api.request
        .post('/api/v1/sources')
        .send({ kind: 'alertmanager', name: `Real Alertmanager, ${key}`, key });
      tokens[key] = created.body.token;
    }
    const { port } = api.app.getHttpServer().address() as { port: number };
    const prometheusPort = await findFreePort();
    const alertmanagerPorts = [await findFreePort(), await findFreePort()];
    prometheusUrl = `http://127.0.0.1:${prometheusPort}`;
    await writeConfiguration(directory, {
      bothToken: tokens.both!,
      webhookToken: tokens.webhook!,
      port,
      alertmanagerPorts,
    });

    for (const alertmanagerPort of alertmanagerPorts) {
      const alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`;
      programs.push(
        await startProgram(
          ALERTMANAGER,
          [
            `--config.file=${directory}/alertmanager.yml`,
            `--storage.path=${directory}/alertmanager-${alertmanagerPort}`,
            `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
            '--cluster.listen-address=',
          ],
          `${alertmanagerUrl}/-/ready`,
        ),
      );
      await silence(alertmanagerUrl, 'Silenced');
    }
    programs.push(
      await startProgram(
        PROMETHEUS,
        [
          `--config.file=${directory}/prometheus.yml`,
          `--storage.tsdb.path=${directory}/prometheus`,
          `--web.listen-address=127.0.0.1:${prometheusPort}`,
          // An alert counts as over when it is not sent again within four times this; a busy machine stalls for seconds.
          '--rules.alert.resend-delay=3s',
        ],
        `${prometheusUrl}/-/ready`,
      ),
    );
    await pause(RUN_MS);
  }, 240_000);

  afterAll(async () => {
    for (const program of programs.reverse()) await program.stop();
    await api?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  }, 120_000);

  it('gives every firing once, with the times that Prometheus recorded', async () => {
    const recorded = await recordedFirings(prometheusUrl);
    expect([...recorded.keys()].sort()).toEqual(SINGLE);
    expect(recorded.get('Blink')!.length).toBeGreaterThanOrEqual(2);
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
  }, 120_000);

  it('joins webhook and receiver of the same Alertmanager in the same episodes', async () => {
    const steady = await episodesOf(api, 'SteadyFiring');
    expect(steady.map(({ source }) => source)).toEqual(['both', 'webhook']);
    const [both, webhook] = steady;
    expect(both!.starts_at).toEqual(webhook!.starts_at);
    // The promise of an end is the receiver's, the notification the webhook's.
    expect(both!.expected_end_at).not.toBeNull();
    expect(both!.notified_at).not.toBeNull();
    expect(webhook!.expected_end_at).toBeNull();
  });

  it.each(['Silenced', 'Inhibited'])(
    'has the alert that is %s by the receiver only, and knows that nobody was notified',
    async (name) => {
      const [hidden, ...others] = await episodesOf(api, name);
      expect(others).toEqual([]);
      expect(hidden).toMatchObject({ source: 'both', ends_at: null, notified_at: null });
    },
  );

  it('has what is over before its group is told by the receiver only', async () => {
    const blinks = await episodesOf(api, 'Blink');
    expect(new Set(blinks.map(({ source }) => source))).toEqual(new Set(['both']));
    expect(blinks.filter(({ notified_at }) => notified_at !== null)).toEqual([]);
    const ended = blinks.filter(({ ends_at }) => ends_at !== null);
    expect(ended.length).toBeGreaterThanOrEqual(2);
    for (const { starts_at, ends_at } of ended) {
      expect(ends_at!.getTime() - starts_at.getTime()).toBeLessThan(GROUP_WAIT_MS);
    }
  });

  it('has ends of flapping by the receiver that the webhook does not tell within a group interval', async () => {
    const flapping = await episodesOf(api, 'Flapping');
    const [both, webhook] = ['both', 'webhook'].map((source) =>
      flapping.filter((episode) => episode.source === source),
    );
    expect(webhook!.length).toBeLessThan(both!.length);
    const starts = new Set(both!.map(({ starts_at }) => starts_at.getTime()));
    for (const { starts_at } of webhook!) expect(starts.has(starts_at.getTime())).toBe(true);
    expect(both!.filter(({ notified_at }) => notified_at !== null).map(({ starts_at }) => starts_at)).toEqual(
      webhook!.map(({ starts_at }) => starts_at),
    );
  });

  it('keeps how many alerts a notification left out', async () => {
    const many = await episodesOf(api, 'Many');
    expect(many.map(({ source }) => source)).toEqual(['both', 'both', 'both', 'webhook']);
    const results: { key: string; truncated: number }[] = await api.dataSource.query(
      `select distinct s.key, (d.result->>'truncatedAlerts')::integer as truncated
       from deliveries d join sources s on s.id = d.source_id where d.result ? 'truncatedAlerts'`,
    );
    expect(results).toEqual([{ key: 'webhook', truncated: 2 }]);
  });

  it('had every way in, read all of it, and counts each firing once in the rollups', async () => {
    const ways: { adapter: string; state: string }[] = await api.dataSource.query(
      `select distinct s.key, d.adapter, d.state from deliveries d join sources s on s.id = d.source_id
       where d.state <> 'pending' order by 1, 2`,
    );
    expect(ways).toEqual([
      { key: 'both', adapter: 'alertmanager', state: 'done' },
      { key: 'both', adapter: 'alertmanager-receiver', state: 'done' },
      { key: 'webhook', adapter: 'alertmanager', state: 'done' },
    ]);
    // Redundant Alertmanagers told the same twice.
    const [told] = await api.dataSource.query(
      `select count(*)::integer as deliveries from deliveries d join sources s on s.id = d.source_id
       where s.key = 'webhook' and convert_from(d.body, 'UTF8') like '%NodeDown%'`,
    );
    expect(told.deliveries).toBeGreaterThanOrEqual(2);
    const [rollup] = await api.dataSource.query(
      `select sum(d.fired)::integer as fired, (select count(*)::integer from episodes) as episodes
       from episode_daily_rollups d`,
    );
    expect(rollup.fired).toBe(rollup.episodes);
  });
});

async function writeConfiguration(
  directory: string,
  to: { bothToken: string; webhookToken: string; port: number; alertmanagerPorts: readonly number[] },
): Promise<void> {
  await writeFile(join(directory, 'rules.yml'), RULES);
  await writeFile(
    join(directory, 'prometheus.yml'),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['${directory}/rules.yml']
alerting:
  alertmanagers:
    - static_configs: [{ targets: [${to.alertmanagerPorts.map((port) => `'127.0.0.1:${port}'`).join(', ')}] }]
    - scheme: http
      path_prefix: /compat/alertmanager
      authorization: { credentials: ${to.bothToken} }
      static_configs: [{ targets: ['127.0.0.1:${to.port}'] }]
`,
  );
  await writeFile(
    join(directory, 'alertmanager.yml'),
    `route:
  receiver: tenken
  group_by: ['...']
  group_wait: 1s
  group_interval: 2s
  repeat_interval: 1h
  routes:
    - { matchers: [alertname="Blink"], group_wait: ${GROUP_WAIT_MS / 1000}s, group_interval: 5m }
    - { matchers: [alertname="Flapping"], group_interval: 15s }
    - { matchers: [alertname="Many"], group_by: [alertname] }
inhibit_rules:
  - { source_matchers: [alertname="NodeDown"], target_matchers: [alertname="Inhibited"], equal: [zone] }
receivers:
  - name: tenken
    webhook_configs:
      - url: http://127.0.0.1:${to.port}/api/v1/ingest/alertmanager
        send_resolved: true
        http_config: { authorization: { credentials: ${to.bothToken} } }
      - url: http://127.0.0.1:${to.port}/api/v1/ingest/alertmanager
        send_resolved: true
        max_alerts: 1
        http_config: { authorization: { credentials: ${to.webhookToken} } }
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
  const query = encodeURIComponent('ALERTS{alertstate="firing",alertname!="Many"}[5m]');
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

/** The episodes of one alert, or of all, by source and start. */
function episodesOf(api: TestApp, name: string | null = null): Promise<EpisodeRow[]> {
  return api.dataSource.query(
    `select o.key as source, r.name, s.name as service, e.severity, e.starts_at, e.ends_at, e.end_reason, e.expected_end_at,
       e.notified_at
     from episodes e join alert_rules r on r.id = e.alert_rule_id join sources o on o.id = r.source_id
     left join services s on s.id = e.service_id
     where $1::text is null or r.name = $1 order by o.key, r.name, e.starts_at`,
    [name],
  );
}

/** Episodes of the source with both ways in that started by the last recorded start; what fired after the recording was read is left out. */
async function settledEpisodes(api: TestApp, recorded: Map<string, Firing[]>): Promise<EpisodeRow[]> {
  const firings = [...recorded.values()].flat();
  const lastStart = Math.max(...firings.map(({ start }) => start));
  const ended = firings.filter(({ end }) => end !== null).length;
  return until(
    async () => {
      const episodes = (await episodesOf(api)).filter(
        ({ source, name, starts_at }) =>
          source === 'both' && recorded.has(name) && starts_at.getTime() <= lastStart,
      );
      const endedNow = episodes.filter(({ ends_at }) => ends_at !== null).length;
      return episodes.length >= firings.length && endedNow >= ended && episodes;
    },
    { missing: () => episodesOf(api) },
  );
}
