/*
 * Episodes from a file through HTTP and the import's own job, beside COPY by a staging table into the same tables, in one
 * run on one machine; what counts is the ratio.
 *
 *   npm run bench -- import
 *   npm run bench -- import --rows=1000000
 */
import { parseArgs } from 'node:util';
import { measureImport } from './measure-import.js';
import { printFigure } from './print-figures.js';
import { startBenchProduct } from './run-product.js';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const product = await startBenchProduct();
try {
  const missing = await measureImport(product, Number(values.rows), Date.now() - 3_600_000);
  if (missing > 0) {
    printFigure('rows that did not come in, or came in twice', String(missing));
    process.exitCode = 1;
  }
} finally {
  await product.stop();
}
