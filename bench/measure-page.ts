import { createHash } from 'node:crypto';
import { chromium } from '@playwright/test';
import type { BenchProduct } from './run-product.js';

const SESSION = 'bench-session';

/** Milliseconds from the press on the address to the last change of the page, and what failed on the way. */
export interface PageCost {
  ms: number;
  requests: number;
}

/**
 * Opens a page as a signed-in person in Chromium: first with an empty cache, then so many times with a full one. Complete
 * = nothing waits any more, no request runs, and the page has not changed for half a second; the time is that of its
 * last change.
 */
export async function measurePage(product: BenchProduct, path: string, times: number): Promise<PageCost[]> {
  await signIn(product);
  const browser = await chromium.launch({
    executablePath: process.env.TENKEN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
    await context.addCookies([{ name: 'tenken_session', value: SESSION, url: product.url }]);
    await context.addInitScript(WATCH);
    const costs: PageCost[] = [];
    for (let time = 0; time <= times; time += 1) {
      const page = await context.newPage();
      await page.goto(product.url + path, { waitUntil: 'commit' });
      await page.waitForFunction(IS_COMPLETE, undefined, { timeout: 60_000, polling: 50 });
      costs.push((await page.evaluate(COST)) as PageCost);
      await page.close();
    }
    return costs;
  } finally {
    await browser.close();
  }
}

/** Notes when the page changed last; text, which needs `bypassCSP`. */
const WATCH = `
  globalThis.changedMs = 0;
  new MutationObserver(() => { globalThis.changedMs = performance.now(); })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['d', 'cx'] });`;
const ANSWERS = `performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/v1/') && !one.name.includes('/live'))`;
const IS_COMPLETE = `document.querySelector('main h1') !== null && ${ANSWERS}.length > 2
  && document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null
  && performance.now() - Math.max(globalThis.changedMs, ...${ANSWERS}.map((one) => one.responseEnd)) > 500`;
const COST = `({
  ms: Math.max(globalThis.changedMs, ...${ANSWERS}.map((one) => one.responseEnd)),
  requests: ${ANSWERS}.length,
})`;

async function signIn(product: BenchProduct): Promise<void> {
  await product.database.query(
    `with person as (
       insert into users (email, name, role, language) values ('bench@example.com', 'Bench', 'admin', 'en')
       on conflict do nothing returning id
     )
     insert into sessions (user_id, token_hash, expires_at)
     select id, $1, now() + interval '1 day' from person`,
    [createHash('sha256').update(SESSION).digest()],
  );
}
