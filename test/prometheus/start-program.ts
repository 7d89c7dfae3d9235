import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { until } from '@tenken/api/clock/test-until';

/** A program that runs until `stop`; what it said is there for the message of a failing test. */
export interface RunningProgram {
  output(): string;
  stop(): Promise<void>;
}

/** Starts a program and waits until an address of it answers 2xx. */
export async function startProgram(
  command: string,
  args: readonly string[],
  readyUrl: string,
): Promise<RunningProgram> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output = (output + text).slice(-20_000);
    });
  }
  const program = { output: () => output, stop: () => stopChild(child) };
  try {
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}:\n${output}`);
        return (await fetch(readyUrl).catch(() => null))?.ok;
      },
      { missing: () => output, pauseMs: 100 },
    );
  } catch (error) {
    await program.stop();
    throw error;
  }
  return program;
}

/** A TCP port of this machine that nobody listened on a moment ago. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(timer);
}
