// npm run check: everything that can be checked without starting anything, in under a minute.
import './check-node-version.mjs';
import { installPackages } from './install-packages.mjs';
import { bin } from './root.mjs';

await installPackages();
const { runStaticChecks } = await import('./static-checks.mjs');
const { runCommand } = await import('./run-command.mjs');
const { passed, failed } = await runStaticChecks();

const rules = await runCommand(
  process.execPath,
  [bin('jest'), 'test/architecture', '--selectProjects', 'unit'],
  {
    env: { NODE_OPTIONS: '--experimental-vm-modules', NODE_NO_WARNINGS: '1' },
  },
);
process.stdout.write(
  `${rules.code === 0 ? 'ok    ' : 'FAILED'} files, names and sources (jest) (${rules.seconds.toFixed(1)} s)\n`,
);
if (rules.code !== 0) process.stdout.write(rules.output);

const broken = failed + (rules.code === 0 ? 0 : 1);
process.stdout.write(`\n${passed + failed + 1 - broken} checks passed, ${broken} failed\n`);
process.exitCode = broken > 0 ? 1 : 0;
