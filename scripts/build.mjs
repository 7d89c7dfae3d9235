// npm run build: everything is compiled again, whatever was built before.
import './check-node-version.mjs';
import { installPackages } from './install-packages.mjs';

await installPackages();
const { buildProduct } = await import('./build-product.mjs');
if (!(await buildProduct({ force: true }))) process.exit(1);
