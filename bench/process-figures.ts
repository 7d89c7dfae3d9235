import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second everywhere. */
const TICKS = 100;

/** Seconds of CPU that processes and their children have used; NaN where /proc is not there. */
export function cpuSeconds(...pids: number[]): number {
  try {
    return [...pids, ...pids.flatMap(childrenOf)].reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS;
  } catch {
    return Number.NaN;
  }
}

/** Resident bytes of a process; NaN where /proc is not there. */
export function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    // A child that has just ended.
    return 0;
  }
}
