// npm run <command> -- <arguments>: runs apps/api/dist/cli/<command>.js.
import './check-node-version.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installPackages } from './install-packages.mjs';
import { inRoot } from './root.mjs';
import './load-settings.mjs';

const [command, ...rest] = process.argv.slice(2);
await installPackages();
const { buildProduct } = await import('./build-product.mjs');
if (!(await buildProduct())) process.exit(1);

const directory = inRoot('apps/api/dist/cli');
const program = inRoot('apps/api/dist/cli', `${command}.js`);
if (!command || !/^[a-z-]+$/.test(command) || !existsSync(program)) {
  const known = existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => /^[a-z-]+\.js$/.test(name))
        .map((name) => name.replace('.js', ''))
    : [];
  process.stderr.write(`There is no command ${command ?? '(none given)'}. Commands: ${known.join(', ')}\n`);
  process.exit(2);
}
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, program, ...rest];
await import(pathToFileURL(program).href);
