// npm start: installs and builds what is missing, then runs the API, which serves the web and starts the database.
import './check-node-version.mjs';
import { chdir } from 'node:process';
import { pathToFileURL } from 'node:url';
import { installPackages } from './install-packages.mjs';
import { inRoot, root } from './root.mjs';
import './load-settings.mjs';

chdir(root);
await installPackages();
const { buildProduct } = await import('./build-product.mjs');
if (!(await buildProduct())) {
  process.stderr.write('The build failed; nothing was started.\n');
  process.exit(1);
}

process.env.NODE_ENV ??= 'production';
process.setSourceMapsEnabled(true);
// In this very process, so that Ctrl-C and `kill` reach the server and not a parent of it.
await import(pathToFileURL(inRoot('apps/api/dist/main.js')).href);
