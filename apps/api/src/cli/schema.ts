import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source.js';
import { describeSchema } from '../database/describe-schema.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';

/** `npm run schema`: writes migrations/schema.sql from a throw-away database with all migrations applied. */
const quiet = () => undefined;
const dataDir = mkdtempSync(join(tmpdir(), 'tenken-schema-'));
const server = await startEmbeddedPostgres({
  dataDir,
  log: { debug: quiet, info: quiet, warn: quiet, error: console.error },
  settings: { fsync: 'off' },
});
try {
  const dataSource = await new DataSource(dataSourceOptions(server.url, 1)).initialize();
  await dataSource.runMigrations();
  const file = fileURLToPath(new URL('../../../../migrations/schema.sql', import.meta.url));
  writeFileSync(file, await describeSchema(dataSource));
  await dataSource.destroy();
  process.stdout.write(`${file}\n`);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
