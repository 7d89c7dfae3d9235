// What the tests use beside Node: a browser, and the monitoring programs that real alerts come from. On Debian as root
// they are installed; anywhere else the tests that need them are skipped, and counted as skipped.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

const PACKAGES = [
  { program: '/usr/bin/chromium', packages: ['chromium', 'fonts-noto-cjk'] },
  { program: '/usr/bin/prometheus', packages: ['prometheus'] },
  { program: '/usr/bin/prometheus-alertmanager', packages: ['prometheus-alertmanager'] },
];
const POLICY = '/usr/sbin/policy-rc.d';

/** @returns {Promise<string[]>} the programs that are missing all the same */
export async function installSystemPackages() {
  const missing = PACKAGES.filter(({ program }) => !existsSync(program));
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const names = missing.flatMap(({ packages }) => packages);
    process.stdout.write(`Installing ${names.join(', ')} with apt-get …\n`);
    // Debian starts a service as soon as it is installed; these would sit on ports and use the processor.
    const ours = !existsSync(POLICY);
    if (ours) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await runCommand('apt-get', ['update', '-qq'], { env, timeoutMs: 180_000 });
      const run = await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
        env,
        timeoutMs: 600_000,
      });
      if (run.code !== 0) process.stdout.write(`${run.output.trimEnd()}\n`);
    } finally {
      if (ours) rmSync(POLICY, { force: true });
    }
  }
  return missing.map(({ program }) => program).filter((program) => !existsSync(program));
}
