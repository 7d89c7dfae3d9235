import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { parse } from 'csv-parse/sync';
import { importFile } from './import-file.js';
import { median } from './median.js';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

interface Alert {
  monitor: string;
  service: string;
  fired_at: string;
  resolved_at: string;
  duration_s: string;
}

/** 673 alerts of 125 monitors in nine days, very noisy, 31 still open. */
(hasSharedData ? describe : describe.skip)('alerts of an uptime monitor (../shared/data)', () => {
  let api: TestApp;
  let alerts: Alert[];
  let csv: string;
  beforeAll(async () => {
    api = await createTestApp();
    alerts = parse(readFileSync(join(SHARED_DATA, 'alerts-upptime-noplagiarism/alerts.csv')), {
      columns: true,
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    csv = [
      'source,rule,service,startsAt,endsAt,labels.monitor',
      ...alerts.map((one) =>
        ['upptime', one.service, one.service, one.fired_at, one.resolved_at, one.monitor]
          .map(quoted)
          .join(','),
      ),
    ].join('\r\n');
  });
  afterAll(() => api?.close());

  it('come in once, however often the file is sent', async () => {
    const first = await importFile(api, 'episodes', csv, 'text/csv');
    expect([first.rejects, first.counts.created]).toEqual([[], 673]);
    const again = await importFile(api, 'episodes', csv, 'text/csv');
    expect(again.counts).toEqual({ read: 673, created: 0, updated: 0, unchanged: 673, rejected: 0 });
  });

  it('give the figures that the file gives', async () => {
    const answer = await api.request.get(
      '/api/v1/metrics/alert-rules?from=2024-10-30&to=2024-11-10&timeZone=UTC&sort=fired&limit=500',
    );
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    const byService = new Map<string, Alert[]>();
    for (const alert of alerts)
      byService.set(alert.service, [...(byService.get(alert.service) ?? []), alert]);
    const shown = new Map<string, { fired: number; ended: number }>(
      answer.body.items.map((item: { name: string; fired: number; ended: number }) => [item.name, item]),
    );
    for (const [service, ofService] of byService) {
      const ended = ofService.filter((one) => one.resolved_at !== '').length;
      expect([service, shown.get(service)?.fired, shown.get(service)?.ended]).toEqual([
        service,
        ofService.length,
        ended,
      ]);
    }
    const loudest = [...byService].sort(([, a], [, b]) => b.length - a.length)[0]![0];
    expect(answer.body.items[0].name).toBe(loudest);
    const [row] = await api.dataSource.query(
      `select count(*) filter (where ends_at is null)::int as open,
         percentile_cont(0.5) within group (order by duration_seconds) as median from episodes`,
    );
    const ended = alerts.filter((one) => one.resolved_at !== '');
    const lengths = ended.map((one) => (Date.parse(one.resolved_at) - Date.parse(one.fired_at)) / 1000);
    expect(row).toEqual({ open: 31, median: median(lengths) });
  });
});

/**
 * The file that the alerts were paired from, as it is: 2,426 changes of state, of which 217 say down of what is down and 894
 * up of what is up. Its columns are found by their names; episodes are folded from the changes.
 */
(hasSharedData ? describe : describe.skip)('changes of state of an uptime monitor (../shared/data)', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api?.close());
  const read = (name: string) => readFileSync(join(SHARED_DATA, 'alerts-upptime-noplagiarism', name));

  it('fold into the alerts that a pairing by hand gives, however often they come', async () => {
    const first = await importFile(api, 'episodes', read('events.csv'), 'text/csv', 'events.csv');
    expect([first.stage, first.rejects]).toEqual(['done', []]);
    expect(first.reading).toMatchObject({ by: 'guessed' });
    expect(first.reading?.mapping?.columns).toEqual([
      { column: 'at', field: 'at' },
      { column: 'monitor', field: 'rule' },
      { column: 'service', field: 'service' },
      { column: 'state', field: 'state' },
      { column: 'http_code', field: null },
      { column: 'response_ms', field: null },
    ]);
    expect(first.counts).toEqual({ read: 2426, created: 2426, updated: 0, unchanged: 0, rejected: 0 });
    const again = await importFile(api, 'episodes', read('events.csv'), 'text/csv', 'events.csv');
    expect(again.counts).toMatchObject({ created: 0, unchanged: 2426 });
    const alerts: Alert[] = parse(read('alerts.csv'), { columns: true });
    const wanted = alerts
      .map((one) => [one.monitor, iso(one.fired_at), one.resolved_at === '' ? null : iso(one.resolved_at)])
      .sort();
    const rows: { name: string; starts_at: Date; ends_at: Date | null }[] = await api.dataSource.query(
      `select r.name, e.starts_at, e.ends_at from episodes e join alert_rules r on r.id = e.alert_rule_id`,
    );
    const got = rows
      .map((row) => [row.name, row.starts_at.toISOString(), row.ends_at?.toISOString() ?? null])
      .sort();
    expect(got).toHaveLength(673);
    expect(got).toEqual(wanted);
  }, 240_000);

  it('need no preparation of the paired file either', async () => {
    const job = await importFile(api, 'episodes', read('alerts.csv'), 'text/csv', 'alerts.csv');
    expect([job.rejects, job.counts.read, job.counts.created]).toEqual([[], 673, 0]);
    const [row] = await api.dataSource.query('select count(*)::int as n from episodes');
    expect(row).toEqual({ n: 673 });
  }, 240_000);
});

function iso(at: string): string {
  return new Date(at).toISOString();
}
