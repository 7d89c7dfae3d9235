import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readEnv } from './config/env.js';
import { createApp } from './create-app.js';
import { dataSourceOptions } from './database/data-source.js';
import { migrate } from './database/migrate.js';

async function main(): Promise<void> {
  const env = readEnv();
  const url = env.DATABASE_URL;
  if (url === undefined) throw new Error('DATABASE_URL is not set');
  const setUp = await new DataSource(dataSourceOptions(url, 2)).initialize();
  await migrate(setUp);
  await setUp.destroy();
  const app = await createApp(env, url, ['error', 'warn', 'log']);
  await app.listen(env.PORT, env.HOST);
  process.stdout.write(`Tenken is ready on ${env.PUBLIC_URL}\n`);
}

await main();
