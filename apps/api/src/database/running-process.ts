import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Fields of /proc/<pid>/stat after the command, which may itself contain spaces and brackets. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** True when the process exists and does something; a zombie has ended and only waits to be noticed. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/**
 * Something that two processes that got the same pid one after the other do not share: the kernel's start tick on
 * Linux, the start time elsewhere. Null when it cannot be had.
 */
export function startMark(pid: number): string | null {
  const fields = statFields(pid);
  if (fields) return fields[19] ?? null;
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.status === 0 ? ps.stdout.trim() || null : null;
}

/** True when the process is a PostgreSQL server whose data directory is `directory` (an absolute real path). */
export function isPostgresOf(pid: number, directory: string): boolean {
  if (!isRunning(pid)) return false;
  try {
    // A server works inside its data directory, under whatever name it was given.
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 && ps.stdout.includes('postgres') && ps.stdout.includes(directory);
  }
}
