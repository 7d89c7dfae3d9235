import { expect, type Locator, type Page } from '@playwright/test';

/** Goes to a control with Tab alone, as somebody without a mouse does; fails when that does not lead there. */
export async function reachByTab(
  page: Page,
  control: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await expect(control).toBeVisible();
  for (let n = 0; n < 150; n += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${control} cannot be reached with ${key}`);
}

/** Reaches a button (or box) and presses it with a key. */
export async function pressByKey(
  page: Page,
  control: Locator,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> {
  await reachByTab(page, control);
  await page.keyboard.press(key);
}
