import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type Firing, postWebhook } from './support/alertmanager.js';
import { callApi } from './support/api.js';
import { violations } from './support/axe.js';

// A step that waits for something that never comes fails by itself, not with the whole journey.
test.use({ actionTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** As a person types it into a field of the browser's time zone, Asia/Tokyo. */
const minuteInTokyo = (ms: number) => new Date(ms + 9 * HOUR_MS).toISOString().slice(0, 16);

/** A rule that wears people out: it fires every few hours and ends by itself within minutes. */
function noisy(rule: string, service: string, now: number): Firing[] {
  return Array.from({ length: 6 }, (_, index) => {
    const startsAt = new Date(now - 2 * HOUR_MS - index * 9 * HOUR_MS);
    return {
      rule,
      service,
      severity: 'critical',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * 60_000),
    };
  });
}

/** Chooses the days of the review in the top bar, as a person does. */
async function chooseDays(page: Page, from: string, last: string): Promise<void> {
  await page.getByRole('button', { name: /^Range: / }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('First day').fill(from);
  await panel.getByLabel('Last day').fill(last);
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(`from=${from}`));
}

/** What the button of the record downloads. */
async function markdownOf(page: Page): Promise<string> {
  const arrives = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Markdown', exact: true }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toMatch(/^review-\d+-minutes\.md$/);
  return readFileSync(await download.path(), 'utf8');
}

test('from the first alert to the minutes of an alert review', async ({ page, context, request }) => {
  test.setTimeout(600_000);
  const now = Date.now();
  const range = { from: isoDay(now - 6 * DAY_MS), last: isoDay(now + DAY_MS) };
  const service = 'card-gateway';

  // A source, with its token and what to paste.
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Add a source' }).first().click();
  let dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Prod Alertmanager');
  await page.keyboard.press('Control+Enter');
  const snippet = dialog.getByRole('region', { name: 'Alertmanager, by webhook' });
  await expect(snippet).toContainText('webhook_configs');
  const yaml = (await snippet.textContent()) ?? '';
  const url = /- url: (\S+)/.exec(yaml)?.[1] ?? '';
  const token = (await dialog.getByRole('alert').locator('code').textContent()) ?? '';
  expect(yaml).toContain(token);
  await expect(dialog.getByText('Waiting for the first delivery')).toBeVisible();

  const unsound = await violations(page);

  // Two other windows look on while the alerts come; neither is reloaded.
  const [alerts, rules] = [await context.newPage(), await context.newPage()];
  const days = `from=${range.from}&to=${isoDay(now + 2 * DAY_MS)}`;
  await alerts.goto(`/episodes?${days}`);
  await rules.goto(`/rules?${days}`);
  await expect(alerts.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(alerts.getByRole('table').getByText('CardLatencyHigh')).toHaveCount(0);
  await postWebhook(request, { url, token }, noisy('CardLatencyHigh', service, now));
  await postWebhook(request, { url, token }, [
    { rule: 'CardQueueGrowing', service, severity: 'warning', startsAt: new Date(now - HOUR_MS) },
  ]);
  await expect(dialog.getByText('The first delivery has arrived and was read')).toBeVisible();
  await expect(alerts.getByRole('row', { name: /CardLatencyHigh/ })).toHaveCount(6);
  await expect(alerts.getByRole('row', { name: /CardQueueGrowing/ })).toContainText('still firing');
  await expect(rules.getByRole('row', { name: /CardLatencyHigh/ })).toContainText('6');
  await alerts.close();
  await rules.close();
  await dialog.getByRole('button', { name: 'Done' }).click();

  // The two-minute report of somebody who is not an engineer.
  await page.goto(`/incidents?${days}`);
  await page.getByRole('link', { name: 'Report an incident' }).first().click();
  await page.getByLabel('In one sentence').fill('Customers cannot pay by card');
  // between two firings of the noisy rule, at whatever hour this runs: no alert told of it
  const began = now - 26 * HOUR_MS;
  await page.getByLabel(/^It began \(/).fill(minuteInTokyo(began));
  await page.getByLabel(/^Somebody noticed \(/).fill(minuteInTokyo(began + 25 * 60_000));
  await page.getByLabel('Yes, everything works again').check();
  await page.getByLabel(/^Everything worked again \(/).fill(minuteInTokyo(began + 65 * 60_000));
  await page.getByLabel('A customer told us').check();
  await page.getByLabel('Services that are affected').first().click();
  await page.getByRole('option', { name: service }).click();
  await page.keyboard.press('Escape');
  const money = page.getByRole('group', { name: 'Is security or money affected?' });
  await money.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Security or money is affected')).toBeVisible();
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Customers cannot pay by card');

  // The lobby: service and window.
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('link', { name: 'Reviews' })
    .click();
  // The page that arrives takes the focus.
  await expect(page.getByRole('heading', { level: 1, name: 'Alert reviews' })).toBeFocused();
  await chooseDays(page, range.from, range.last);
  await page
    .getByRole('row', { name: new RegExp(service) })
    .getByRole('checkbox')
    .check();
  await page.getByRole('button', { name: 'Start a review (1 service)' }).click();
  dialog = page.getByRole('dialog');
  await expect(dialog.getByText(service)).toBeVisible();
  await dialog.getByLabel('Agenda template').selectOption({ label: 'Alert review (45 minutes)' });
  await dialog.getByRole('button', { name: 'Start now' }).click();
  await expect(page).toHaveURL(/\/reviews\/\d+/);
  const agenda = page.getByRole('navigation', { name: 'Agenda' });
  await expect(agenda.getByRole('button', { name: /Open decisions/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await agenda.getByRole('button', { name: 'Next: Overview' }).click();
  await expect(page.getByText('This is the first review of these services.')).toBeVisible();
  await agenda.getByRole('button', { name: 'Next: Rules' }).click();

  // A verdict by one key, taken back by another, and given again.
  const table = page.getByRole('table', { name: 'Rules of this review' });
  const loud = table.getByRole('row', { name: /CardLatencyHigh/ });
  await loud.click();
  await page.keyboard.press('3');
  await expect(loud).toContainText('False positive');
  await page.keyboard.press('z');
  await expect(loud).not.toContainText('False positive');
  await loud.click();
  await page.keyboard.press('3');
  await expect(loud).toContainText('False positive');

  // A decision with owner and day, which also makes an action item; and one more action item.
  await loud.click();
  await page.keyboard.press('d');
  dialog = page.getByRole('dialog', { name: /Decision on CardLatencyHigh/ });
  await dialog.getByLabel('Tune', { exact: false }).first().check();
  unsound.push(...(await violations(page)));
  await dialog.getByLabel('Reason').fill('Fires on every deployment; wait ten minutes.');
  await dialog.getByLabel('Owner').fill('Aki Tanaka');
  await dialog.getByRole('button', { name: '+14 days' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(loud).toContainText('Tune');
  await page.keyboard.press('a');
  dialog = page.getByRole('dialog', { name: 'Add an action item' });
  await dialog.getByLabel('What is to be done').fill('Count failed card payments');
  await dialog.getByLabel('Owner').fill('Payments team');
  await dialog.getByRole('button', { name: '+30 days' }).click();
  await dialog.getByRole('button', { name: 'Add the action item' }).click();
  await expect(dialog).toBeHidden();

  unsound.push(...(await violations(page)));

  // The incident that no alert told in time shows a gap.
  await agenda.getByRole('button', { name: 'Next: Incidents and gaps' }).click();
  const incident = page.getByRole('row', { name: /Customers cannot pay by card/ });
  await expect(incident).toContainText('a customer');
  await incident.getByRole('button', { name: 'Record a gap' }).click();
  dialog = page.getByRole('dialog', { name: 'Record a coverage gap' });
  await expect(dialog.getByText('Shown by: Customers cannot pay by card')).toBeVisible();
  await dialog.getByLabel('Signal').first().click();
  await page.getByRole('option', { name: 'Errors' }).click();
  unsound.push(...(await violations(page)));
  await dialog.getByLabel('What should have fired').fill('More than 1 % failed card payments for 5 minutes');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Recorded in this review' })).toBeVisible();

  // Wrap-up and end.
  await agenda.getByRole('button', { name: 'Next: Wrap-up' }).click();
  await page.getByRole('textbox', { name: /Notes of the session/ }).fill('Next time: the dashboards.');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByRole('heading', { name: 'Action items (2)' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Coverage gaps (1)' })).toBeVisible();
  await page.getByRole('button', { name: 'Close the review' }).click();
  dialog = page.getByRole('dialog', { name: 'Close this review?' });
  await expect(dialog).toContainText('1 decision, 2 action items, 1 coverage gap');
  unsound.push(...(await violations(page)));
  await dialog.getByRole('button', { name: 'Close the review' }).click();
  expect(unsound, 'the dialogs and the room, too, keep to WCAG 2.2 AA').toEqual([]);

  // The record, now and after a reload; the minutes in both languages.
  await expect(page).toHaveURL(/\/reviews\/\d+\/record/);
  await page.reload();
  await expect(page.getByText('As it stood on')).toBeVisible();
  await expect(page.getByRole('row', { name: /CardLatencyHigh.*False positive/ })).toBeVisible();
  await expect(page.getByText('More than 1 % failed card payments').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Minutes' }).click();
  const english = await markdownOf(page);
  for (const word of ['Decisions', 'CardLatencyHigh', 'false positive', 'tune', 'Aki Tanaka'])
    expect(english).toContain(word);
  for (const word of ['Count failed card payments', 'Payments team', 'Next time: the dashboards'])
    expect(english).toContain(word);
  expect(english).toMatch(/More than 1 \\?% failed card payments/);
  await page.getByRole('radiogroup', { name: 'Language of the minutes' }).getByText('日本語').click();
  const japanese = await markdownOf(page);
  for (const word of ['決定事項', '監視の抜け', 'アクションアイテム', 'CardLatencyHigh', 'Aki Tanaka'])
    expect(japanese).toContain(word);
  expect(japanese).toContain('Count failed card payments');

  // What came out of the meeting stands where it is worked on.
  await page.goto('/actions');
  await expect(page.getByRole('row', { name: /Count failed card payments/ })).toContainText('Payments team');
  await expect(page.getByRole('row', { name: /CardLatencyHigh/ })).toContainText('Aki Tanaka');
  await page.goto('/coverage');
  const gaps = page.getByRole('table', { name: 'Gap register' });
  await expect(gaps.getByRole('row', { name: new RegExp(service) })).toContainText('failed card payments');
});

test('アラート点検会を日本語で：判定から議事録まで', async ({ page, request }) => {
  test.setTimeout(600_000);
  const now = Date.now();
  const created = await callApi<{ source: { ingestUrl: string }; token: string }>(
    request,
    'POST',
    '/api/v1/sources',
    { kind: 'alertmanager', name: '本番 Alertmanager' },
  );
  const target = { url: created.source.ingestUrl, token: created.token };
  await postWebhook(request, target, noisy('MailQueueStuck', 'mail', now));
  const days = `from=${isoDay(now - 6 * DAY_MS)}&to=${isoDay(now + 2 * DAY_MS)}`;
  await page.goto(`/reviews?lang=ja&${days}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByRole('row', { name: /mail/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: /点検会を始める/ }).click();
  const setUp = page.getByRole('dialog');
  await setUp.getByLabel('議題のテンプレート').selectOption({ label: 'アラート点検会（45分）' });
  await setUp.getByRole('button', { name: '今すぐ始める' }).click();
  await expect(page).toHaveURL(/\/reviews\/\d+/);
  await page
    .getByRole('navigation', { name: '議題' })
    .getByRole('button', { name: /^監視ルール/ })
    .click();
  const rule = page.getByRole('row', { name: /MailQueueStuck/ });
  await rule.click();
  await page.keyboard.press('1');
  await expect(rule).toContainText('対応要');
  // For two seconds the letters are reasons of the verdict.
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await page.getByRole('button', { name: /点検会を終了/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /終了/ }).click();
  await expect(page).toHaveURL(/\/record/);
  await page.getByRole('tab', { name: '議事録' }).click();
  const minutes = await markdownOf(page);
  for (const word of ['対象サービス', 'mail', 'MailQueueStuck', '対応要']) expect(minutes).toContain(word);
});
