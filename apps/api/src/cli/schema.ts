import { writeFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { readEnv } from '../config/env.js';
import { dataSourceOptions } from '../database/data-source.js';
import { describeSchema } from '../database/describe-schema.js';

/** `npm run schema`: writes migrations/schema.sql from the database in DATABASE_URL (migrated, empty of own tables). */
const { DATABASE_URL } = readEnv();
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL names the migrated database to describe');
const dataSource = await new DataSource(dataSourceOptions(DATABASE_URL, 1)).initialize();
await dataSource.runMigrations();
writeFileSync(
  new URL('../../../../migrations/schema.sql', import.meta.url),
  await describeSchema(dataSource),
);
await dataSource.destroy();
