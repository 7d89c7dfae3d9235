import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { DataSource } from 'typeorm';
import { readEnv } from '../config/env.js';
import { createApp } from '../create-app.js';
import { createTestDatabase } from '../database/test-database.js';

/** An administrator's API token in every test app. */
export const TEST_TOKEN = 'test-token-0123456789-0123456789-0123456789';

export interface TestApp {
  app: NestFastifyApplication;
  dataSource: DataSource;
  databaseUrl: string;
  token: string;
  /** supertest as administrator */
  request: ReturnType<typeof supertest.agent>;
  /** supertest as nobody in particular */
  anonymous: ReturnType<typeof supertest.agent>;
  close(): Promise<void>;
}

/** The whole API on a database of its own, listening on no port that anyone else uses. */
export async function createTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const env = readEnv({
    BOOTSTRAP_TOKEN: TEST_TOKEN,
    LOG_LEVEL: 'error',
    DATABASE_POOL_SIZE: '5',
    ...environment,
  });
  const app = await createApp(env, database.url, ['error', 'fatal']);
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer();
  return {
    app,
    dataSource: database.dataSource,
    databaseUrl: database.url,
    token: TEST_TOKEN,
    request: supertest.agent(server).set('authorization', `Bearer ${TEST_TOKEN}`),
    anonymous: supertest.agent(server),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
