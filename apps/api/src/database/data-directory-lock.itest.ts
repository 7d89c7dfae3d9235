import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockDataDirectory } from './data-directory-lock.js';

let dataDir: string;
let lockFile: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tenken-lock-'));
  lockFile = join(dataDir, 'tenken.lock');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function leaveLock(holder: { pid: number; startMark: string | null; host: string }): void {
  writeFileSync(lockFile, JSON.stringify({ id: 'left over', ...holder }));
}

describe('lockDataDirectory', () => {
  it('is taken by one of many that find the same dead holder', async () => {
    leaveLock({ pid: 2 ** 22 + 1, startMark: '1', host: hostname() });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDirectory(dataDir)));
    const locks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(locks).toHaveLength(1);
    locks[0]?.release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is not taken from a holder in another container that gives signs of life', async () => {
    leaveLock({ pid: 1, startMark: null, host: 'another-container' });
    const beat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 500);
    try {
      await expect(lockDataDirectory(dataDir)).rejects.toThrow('(process 1 on another-container)');
      expect(readFileSync(lockFile, 'utf8')).toContain('another-container');
    } finally {
      clearInterval(beat);
    }
  });

  it('is taken from one in another container that went silent', async () => {
    leaveLock({ pid: 1, startMark: null, host: 'another-container' });
    (await lockDataDirectory(dataDir)).release();

    leaveLock({ pid: 1, startMark: null, host: 'another-container' });
    const longAgo = new Date('2026-01-01T00:00:00Z');
    utimesSync(lockFile, longAgo, longAgo);
    const startedAt = performance.now();
    (await lockDataDirectory(dataDir)).release();
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('leaves the lock of a successor alone', async () => {
    const lock = await lockDataDirectory(dataDir);
    leaveLock({ pid: process.pid, startMark: null, host: hostname() });
    lock.release();
    expect(readFileSync(lockFile, 'utf8')).toContain('left over');
  });
});
