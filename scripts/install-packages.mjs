// Runs `npm ci` when node_modules is missing or is not what the lock file says.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot, root } from './root.mjs';
import { runCommand } from './run-command.mjs';

/** True when every package of the lock file that this platform needs is installed in the locked version. */
export function isInstalled() {
  const installedPath = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const locked = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (entry.link) return existsSync(inRoot(path));
    if (installed[path]) {
      return installed[path].version === entry.version && existsSync(inRoot(path, 'package.json'));
    }
    // Packages for other platforms are in the lock file and not here.
    return Boolean(entry.optional || entry.peer);
  });
}

/** Installs when needed. Ends the process with npm's words when that fails. */
export async function installPackages() {
  if (isInstalled()) return;
  process.stdout.write('Installing packages (a minute or two, only after a clone or an update) …\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = await runCommand(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { cwd: root });
  if (run.code !== 0) {
    process.stderr.write(`${run.output}\nnpm ci failed (exit code ${run.code}); nothing was started.\n`);
    process.exit(1);
  }
  process.stdout.write(`Packages installed in ${run.seconds.toFixed(0)} s\n`);
}
