import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

/** What a newcomer does: open the link that the first start printed, make the account, see three first steps. */
test('the first start leads to an administrator and three first steps', async ({ page, context }) => {
  const log = readFileSync(process.env.TENKEN_E2E_LOG!, 'utf8');
  const link = /http:\S+\/welcome\?token=\S+/.exec(log)?.[0];
  expect(link, 'the link stands in what the server printed').toBeDefined();
  await page.goto(link!);
  await page.getByLabel('Your name').fill('Aki Tanaka');
  await page.getByLabel('E-mail address').fill('aki@example.com');
  await page.locator('input[type=password]').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Alertmanager|source/i }).first()).toBeVisible();
  await context.storageState({ path: process.env.TENKEN_E2E_STATE! });
  await page.goto(link!);
  await expect(page.getByText(/no longer valid|used|expired/i).first()).toBeVisible();
});
