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
