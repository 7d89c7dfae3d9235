import { type APIRequestContext, expect } from '@playwright/test';
import { callApi } from './api.js';
import type { Page } from './pages.js';

const KEY = 'every-page';
const RULES = `groups:
  - name: every-page
    rules:
      - alert: EveryPageRule
        expr: up == 0
        for: 5m
        labels: { severity: critical, service: every-page }
        annotations: { summary: It is down }
`;
type Item = { id: string };

/** The Data page with something in each of its tabs, and what opens beside the lists; makes what it needs once. */
export async function dataPages(request: APIRequestContext): Promise<Page[]> {
  const list = (path: string) =>
    callApi<{ items: (Item & { key?: string; sourceId?: string })[] }>(request, 'GET', path);
  const known = (await list('/api/v1/sources')).items.find(({ key }) => key === KEY);
  const source = known ?? (await makeSource(request));
  const connector = (await list(`/api/v1/connectors?source=${source.id}`)).items[0];
  const quarantined = (await list('/api/v1/deliveries?state=quarantined&limit=1')).items[0];
  const job = (await list('/api/v1/import-jobs?limit=1')).items[0];
  const rule = (await list('/api/v1/alert-rules?q=EveryPageRule')).items[0];
  const found = { connector, quarantined, job, rule };
  expect(
    Object.entries(found).flatMap(([name, item]) => (item === undefined ? [name] : [])),
    'what the pages need and was not made',
  ).toEqual([]);
  return [
    ...['sources', 'connectors', 'deliveries', 'quarantine', 'imports'].map((tab) => ({
      name: `data-${tab}`,
      path: `/data/${tab}`,
    })),
    { name: 'data-add', path: '/data', query: 'add=1' },
    { name: 'data-source', path: '/data', query: `source=${source.id}` },
    { name: 'data-connector', path: '/data/connectors', query: `connector=${connector?.id}` },
    { name: 'data-quarantined', path: '/data/quarantine', query: `delivery=${quarantined?.id}` },
    { name: 'data-import', path: '/data/imports', query: `job=${job?.id}` },
    { name: 'rule-definition', path: `/rules/${rule?.id}` },
  ];
}

/** A source that maps what it gets, with a delivery that cannot be read, a connector, an import and a rule file. */
async function makeSource(request: APIRequestContext): Promise<Item> {
  const { source, token } = await callApi<{ source: Item & { ingestUrl: string }; token: string }>(
    request,
    'POST',
    '/api/v1/sources',
    { kind: 'alertmanager', name: 'Every page', key: KEY },
  );
  const sent = await request.post(source.ingestUrl, {
    headers: { authorization: `Bearer ${token}` },
    data: { unknown: ['to everybody'] },
  });
  expect(sent.status()).toBe(202);
  await callApi(request, 'POST', '/api/v1/connectors', {
    sourceId: source.id,
    kind: 'prometheus-rules',
    url: 'http://127.0.0.1:9',
  });
  await bringIn(request, `rules?fileName=every-page.yml&source=${KEY}`, 'application/yaml', RULES);
  await bringIn(request, 'incidents?fileName=every-page.csv', 'text/csv', 'externalId,title\nE-1,\n');
  await expect
    .poll(
      async () =>
        (await callApi<{ items: Item[] }>(request, 'GET', '/api/v1/deliveries?state=quarantined')).items,
    )
    .not.toEqual([]);
  return source;
}

async function bringIn(request: APIRequestContext, path: string, mediaType: string, text: string) {
  const answer = await request.post(`/api/v1/import/${path}`, {
    headers: { authorization: `Bearer ${process.env.TENKEN_E2E_TOKEN}`, 'content-type': mediaType },
    data: text,
  });
  expect(answer.status(), await answer.text()).toBe(202);
  const { id } = (await answer.json()) as Item;
  await expect
    .poll(async () => (await callApi<{ stage: string }>(request, 'GET', `/api/v1/import-jobs/${id}`)).stage)
    .toBe('done');
}
