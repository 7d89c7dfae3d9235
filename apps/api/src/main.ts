import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { assertPortFree } from './config/assert-port-free.js';
import { describeStartError } from './config/describe-start-error.js';
import { type Env, readEnv } from './config/env.js';
import { createApp } from './create-app.js';
import { dataSourceOptions } from './database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './database/embedded-postgres.js';
import { migrate } from './database/migrate.js';
import { SignInLinkService } from './features/identity/sign-in-link.service.js';
import { NestLogger } from './http/nest-logger.js';

const CLOSE_LIMIT_MS = 10_000;

let env: Env | null = null;
let app: NestFastifyApplication | null = null;
let postgres: EmbeddedPostgres | null = null;
let stopping = false;

/** Requests in flight first, then the database. A second signal changes nothing: under npm, Ctrl-C arrives twice. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closing = app?.close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  // Where the database is gone, closing its connections can wait for ever; what was answered 2xx is durable already.
  await Promise.race([closing, sleep(CLOSE_LIMIT_MS, undefined, { ref: false })]);
  await postgres?.stop();
  process.exit(exitCode);
}

async function start(): Promise<void> {
  env = readEnv();
  await assertPortFree(env);
  const log = pino({ level: env.LOG_LEVEL }, pino.destination({ dest: 2, sync: true }));
  if (env.DATABASE_URL === undefined) {
    postgres = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log });
  }
  const databaseUrl = env.DATABASE_URL ?? postgres!.url;
  await migrateDatabase(databaseUrl);
  app = await createApp(env, databaseUrl, new NestLogger(log));
  await app.listen(env.PORT, env.HOST);
  const address = publicUrl(env, app);
  process.stdout.write(`\nTenken is ready: ${address}\n`);
  const link = await app.get(SignInLinkService).ensureFirstAdminLink(address);
  if (link !== null) {
    process.stdout.write(`Make the first administrator's account here (works once, for a day): ${link}\n`);
  }
}

async function migrateDatabase(url: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** With PORT=0 the system chose the port; only the server knows it. */
function publicUrl(settings: Env, running: NestFastifyApplication): string {
  const address = running.getHttpServer().address();
  if (settings.PORT !== 0 || address === null || typeof address === 'string') return settings.PUBLIC_URL;
  return `http://${settings.HOST}:${address.port}`;
}

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await start();
} catch (error) {
  process.stderr.write(`\n${describeStartError(error, env)}\n`);
  await stop(1);
}
