import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import type { BenchProduct } from './run-product.js';

/** Verdict keys and the words that a row shows for them. */
const WORDS = ['Actionable', 'No action', 'False positive', 'Duplicate'];

/** Opens the rules of a review on a computer so many times slower than this one. */
export async function openRoom(
  context: BrowserContext,
  product: BenchProduct,
  id: string,
  slowdown: number,
): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(`${product.url}/reviews/${id}?step=rules`);
  await page.waitForSelector('tr[data-row-id]', { timeout: 60_000 });
  await page.waitForFunction(`document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.locator('tr[data-row-id]').first().click();
  await sleep(1500);
  return page;
}

/**
 * Judges one rule after the other by key. Milliseconds each from the press of the key until the row with its verdict is
 * painted on the screen of `watcher` (who may be somebody else; both clocks are this computer's).
 */
export async function pressVerdicts(presser: Page, watcher: Page, times: number): Promise<number[]> {
  const rules = await presser.locator('tr[data-row-id]').count();
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    // Another verdict in the second round than in the first.
    const choice = (time + Math.floor(time / rules)) % WORDS.length;
    const row = await presser.evaluate<string>(ACTIVE_ROW);
    await watcher.evaluate(`globalThis.watchRow(${JSON.stringify(row)}, ${JSON.stringify(WORDS[choice])})`);
    await presser.keyboard.press(String(choice + 1));
    const paintedMs = await watcher.evaluate<number>('globalThis.painted');
    taken.push(paintedMs - (await presser.evaluate<number>('globalThis.pressedMs')));
    // A different place each time in what the page does by itself.
    await sleep(150 + ((time * 97) % 350));
    if ((await presser.evaluate<string>(ACTIVE_ROW)) === row) await presser.keyboard.press('j');
  }
  return taken;
}

const ACTIVE_ROW = `document.querySelector('tr[data-active]').dataset.rowId`;

/** Milliseconds since 1970 of the last digit and of the second frame after a row shows a word; text, which needs `bypassCSP`. */
const WATCH = `
  addEventListener('keydown', (event) => {
    if (/^[0-9]$/.test(event.key)) globalThis.pressedMs = performance.timeOrigin + event.timeStamp;
  }, true);
  globalThis.watchRow = (id, word) => {
    const isShown = () => document.querySelector('tr[data-row-id="' + id + '"] > td:last-child')?.textContent.includes(word);
    globalThis.painted = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isShown()) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
      });
      if (isShown()) throw new Error('The row shows it already');
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  };`;
