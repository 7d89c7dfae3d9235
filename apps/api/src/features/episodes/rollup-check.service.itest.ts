import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../database/test-database.js';
import { RollupCheckService } from './rollup-check.service.js';
import type { RollupDifference } from './rollup-difference.read-model.js';
import { newEpisodeServices } from './test-episode-services.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

describe('the check of rollups', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.dataSource.query(`insert into sources (kind, key, name) values ('generic', 'one', 'One')`);
    const start = Date.parse('2026-10-30T20:00:00Z');
    const transitions = Array.from({ length: 300 }, (_, index) => {
      const startsAt = new Date(start + index * 1_234_567);
      return {
        ruleUid: `R${index % 45}`,
        ruleName: 'R',
        fingerprint: 'f',
        startsAt,
        endsAt: index % 7 === 0 ? null : new Date(startsAt.getTime() + index * 3331),
        notifiedAt: index % 3 === 0 ? startsAt : null,
        acknowledgedAt: index % 5 === 0 ? startsAt : null,
        labels: {},
        annotations: {},
        receivedAt: startsAt,
      };
    });
    await database.dataSource.transaction((db) =>
      newEpisodeServices().episodes.applyTransitions(db, '1', transitions),
    );
  });
  afterAll(() => database.drop());

  const check = async (repair = false) => {
    const differences: RollupDifference[] = [];
    const progress: number[] = [];
    const result = await new RollupCheckService(database.dataSource).check({
      repair,
      onDifference: (difference) => differences.push(difference),
      onProgress: (checked) => progress.push(checked),
    });
    return { ...result, found: differences, progress };
  };
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ['--import', `${ROOT}scripts/typescript.mjs`, `${ROOT}apps/api/src/cli/verify-rollups.ts`, ...args],
        { env: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url } },
      );
      let output = '';
      child.stdout.on('data', (part) => (output += part));
      child.stderr.on('data', (part) => (output += part));
      child.on('close', (code) => resolve({ code, output }));
    });

  it('finds nothing where the rollups are right', async () => {
    expect(await check()).toEqual({
      rules: 45,
      differences: 0,
      repaired: 0,
      found: [],
      progress: [20, 40, 45],
    });
  });

  it.each([
    [
      'a count',
      `update episode_daily_rollups set pages = pages + 1 where fired > 0 and day = '2026-10-31' and alert_rule_id = 7`,
      'pages',
    ],
    [
      'a duration',
      `update episode_daily_rollups set duration_seconds = duration_seconds + 0.01 where ended > 0 and alert_rule_id = 9`,
      'duration_seconds',
    ],
    [
      'an hour',
      `update episode_daily_rollups set fired_by_hour[3] = 9 where alert_rule_id = 11`,
      'fired_by_hour',
    ],
    ['a missing day', `delete from episode_daily_rollups where alert_rule_id = 13`, 'fired'],
    [
      'a bucket',
      `update episode_duration_histograms set episodes = episodes + 1 where alert_rule_id = 15`,
      'episodes',
    ],
    [
      'a week',
      `update episode_weekly_rollups set self_resolved = self_resolved + 1 where alert_rule_id = 17`,
      'self_resolved',
    ],
    ['a missing week', `delete from episode_weekly_rollups where alert_rule_id = 19`, 'acknowledged'],
    [
      'rollups of a rule that is no more',
      `insert into episode_daily_rollups (alert_rule_id, day, fired) values (99999, '2026-10-31', 4)`,
      'fired',
    ],
  ])('finds %s that is wrong, and mends it', async (_, corrupt, column) => {
    const [, changed] = await database.dataSource.query(corrupt);
    const wrong = await check();
    expect(changed ?? 1).toBeGreaterThan(0);
    expect(wrong.found.map((difference) => difference.column)).toContain(column);
    expect(wrong.repaired).toBe(0);
    expect((await check(true)).repaired).toBe(1);
    expect((await check()).differences).toBe(0);
  });

  it('is a command that ends with 1 on a difference, and with 0 once it is repaired', async () => {
    await database.dataSource.query(
      `update episode_daily_rollups set fired = fired + 5
       where (alert_rule_id, day) in (select alert_rule_id, day from episode_daily_rollups where alert_rule_id = 1 limit 1)`,
    );
    const wrong = await run();
    expect(wrong.output).toMatch(/^rule 1 daily \d{4}-\d\d-\d\d fired: stored \d+, counted \d+$/m);
    expect(wrong.output).toContain('45 rules checked, 1 difference');
    expect(wrong.code).toBe(1);
    const repaired = await run('--repair');
    expect(repaired.output).toContain('repaired the rollups of 1 rule');
    expect(repaired.code).toBe(1);
    expect(await run()).toMatchObject({ code: 0, output: '45 rules checked, 0 differences\n' });
  });
});
