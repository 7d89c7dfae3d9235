import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAM = '/usr/bin/prometheus-alertmanager';
const PORT = 19_599;

export interface BenchAlertmanager {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Debian's Alertmanager, which keeps alerts in memory only and notifies nobody here; null where it is not installed. */
export async function startAlertmanager(): Promise<BenchAlertmanager | null> {
  if (!existsSync(PROGRAM)) return null;
  const directory = await mkdtemp(join(tmpdir(), 'tenken-bench-alertmanager-'));
  const config = join(directory, 'alertmanager.yml');
  await writeFile(config, 'route: {receiver: none}\nreceivers: [{name: none}]\n');
  const child = spawn(
    PROGRAM,
    [
      `--config.file=${config}`,
      `--storage.path=${directory}`,
      `--web.listen-address=127.0.0.1:${PORT}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${PORT}`;
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    if (answer?.ok) break;
    await sleep(50);
  }
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
