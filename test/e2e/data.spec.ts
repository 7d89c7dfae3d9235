import { expect, type Locator, type Page, test } from '@playwright/test';
import { callApi } from './support/api.js';
import { violations } from './support/axe.js';
import { postIncidentEvent } from './support/pagerduty.js';
import { encodeShiftJis } from './support/shift-jis.js';
import { startPrometheus } from './support/stand-in.js';

/* What comes in, as a person connects it: sources, a file, a connector. Each ends with the rows that it made. */
test.use({ actionTimeout: 60_000 });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Goes through the dialog up to what is to be pasted at the sender. */
async function addSource(page: Page, kind: string, name: string): Promise<Locator> {
  await page.goto('/data');
  await page.getByRole('button', { name: 'Add a source' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Filter').fill(kind);
  await dialog.getByRole('radio', { name: kind, exact: true }).check();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create the source' }).click();
  await expect(dialog.getByText('Waiting for the first delivery')).toBeVisible();
  return dialog;
}

/** What stands in the first piece of configuration behind some words. */
async function pasted(dialog: Locator, pattern: RegExp): Promise<string> {
  const text = (await dialog.getByRole('region').first().textContent()) ?? '';
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not in “${text}”`);
  return found;
}

/** Every alert of a rule, at any time. */
async function rowsOfRule(page: Page, rule: RegExp): Promise<Locator> {
  await page.goto('/episodes?all=1');
  await expect(page.getByRole('table', { name: 'Alerts' })).toBeVisible();
  return page.getByRole('row', { name: rule });
}

test('JSON that nobody knows is mapped in the browser, and what came before is read', async ({
  page,
  request,
}) => {
  const dialog = await addSource(page, 'Generic JSON', 'Disk watcher');
  const url = await pasted(dialog, /curl -X POST (\S+)/);
  const token = (await dialog.getByRole('alert').locator('code').textContent()) ?? '';
  const since = new Date(Date.now() - HOUR_MS).toISOString();
  const answer = await request.post(url, {
    headers: { authorization: `Bearer ${token}` },
    data: {
      check: { title: 'Disk almost full', host: 'db-1' },
      app: 'storage',
      prio: 'P1',
      since,
      until: null,
    },
  });
  expect(answer.status(), 'what cannot be read is kept, not refused').toBe(202);

  // In quarantine, with the reason in words and the body to look at.
  await expect(dialog.getByText('A delivery has arrived, but could not be read')).toBeVisible();
  const unsound = await violations(page);
  await dialog.getByRole('link', { name: 'See the deliveries' }).click();
  const waiting = page.getByRole('table', { name: 'Quarantine' }).locator('tbody tr');
  await expect(waiting).toHaveCount(1);
  await expect(waiting).toContainText('No part of it could be read');
  await expect(waiting).toContainText('rule: expected a text, found nothing');
  await waiting.getByRole('button').first().click();
  let drawer = page.getByRole('dialog', { name: /^Delivery \d+/ });
  await expect(drawer.getByRole('region', { name: 'Body' })).toContainText('Disk almost full');
  unsound.push(...(await violations(page)));

  // The mapping: tried on what waits, then saved, then that is read again.
  await page.goto('/data');
  await page.getByRole('button', { name: 'Disk watcher' }).click();
  drawer = page.getByRole('dialog', { name: 'Set up Disk watcher' });
  const fields = { Rule: 'check.title', Service: 'app', Severity: 'prio', 'Began at': 'since' };
  for (const [name, expression] of Object.entries({ ...fields, 'Ended at': 'until' }))
    await drawer.getByRole('textbox', { name: new RegExp(`^${name}`) }).fill(expression);
  await drawer.getByRole('textbox', { name: 'Labels', exact: true }).fill('{host: check.hostname');
  await drawer.getByRole('button', { name: 'Try it' }).click();
  await expect(drawer.getByRole('textbox', { name: 'Labels', exact: true })).toHaveAccessibleDescription(/./);
  await drawer.getByRole('textbox', { name: 'Labels', exact: true }).fill('{host: check.host}');
  await drawer.getByRole('textbox', { name: 'Words for severities' }).fill('P1 = critical');
  await drawer.getByRole('button', { name: 'Try it' }).click();
  const trial = drawer.getByRole('region', { name: /^Delivery \d+/ });
  await expect(trial.getByText('1 alert', { exact: true })).toBeVisible();
  const would = trial.getByRole('row', { name: /Disk almost full/ });
  for (const word of ['storage', 'critical', 'still firing', 'host=db-1'])
    await expect(would).toContainText(new RegExp(word, 'i'));
  unsound.push(...(await violations(page)));
  await drawer.getByRole('button', { name: 'Save and read the 1 quarantined delivery again' }).click();
  await expect(page.getByText('Mapping of Disk watcher saved').first()).toBeVisible();
  expect(unsound, 'drawers and dialogs keep to WCAG 2.2 AA').toEqual([]);

  const alert = await rowsOfRule(page, /Disk almost full/);
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText('storage');
  await expect(alert).toContainText('still firing');
  await page.goto('/data/quarantine');
  await expect(page.getByText('Quarantine is empty')).toBeVisible();
});

test('signed webhooks of PagerDuty, out of order, twice and forged, are one alert with its history', async ({
  page,
  playwright,
}) => {
  // PagerDuty has no session of a browser.
  const sender = await playwright.request.newContext({ storageState: { cookies: [], origins: [] } });
  const dialog = await addSource(page, 'PagerDuty', 'PagerDuty shop');
  const url = await pasted(dialog, /Webhook URL: (\S+)/);
  const secret = 'secret-that-pagerduty-showed-once';
  await dialog.getByLabel('Secret of PagerDuty').fill(secret);
  await dialog.getByRole('button', { name: 'Save the secret' }).click();
  await expect(dialog.getByText('signed deliveries are taken in from now on')).toBeVisible();

  const startedAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 2 * HOUR_MS);
  const after = (minutes: number) => new Date(startedAt.getTime() + minutes * MINUTE_MS);
  const of = { startedAt, title: 'OrdersFailing' };
  const triggered = { ...of, id: 'E1', type: 'triggered', at: startedAt } as const;
  const resolved = { ...of, id: 'E3', type: 'resolved', at: after(40) } as const;
  await postIncidentEvent(sender, { url, secret }, resolved);
  await postIncidentEvent(sender, { url, secret }, triggered);
  await postIncidentEvent(sender, { url, secret }, { ...of, id: 'E2', type: 'acknowledged', at: after(3) });
  await postIncidentEvent(sender, { url, secret }, triggered);
  await postIncidentEvent(sender, { url, secret: 'forged' }, { ...triggered, id: 'E9' }, 401);
  await sender.dispose();
  await expect(dialog.getByText('The first delivery has arrived and was read')).toBeVisible();

  const alert = await rowsOfRule(page, /OrdersFailing/);
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText('40m');
  await expect(alert).toContainText('acknowledged after 3m');
  await alert.getByTitle('Show details').click();
  const history = page.getByRole('dialog').getByRole('region', { name: 'What happened' });
  // In the order of time, whatever order it came in; the repeated one is told once.
  const told = history.getByRole('listitem');
  await expect(told).toHaveCount(5);
  await expect(told.first()).toHaveText(/fired/);
  await expect(told.filter({ hasText: 'notified' })).toHaveCount(1);
  await expect(told.filter({ hasText: 'severity changed to high' })).toHaveCount(1);
  await expect(told.nth(3)).toHaveText(/acknowledged by 佐藤 花子/);
  await expect(told.last()).toHaveText(/ended/);

  // Four came in; the one that was sent twice is kept and has no effect; the forged one is not there.
  await page.goto('/data/deliveries?q=OrdersFailing');
  const rows = page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: 'Sent again' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'signed' })).toHaveCount(4);
});

test('a Shift_JIS file with Japanese columns: mapped, checked, imported, mended and imported again', async ({
  page,
}) => {
  const day = new Date(Date.now() - 30 * 24 * HOUR_MS);
  const japanese = `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
  const lines = [
    '番号,何が起きたか,ランク,影響システム,はじまり,おわり',
    `H-1,決済が通らない,高,決済,${japanese} 9時15分,${japanese} 10:02`,
    `H-2,検索が遅い,低,検索,${japanese} 13:00,`,
    'H-3,通知が届かない,中,通知,先週の夜,',
  ];
  await page.goto('/data/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: '障害一覧.csv',
    mimeType: 'text/csv',
    buffer: encodeShiftJis(`${lines.join('\r\n')}\r\n`),
  });
  const preview = page.getByRole('region', { name: 'How the file is read' });
  await expect(preview.getByText('Read as csv, Shift_JIS')).toBeVisible();
  const columns = {
    番号: 'externalId',
    何が起きたか: 'title',
    ランク: 'severity',
    影響システム: 'services',
    はじまり: 'startedAt',
    おわり: 'resolvedAt',
  };
  for (const [column, field] of Object.entries(columns))
    await preview.getByLabel(`Field of the column ${column}`).selectOption(field);
  await preview.getByRole('button', { name: 'Times without a zone are Asia/Tokyo' }).click();
  await expect(preview.getByText('1 of the first 3 rows cannot be taken as it is')).toBeVisible();
  await expect(preview.getByText('This is not a time: 先週の夜').first()).toBeVisible();
  const unsound = await violations(page);

  await page.getByRole('button', { name: 'Check first' }).click();
  await expect(page.getByText('would be 2 new, 0 changed, 0 as before, 1 rejected')).toBeVisible();
  const rejected = page.getByRole('table', { name: 'Rejected lines' });
  await expect(rejected.locator('tbody tr')).toHaveCount(1);
  await expect(rejected).toContainText('4');
  unsound.push(...(await violations(page)));
  expect(unsound).toEqual([]);
  await page.getByRole('button', { name: 'Import this file now' }).click();
  await expect(page.getByText('2 new, 0 changed, 0 as before, 1 rejected').first()).toBeVisible();

  // The rejects are a file: mended and brought in as it is, with the mapping of before.
  const download = page.getByRole('link', { name: /^Rejected lines as CSV/ });
  const rejects = await page.request.get((await download.getAttribute('href')) ?? '');
  const mended = (await rejects.text()).replace('先週の夜', `${japanese} 22:10`);
  await page.goto('/data/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: 'rejects.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(mended),
  });
  await expect(preview.getByText('mapping of last time')).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('1 new, 0 changed, 0 as before, 0 rejected').first()).toBeVisible();

  await page.goto('/incidents');
  await expect(page.getByRole('row', { name: /決済が通らない/ })).toContainText('47m');
  for (const title of ['検索が遅い', '通知が届かない'])
    await expect(page.getByRole('row', { name: new RegExp(title) })).toBeVisible();
});

