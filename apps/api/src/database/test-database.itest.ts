import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let one: TestDatabase;
let two: TestDatabase;

beforeAll(async () => {
  [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([one.drop(), two.drop()]));

describe('createTestDatabase', () => {
  it('gives a migrated database', async () => {
    expect(await one.dataSource.showMigrations()).toBe(false);
    expect(await one.dataSource.query('select count(*)::int as n from migrations')).toEqual([
      { n: one.dataSource.migrations.length },
    ]);
  });

  it('gives each file its own', async () => {
    await one.dataSource.query('create table only_here ()');
    await expect(two.dataSource.query('select from only_here')).rejects.toThrow('does not exist');
  });
});
