import { expect, type Locator, type Page, test } from '@playwright/test';
import { loadSampleData, removeSampleData } from './support/api.js';

/*
 * The promise of every figure: what it says is what its link lists. Checked on the sample company through the
 * screen alone: the number as shown, and the rows as counted after the click.
 */
test.use({ actionTimeout: 60_000 });
test.beforeAll(({ request }) => loadSampleData(request));
test.afterAll(({ request }) => removeSampleData(request));

/** The number that a link or a text begins with: `1,234` and `23 incidents · none open`. */
function numberIn(text: string | null): number {
  const digits = /^\D*?([\d,]+)/.exec(text ?? '')?.[1];
  if (digits === undefined) throw new Error(`No number in “${text}”`);
  return Number(digits.replaceAll(',', ''));
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root')).toHaveCount(0);
}

/** Every row of a list, with all of its pages loaded. */
async function countRows(list: Page | Locator): Promise<number> {
  const rows = list.locator('tbody tr:has(> td)');
  const more = list.getByRole('button', { name: /^Show more/ });
  while ((await more.count()) > 0) {
    const before = await rows.count();
    await more.first().click();
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
  }
  return rows.count();
}

/** Follows a link in a window of its own and counts what it lists. */
async function rowsBehind(page: Page, link: Locator, table?: string): Promise<number> {
  const address = await link.getAttribute('href');
  const other = await page.context().newPage();
  try {
    await other.goto(address ?? '');
    await settled(other);
    // A list with nothing in it has no table.
    return await countRows(table === undefined ? other : other.getByRole('region', { name: table }));
  } finally {
    await other.close();
  }
}

test('the table of rules: alerts, pages and pages at night', async ({ page }) => {
  test.setTimeout(900_000);
  await page.goto('/rules');
  await settled(page);
  const rows = page.getByRole('table', { name: 'Rules that fired' }).locator('tbody tr');
  const found: Record<string, number> = {};
  const shown: Record<string, number> = {};
  for (const index of [0, 1, 4]) {
    const counts = rows
      .nth(index)
      .getByRole('link')
      .filter({ hasText: /^[\d,]+$/ });
    for (const [at, link] of (await counts.all()).entries()) {
      const name = `row ${index}, figure ${at}`;
      shown[name] = numberIn(await link.textContent());
      found[name] = await rowsBehind(page, link);
    }
  }
  expect(Object.keys(shown).length).toBeGreaterThanOrEqual(6);
  expect(found).toEqual(shown);
});

test('the page of a rule: counts, the base of a median, and a share of its base', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('/rules');
  await settled(page);
  await page.getByRole('table', { name: 'Rules that fired' }).getByRole('link').first().click();
  await settled(page);
  const figure = (name: string) => page.getByRole('region', { name, exact: true });
  for (const name of ['Fired', 'Pages', 'Pages at night']) {
    const link = figure(name).getByRole('link').first();
    expect(await rowsBehind(page, link), name).toBe(numberIn(await link.textContent()));
  }
  const median = figure('Lasts (median)');
  const ended = numberIn(await median.getByText(/^n = /).textContent());
  expect(await rowsBehind(page, median.getByRole('link').first())).toBe(ended);
  const share = figure('Self-resolved').getByRole('link').first();
  const selfResolved = await rowsBehind(page, share);
  expect(Math.round((100 * selfResolved) / ended)).toBe(numberIn(await share.textContent()));
});

test('incidents: the count above the list, whole and filtered', async ({ page }) => {
  for (const filter of ['', '?severity=SEV2', '?detectionSource=customer', '?recurrence=confirmed']) {
    await page.goto(`/incidents${filter}`);
    await settled(page);
    const said = page
      .getByRole('status')
      .filter({ hasText: /incident/ })
      .first();
    const rows = await countRows(page);
    expect(rows, filter).toBeGreaterThan(0);
    expect(numberIn(await said.textContent()), filter).toBe(rows);
  }
});

test('trends: n of a duration, and what was left out', async ({ page }) => {
  test.setTimeout(600_000);
  // A year holds incidents without the times and duplicates, too.
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/trends?from=${day(-385)}&to=${day(9)}`);
  await settled(page);
  const median = page.getByRole('region', { name: /\(median\)$/ }).first();
  const counts = (await median.textContent()) ?? '';
  const drawer = page.getByRole('dialog');
  const listed = async (link: Locator) => {
    await link.click();
    await expect(drawer).toBeVisible();
    await expect(drawer.locator('[aria-busy="true"], .mantine-Skeleton-root')).toHaveCount(0);
    await expect(drawer.getByRole('row').first()).toBeVisible();
    const rows = await countRows(drawer);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    return rows;
  };
  const n = numberIn(/n = ([\d,]+)/.exec(counts)?.[1] ?? null);
  expect(n).toBeGreaterThan(10);
  expect(await listed(median.getByRole('link').first())).toBe(n);
  const leftOut = median.getByRole('link', { name: /left out/ });
  if ((await leftOut.count()) > 0) expect(await listed(leftOut)).toBe(numberIn(await leftOut.textContent()));
});

test('home: every tile', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('/');
  await settled(page);
  const tiles = await page.locator('main dl dd').getByRole('link').all();
  expect(tiles.length).toBeGreaterThanOrEqual(7);
  const shown: Record<string, number> = {};
  const found: Record<string, number> = {};
  for (const tile of tiles) {
    const address = (await tile.getAttribute('href')) ?? '';
    const name = `${(await tile.locator('xpath=../../dt').textContent()) ?? ''} ${address}`;
    shown[name] = numberIn(await tile.textContent());
    found[name] = await rowsBehind(page, tile, address.startsWith('/coverage') ? 'Gap register' : undefined);
  }
  expect(found).toEqual(shown);
});
