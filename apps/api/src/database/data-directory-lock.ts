import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartError } from '../config/start-error.js';
import { isRunning, startMark } from './running-process.js';

const HEARTBEAT_MS = 3_000;
/** Five missed heartbeats. It only counts for a holder on another host or in another container. */
const SILENCE_MS = 15_000;

const holderSchema = z.object({
  id: z.string(),
  pid: z.number().int(),
  startMark: z.string().nullable(),
  host: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/** Gives the directory back; calling it twice does no harm. */
export interface DataDirectoryLock {
  release(): void;
}

/**
 * Makes sure that one Tenken uses a data directory: two servers on the same files would destroy them.
 *
 * Theory of operation: `tenken.lock` names its holder. On the same host the holder is alive when its pid runs and
 * started when the lock says (a pid alone is soon reused, in containers at once). On another host or in another
 * container pids mean nothing, so the holder touches the file every few seconds and is gone once that stops.
 * The file appears complete (written aside, then linked) and is taken over by a rename, so that of two processes
 * that find the same dead holder one wins.
 * @throws {StartError} naming DATA_DIR when another Tenken holds it.
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  const path = join(dataDir, 'tenken.lock');
  const own: Holder = {
    id: randomUUID(),
    pid: process.pid,
    startMark: startMark(process.pid),
    host: hostname(),
  };
  const draft = `${path}.${own.id}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    while (!tryLink(draft, path)) {
      const holder = readHolder(path);
      if (holder && (await isAlive(path, holder))) throw inUse(dataDir, holder);
      if (!takeAway(path, holder)) throw inUse(dataDir, readHolder(path));
    }
  } finally {
    rmSync(draft, { force: true });
  }

  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (readHolder(path)?.id === own.id) rmSync(path, { force: true });
    },
  };
}

function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when there is no lock or it cannot be read (a torn file after a power cut has no living holder). */
function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
  if (holder.host === hostname()) {
    return isRunning(holder.pid) && (holder.startMark === null || startMark(holder.pid) === holder.startMark);
  }
  const before = lastBeat(path);
  if (before === null || Date.now() - before > SILENCE_MS) return false;
  // It beat a moment ago: either it lives, or its container was just replaced. The next beats tell.
  await sleep(2.5 * HEARTBEAT_MS);
  return lastBeat(path) !== before;
}

function lastBeat(path: string): number | null {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

/** Removes the lock of a dead holder. False when somebody else took it over in between; theirs is put back. */
function takeAway(path: string, dead: Holder | null): boolean {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  const moved = readHolder(aside);
  const ours = moved === null || moved.id === dead?.id;
  if (!ours) tryLink(aside, path);
  rmSync(aside, { force: true });
  return ours;
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The directory was removed under us; Postgres will say so more clearly than we could here.
  }
}

function inUse(dataDir: string, holder: Holder | null): StartError {
  const who = holder
    ? `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}`
    : 'another process';
  return new StartError(
    `DATA_DIR ${dataDir} is in use by another Tenken (${who}). Stop that one, or start this one with another DATA_DIR, for example: DATA_DIR=./data-2 PORT=3001 npm start`,
  );
}
