import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { importFile } from './import-file.js';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

const FOLDER = join(SHARED_DATA, 'rules-awesome-prometheus-alerts');
const run = hasSharedData ? describe : describe.skip;

/** 113 files of a public collection: 954 alerting rules, all names different (its README says so). */
run('954 real rules of Prometheus', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const files = hasSharedData ? readdirSync(FOLDER).filter((name) => name.endsWith('.yml')) : [];
  const bringIn = async (names: readonly string[], change: (text: string) => string = (text) => text) => {
    const sum = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
    for (const file of names) {
      const text = change(readFileSync(join(FOLDER, file), 'utf8'));
      const job = await importFile(api, 'rules', text, 'application/yaml', file);
      expect([file, job.stage, job.rejects]).toEqual([file, 'done', []]);
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += job.counts[key];
    }
    return sum;
  };

  it('come in whole, change nothing the second time, and make a version each when they change', async () => {
    expect(await bringIn(files)).toEqual({ read: 954, created: 954, updated: 0, unchanged: 0, rejected: 0 });
    const [counts] = await api.dataSource.query(
      `select count(*)::integer as rules, count(*) filter (where r.severity = 'critical')::integer as critical,
         count(*) filter (where r.severity = 'warning')::integer as warning,
         count(*) filter (where r.severity = 'info')::integer as info,
         count(v.for_seconds)::integer as with_for, count(nullif(v.expression, ''))::integer as with_expression
       from alert_rules r join alert_rule_versions v on v.alert_rule_id = r.id`,
    );
    expect(counts).toEqual({
      rules: 954,
      critical: 370,
      warning: 554,
      info: 30,
      with_for: 954,
      with_expression: 954,
    });
    const some = files.slice(0, 10);
    const again = await bringIn(some);
    expect(again).toEqual({ read: again.read, created: 0, updated: 0, unchanged: again.read, rejected: 0 });

    const longer = (text: string) => text.replaceAll(/^( +for:) .*$/gm, '$1 17m');
    expect(await bringIn(some, longer)).toEqual({ ...again, updated: again.read, unchanged: 0 });
    const [versions] = await api.dataSource.query(
      `select count(*)::integer as n, min(for_seconds) as shortest, max(for_seconds) as longest
       from alert_rule_versions where version = 2`,
    );
    expect(versions).toEqual({ n: again.read, shortest: 1020, longest: 1020 });
  }, 600_000);
});
