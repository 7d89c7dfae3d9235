import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { openDatabase } from './open-database.js';

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('the database of command-line tools', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tenken-open-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  const ask = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ note: string }>('select note from notes');
    await client.end();
    return rows[0]!.note;
  };

  it('is that of DATABASE_URL, else the embedded one, which is used as it runs and else started', async () => {
    const elsewhere = 'postgres://a:b@example.com/c';
    expect((await openDatabase({ DATABASE_URL: elsewhere, DATA_DIR: dataDir }, log)).url).toBe(elsewhere);

    await expect(openDatabase({ DATABASE_URL: undefined, DATA_DIR: dataDir }, log)).rejects.toThrow(
      /holds no database/,
    );

    const server = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create table notes (note text)`);
    await client.query(`insert into notes values ('mine')`);
    await client.end();
    const running = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: dataDir }, log);
    expect(new URL(running.url).port).toBe(new URL(server.url).port);
    expect(await ask(running.url)).toBe('mine');
    await running.close();
    // it was not ours to stop
    expect(await ask(server.url)).toBe('mine');
    await server.stop();

    const started = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: dataDir }, log);
    expect(await ask(started.url)).toBe('mine');
    await started.close();
    await expect(ask(started.url)).rejects.toThrow();
  }, 240_000);
});
