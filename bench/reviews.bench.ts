import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillReviews } from './fill-reviews.js';
import { whole } from './print-figures.js';
import { startBenchProduct } from './run-product.js';

const { values } = parseArgs({
  options: {
    episodes: { type: 'string', default: '100000,10000000' },
    keep: { type: 'string' },
    sources: { type: 'boolean', default: false },
  },
});
for (const episodes of values.episodes.split(',').map(Number)) {
  const product = await startBenchProduct({
    sources: values.sources,
    keep: values.keep === undefined ? undefined : join(values.keep, String(episodes)),
  });
  try {
    const startedMs = performance.now();
    if (await fillReviews(product.databaseUrl, episodes))
      process.stdout.write(
        `\n  filled with ${whole(episodes)} episodes in ${whole((performance.now() - startedMs) / 1000)} s\n`,
      );
  } finally {
    await product.stop();
  }
}
