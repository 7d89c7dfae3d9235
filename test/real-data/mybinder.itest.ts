import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { importFile } from './import-file.js';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

/**
 * 23 real postmortems with their timelines in prose. action_items.json lists 134 bullets, read by a script that took
 * every list after the heading; 12 of them are not action items: four links of a later section, one nested bullet, and
 * seven bullets of "lessons learned". 122 are, and those must come in.
 */
const LATER_OR_LESSONS: Record<string, number> = {
  '2017-11-30-oom-proxy': 4,
  '2018-01-18-ssl-outdated': 1,
  '2019-02-20-no-logs': 3,
  '2019-03-24-r2d-upgrade': 2,
  '2019-04-03-ingress-cordoned': 2,
};

(hasSharedData ? describe : describe.skip)('postmortems of mybinder.org (../shared/data)', () => {
  const folder = join(SHARED_DATA, 'incidents-mybinder');
  let api: TestApp;
  let files: string[];
  beforeAll(async () => {
    api = await createTestApp();
    files = readdirSync(folder).filter((name) => /^20.*\.md$/.test(name));
  });
  afterAll(() => api?.close());

  it('come in through HTTP, each an incident with its postmortem, once', async () => {
    expect(files).toHaveLength(23);
    for (const outcome of ['created', 'unchanged'] as const) {
      for (const name of files) {
        const job = await importFile(
          api,
          'postmortems',
          readFileSync(join(folder, name)),
          'text/markdown',
          name,
        );
        expect([name, job.stage, job.rejects, job.counts[outcome]]).toEqual([name, 'done', [], 1]);
      }
    }
    const incidents = await api.request.get('/api/v1/incidents?limit=100');
    expect(incidents.body.items).toHaveLength(23);
  }, 600_000);

  it('keep their sections, and invent no times', async () => {
    const rows: { title: string; sections: Record<string, string>; started_at: Date | null }[] =
      await api.dataSource.query(
        `select i.title, p.sections, i.started_at from incidents i join postmortems p on p.incident_id = i.id`,
      );
    expect(rows.filter((row) => row.sections.timeline !== undefined)).toHaveLength(23);
    expect(rows.filter((row) => row.sections.whatHappened !== undefined)).toHaveLength(22);
    expect(rows.filter((row) => row.started_at !== null)).toEqual([]);
    expect(rows.map((row) => row.title)).toContain('NGINX crash');
  });

  it('bring their action items, with what was done', async () => {
    const listed = JSON.parse(readFileSync(join(folder, 'action_items.json'), 'utf8')) as {
      incident: string;
    }[];
    const expected = Object.fromEntries(
      files.map((name) => {
        const incident = name.replace('.md', '');
        return [
          incident,
          listed.filter((item) => item.incident === incident).length - (LATER_OR_LESSONS[incident] ?? 0),
        ];
      }),
    );
    const rows: { incident: string; n: number }[] = await api.dataSource.query(
      `select i.external_id as incident, count(a.id)::int as n from incidents i
       left join action_items a on a.incident_id = i.id group by 1`,
    );
    expect(Object.fromEntries(rows.map(({ incident, n }) => [incident, n]))).toEqual(expected);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(122);
    const [done] = await api.dataSource.query(
      `select title from action_items where status = 'done' and title ilike 'make sure that everybody gets emailed%'`,
    );
    expect(done).toEqual({ title: 'Make sure that everybody gets emailed when the site goes down' });
  });
});
