import type { BenchProduct } from './run-product.js';
import { openBrowser, signIn } from './sign-in.js';

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
  const browser = await openBrowser();
  try {
    const context = await signIn(browser, product, 'bench');
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
