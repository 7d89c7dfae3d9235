// Jest's globalTeardown of the integration project.
import { rm } from 'node:fs/promises';

export default async function stopDatabase() {
  const started = globalThis.tenkenTestServer;
  if (!started) return;
  await started.server.stop();
  await rm(started.dataDir, { recursive: true, force: true });
}
