import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { DurationsResponse } from '@tenken/shared/durations.contract';
import { importFile } from './import-file.js';
import { median } from './median.js';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

/**
 * 819 real incidents of GitHub's status page. 163 of them tell when the impact really began and ended; for those the
 * first public post is the detection. The others know only their posts: start and detection are the same by
 * construction, and must not count as a detection within zero seconds.
 */
interface StatusIncident {
  id: string;
  title: string;
  url: string;
  started_at: string;
  resolved_at: string;
  impact: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  impact_window: { start_at: string; end_at: string } | null;
  components?: string[];
}

const SEVERITY = { critical: 'SEV1', major: 'SEV2', minor: 'SEV3', none: 'SEV4', maintenance: null };
const ms = (at: string | Date) => new Date(at).getTime();
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

function toRecord(incident: StatusIncident) {
  const window = incident.impact_window;
  return {
    source: 'github-status',
    externalId: incident.id,
    title: incident.title,
    url: incident.url,
    severity: SEVERITY[incident.impact],
    kind: incident.impact === 'maintenance' ? 'maintenance' : 'incident',
    services: incident.components ?? [],
    startedAt: window?.start_at ?? incident.started_at,
    detectedAt: incident.started_at,
    mitigatedAt: window?.end_at ?? null,
    resolvedAt: incident.resolved_at,
    ...(window === null ? { provenance: { detectedAt: 'defaulted' } } : {}),
  };
}

(hasSharedData ? describe : describe.skip)('GitHub status history (../shared/data)', () => {
  let api: TestApp;
  let all: StatusIncident[];
  beforeAll(async () => {
    api = await createTestApp();
    const file = readFileSync(join(SHARED_DATA, 'incidents-github-status/incidents.jsonl'));
    all = file
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as StatusIncident);
    // as the file stands: its shape is recognised, and what it means is compared with toRecord below
    const job = await importFile(api, 'incidents', file, 'application/json', 'incidents.jsonl');
    expect([job.stage, job.counts, job.rejects, job.reading]).toEqual([
      'done',
      { read: 819, created: 819, updated: 0, unchanged: 0, rejected: 0 },
      [],
      { by: 'github-status', mapping: null },
    ]);
  }, 600_000);
  afterAll(() => api?.close());

  async function durations(query: string): Promise<DurationsResponse> {
    const answer = await api.request.get(
      `/api/v1/metrics/durations?from=2022-01-01&to=2026-10-01&timeZone=UTC&${query}`,
    );
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return DurationsResponse.parse(answer.body);
  }

  it('changes nothing when it comes a second time', async () => {
    const file = readFileSync(join(SHARED_DATA, 'incidents-github-status/incidents.jsonl'));
    const job = await importFile(api, 'incidents', file, 'application/x-ndjson');
    expect(job.counts).toEqual({ read: 819, created: 0, updated: 0, unchanged: 819, rejected: 0 });
  }, 600_000);

  it('says of each incident what the file says', async () => {
    const rows: {
      external_id: string;
      kind: string;
      severity: string | null;
      started: string;
      detected: string;
    }[] = await api.dataSource.query(
      `select external_id, kind, severity, started_at as started, detected_at as detected from incidents`,
    );
    const got = rows.map((row) => [
      row.external_id,
      row.kind,
      row.severity,
      ...[row.started, row.detected].map(ms),
    ]);
    const wanted = all
      .map(toRecord)
      .map((one) => [one.externalId, one.kind, one.severity, ms(one.startedAt), ms(one.detectedAt)]);
    expect(got.sort()).toEqual(wanted.sort());
  });

  it('knows the lag of the first post behind the true beginning, and what it had to leave out', async () => {
    const windows = all.filter((one) => one.impact_window !== null);
    const lags = windows.map((one) => seconds(one.impact_window!.start_at, one.started_at));
    expect([windows.length, median(lags) / 60, lags.filter((lag) => lag < 0).length]).toEqual([163, 41, 2]);
    const total = (await durations('metric=ttd')).groups[0]!.total;
    // three windows name a wrong year in the text they were taken from: over 90 days is not believed
    const known = lags.filter((lag) => lag >= 0 && lag <= 90 * 86_400);
    const maintenance = all.filter((one) => one.impact === 'maintenance').length;
    expect([total.n, total.medianSeconds, total.open]).toEqual([158, median(known), 0]);
    expect(Object.fromEntries(total.excludedBy.map(({ reason, n }) => [reason, n]))).toEqual({
      defaulted: all.length - windows.length - maintenance,
      maintenance,
      order_broken: 2,
      too_long: 3,
    });
  });

  it('has the median time to restore that sorting gives, as a whole and by year', async () => {
    const counted = all.filter((one) => {
      const length = seconds(toRecord(one).startedAt, one.resolved_at);
      return one.impact !== 'maintenance' && length >= 0 && length <= 90 * 86_400;
    });
    const lengthOf = (one: StatusIncident) => seconds(toRecord(one).startedAt, one.resolved_at);
    const answer = await durations('metric=ttr&bucket=year');
    const group = answer.groups[0]!;
    expect([group.total.n, group.total.medianSeconds]).toEqual([
      counted.length,
      median(counted.map(lengthOf)),
    ]);
    for (const bucket of group.buckets) {
      const ofYear = counted.filter((one) => toRecord(one).startedAt.startsWith(bucket.from.slice(0, 4)));
      expect([bucket.from, bucket.n, bucket.medianSeconds]).toEqual([
        bucket.from,
        ofYear.length,
        ofYear.length === 0 ? null : median(ofYear.map(lengthOf)),
      ]);
    }
  });

  it('lists as many rows as each figure says', async () => {
    const { total } = (await durations('metric=ttd')).groups[0]!;
    const rows = async (state: string) => {
      let count = 0;
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const answer = await api.request.get(
          `/api/v1/metrics/durations/incidents?from=2022-01-01&to=2026-10-01&timeZone=UTC&metric=ttd&state=${state}&limit=500${more}`,
        );
        expect(answer.status).toBe(200);
        count += answer.body.items.length;
        cursor = answer.body.nextCursor;
      } while (cursor !== null);
      return count;
    };
    expect([await rows('used'), await rows('excluded'), await rows('missing')]).toEqual([
      total.n,
      total.excluded,
      total.missing,
    ]);
  });

  it('groups by severity as the page says', async () => {
    const { groups } = await durations('metric=ttr&groupBy=severity');
    const bySeverity = Object.fromEntries(
      groups.map(({ key, total }) => [key, total.n + total.missing + total.excluded]),
    );
    expect(bySeverity).toMatchObject({ SEV1: 28, SEV2: 138, SEV3: 604, SEV4: 31 });
  });
});