test('a connector is tested, added and run; an address inside the cloud is refused in words', async ({
  page,
  request,
}) => {
  await callApi(request, 'POST', '/api/v1/sources', { kind: 'alertmanager', name: 'Orders Alertmanager' });
  const prometheus = await startPrometheus('OrdersFailRate');
  try {
    await page.goto('/data/connectors');
    await page.getByRole('button', { name: 'Add a connector' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a connector' });
    await dialog.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'Orders Alertmanager' }).click();
    await dialog.getByRole('radio', { name: 'Prometheus rules' }).check();
    const address = dialog.getByLabel('Address');
    await address.fill('http://169.254.169.254');
    await dialog.getByRole('button', { name: 'Test the connection' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Tenken must not ask this address');
    await expect(dialog.getByRole('alert')).toContainText('OUTBOUND_ALLOW');
    const unsound = await violations(page);
    await address.fill(prometheus.url);
    await dialog.getByRole('button', { name: 'Test the connection' }).click();
    await expect(dialog.getByText(/^It works: 1 record/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Add the connector' }).click();

    const drawer = page.getByRole('dialog', { name: 'Prometheus rules' });
    await drawer.getByRole('button', { name: 'Run now' }).click();
    await expect(drawer.getByRole('row', { name: /done/ }).first()).toBeVisible();
    await expect(drawer.getByRole('row', { name: /^Last success/ })).not.toContainText('never');
    unsound.push(...(await violations(page)));
    expect(unsound).toEqual([]);
    await page.keyboard.press('Escape');
    const row = page
      .getByRole('table', { name: 'Connectors' })
      .getByRole('row', { name: /Prometheus rules/ });
    await expect(row).toContainText('Working');
    await expect(row).not.toContainText('never');
  } finally {
    await prometheus.close();
  }
});
