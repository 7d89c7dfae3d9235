/*
 * A running review in the browser, on a computer four times slower than this one: from a verdict's key to the painted row,
 * with 40 and with 200 rules, and to the screen of another person.
 *
 *   npm run bench -- room                         two minutes, and half a minute to fill the database
 *   npm run bench -- room --only=200 --keep=/var/tmp/tenken-room
 *
 * Without building anything: `node --import ./scripts/typescript.mjs bench/room.bench.ts --sources --web=/var/tmp/dist`.
 */
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { fillReviews } from './fill-reviews.js';
import { openRoom, pressVerdicts } from './press-verdicts.js';
import { ms } from './print-figures.js';
import { quantile } from './review-questions.js';
import { makeRoom } from './review-work.js';
import { startBenchProduct } from './run-product.js';
import { openBrowser, signIn } from './sign-in.js';

const { values } = parseArgs({
  options: {
    episodes: { type: 'string', default: '20000' },
    /** "own screen, 40 rules" … */
    only: { type: 'string', default: '' },
    slowdown: { type: 'string', default: '4' },
    /** a directory in which the database is filled once and measured again */
    keep: { type: 'string' },
    /** the sources of the API as they are instead of its build */
    sources: { type: 'boolean', default: false },
    /** another build of the web than the product's own */
    web: { type: 'string' },
  },
});
const LIMIT_OWN_MS = 100;
const LIMIT_OTHER_MS = 1000;
const RULES_OF_SERVICE = 40;
const OWN_TIMES = 40;
const OTHER_TIMES = 24;
/** Beside the product's, which is BENCH_PORT. */
const WEB_PORT = 1000;

const api = await startBenchProduct({ sources: values.sources, keep: values.keep });
const web = values.web === undefined ? null : await serveWeb(resolve(values.web));
const product = { ...api, url: web?.url ?? api.url };
const browser = await openBrowser();
try {
  await fillReviews(product.databaseUrl, Number(values.episodes));
  const [aoi, ben] = [await signIn(browser, product, 'aoi'), await signIn(browser, product, 'ben')];
  process.stdout.write(`    verdict by key until painted${''.padEnd(8)}         p50         p95\n`);
  for (const rules of [40, 200]) {
    const open = async () => makeRoom(api, `Room of ${rules}`, rules / RULES_OF_SERVICE);
    await measure(`own screen, ${rules} rules`, LIMIT_OWN_MS, async () => {
      const page = await openRoom(aoi, product, await open(), Number(values.slowdown));
      const taken = await pressVerdicts(page, page, OWN_TIMES);
      await page.close();
      return taken;
    });
    await measure(`another's screen, ${rules} rules`, LIMIT_OTHER_MS, async () => {
      const id = await open();
      const theirs = await openRoom(ben, product, id, Number(values.slowdown));
      const own = await openRoom(aoi, product, id, Number(values.slowdown));
      const taken = await pressVerdicts(own, theirs, OTHER_TIMES);
      await Promise.all([own.close(), theirs.close()]);
      return taken;
    });
  }
} finally {
  await browser.close();
  await web?.close();
  await api.stop();
}

/** A build of the web from another directory, on an address of its own that hands everything else to the product. */
async function serveWeb(outDir: string): Promise<{ url: string; close(): Promise<void> }> {
  const port = Number(new URL(api.url).port) + WEB_PORT;
  const server = await preview({
    configFile: false,
    root: dirname(outDir),
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port, strictPort: true, proxy: { '/api': { target: api.url } } },
  });
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function measure(name: string, limitMs: number, work: () => Promise<number[]>): Promise<void> {
  if (!name.includes(values.only)) return;
  const taken = await work();
  const p95 = quantile(taken, 0.95);
  const mark = p95 > limitMs ? `over ${limitMs} ms` : '';
  process.stdout.write(
    `    ${name.padEnd(36)}${ms(quantile(taken, 0.5)).padStart(12)}${ms(p95).padStart(12)}  ${mark}\n`,
  );
  if (mark !== '') process.exitCode = 1;
}
