// npm run dev: the API from its sources (started again when they change) and Vite's server for the web.
import './check-node-version.mjs';
import { spawn } from 'node:child_process';
import { installPackages } from './install-packages.mjs';
import { bin, inRoot, root } from './root.mjs';
import './load-settings.mjs';

await installPackages();
const watched = ['apps/api/src', 'libs/shared/src', 'libs/statistics/src', 'migrations'];
const options = { cwd: root, stdio: 'inherit' };
const children = [
  spawn(
    process.execPath,
    [
      ...watched.map((path) => `--watch-path=${inRoot(path)}`),
      '--watch-preserve-output',
      '--import',
      './scripts/typescript.mjs',
      'apps/api/src/main.ts',
    ],
    options,
  ),
  spawn(bin('vite'), ['apps/web'], options),
];
const stopAll = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
