import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { callApi } from './support/api.js';

/** Eight incidents of the last complete fiscal quarter (its year begins in April), of an hour each. */
const QUARTER = (() => {
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (now.getUTCMonth() % 3) - 3, 10));
  return { day: (n: number) => new Date(first.getTime() + n * 86_400_000) };
})();
const HOUR = 3_600_000;

interface Incident {
  id: string;
  rowVersion: number;
}

test('a report stays as it was made; what changed since is named beside it', async ({ page, request }) => {
  const team = await callApi<{ id: string }>(request, 'POST', '/api/v1/teams', {
    key: `reports-${Date.now()}`,
    name: 'Reports',
    timeZone: 'Asia/Tokyo',
  });
  const incidents: Incident[] = [];
  for (let n = 0; n < 8; n += 1) {
    const startedAt = QUARTER.day(n);
    incidents.push(
      await callApi<Incident>(request, 'POST', '/api/v1/incidents', {
        title: `Incident ${n} of the report`,
        severity: 'SEV2',
        teamId: team.id,
        startedAt: startedAt.toISOString(),
        resolvedAt: new Date(startedAt.getTime() + HOUR).toISOString(),
      }),
    );
  }

  await test.step('one press makes it for the scope of the page', async () => {
    await page.goto(`/reports?team=${team.id}`);
    await expect(page.getByText('Team Reports · time zone')).toBeVisible();
    await page.getByRole('button', { name: /^Make the report of FY/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Incident report: FY/ })).toBeVisible();
  });
  const reading = page.getByRole('radiogroup', { name: 'How the report is read' });
  const restore = page
    .getByRole('table', { name: /^Median with 95% interval/ })
    .getByRole('row', { name: /^Time to restore/ });
  const frozen = async () => {
    await expect(restore).toContainText('1h 00m');
    await expect(page.getByRole('link', { name: '8 incidents', exact: true })).toBeVisible();
    return page.locator('article').getByRole('table').allTextContents();
  };
  const asMade = await frozen();

  await test.step('the cause of an incident is said, another is found later', async () => {
    const [first] = incidents;
    if (!first) throw new Error('no incident');
    const { rowVersion } = await callApi<Incident>(request, 'GET', `/api/v1/incidents/${first.id}`);
    await callApi(request, 'PATCH', `/api/v1/incidents/${first.id}`, {
      rowVersion,
      causeCategory: 'network',
    });
    await callApi(request, 'POST', '/api/v1/incidents', {
      title: 'Found later',
      severity: 'SEV3',
      teamId: team.id,
      startedAt: QUARTER.day(9).toISOString(),
      resolvedAt: new Date(QUARTER.day(9).getTime() + 5 * HOUR).toISOString(),
    });
    await page.reload();
    expect(await frozen()).toEqual(asMade);
  });

  await test.step('today differs, by name', async () => {
    await reading.getByText('As it would be today').click();
    const today = page.getByRole('region', { name: /^This is not the report/ });
    const late = today.getByRole('listitem').filter({ hasText: 'Found later' });
    await expect(late).toContainText('Came in late');
    const changed = today.getByRole('listitem').filter({ hasText: 'Incident 0 of the report' });
    await expect(changed).toContainText('Root cause: empty → network');
    await expect(page.getByText('9 incidents', { exact: false }).first()).toBeVisible();
  });

  await test.step('as Markdown it is still what was made', async () => {
    await reading.getByText('As it was').click();
    await expect(page.getByText(/^Frozen /)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Markdown' }).click();
    const markdown = await readFile(await (await download).path(), 'utf8');
    expect(markdown).toMatch(/^# /);
    expect(markdown).not.toContain('Found later');
  });
});
