import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadSampleData, removeSampleData } from './support/api.js';
import { type Looks, violations } from './support/axe.js';
import { allPages } from './support/pages.js';

/** TENKEN_SCREENSHOTS=<folder> also keeps a picture of every page. */
const PICTURES = process.env.TENKEN_SCREENSHOTS;
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

test.beforeAll(({ request }) => loadSampleData(request));
test.afterAll(({ request }) => removeSampleData(request));

/** English in light is looked at whole; dark differs in its colours alone, and Japanese in its words alone. */
function looks(language: 'en' | 'ja', colorScheme: 'light' | 'dark'): Looks {
  if (language === 'ja') return 'all but colours';
  return colorScheme === 'light' ? 'all' : 'colours';
}

for (const language of ['en', 'ja'] as const) {
  // Colours are the same in both languages: the second one is looked at in one scheme only.
  const schemes = language === 'en' || PICTURES ? (['light', 'dark'] as const) : (['dark'] as const);
  test(`every page is sound in ${language}, ${schemes.join(' and ')}`, async ({ browser, request }) => {
    test.setTimeout(1_800_000);
    const context = await browser.newContext({
      storageState: process.env.TENKEN_E2E_STATE!,
      locale: language === 'ja' ? 'ja-JP' : 'en-GB',
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const mistakes: string[] = [];
    page.on('pageerror', (error) => mistakes.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') mistakes.push(`${page.url()}: ${message.text()}`);
    });
    for (const { name, path, query } of await allPages(request)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(`${path}?${query === undefined ? '' : `${query}&`}lang=${language}`);
      await expect(page.getByRole('heading', { level: 1 }), name).toBeVisible();
      // skeletons and spinners are gone: the page shows what it has
      await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root')).toHaveCount(0);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        // the page follows the system's scheme without being loaded again
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
        for (const found of await violations(page, looks(language, colorScheme)))
          mistakes.push(`${name}, ${colorScheme}: ${found}`);
        for (const width of PICTURES ? [1440, 390] : []) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({
            path: join(PICTURES ?? '', `${name}-${language}-${colorScheme}-${width}.png`),
          });
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      }
      await page.setViewportSize({ width: 390, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) mistakes.push(`${name}: ${overflow} px wider than a screen of 390`);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await context.close();
    expect(mistakes).toEqual([]);
  });
}
