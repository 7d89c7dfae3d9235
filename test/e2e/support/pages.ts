import type { APIRequestContext } from '@playwright/test';
import { callApi } from './api.js';
import { dataPages } from './data-pages.js';

export interface Page {
  name: string;
  path: string;
  /** search parameters */
  query?: string;
}

/** Every page of the product, with ids from the data that is loaded. */
export async function allPages(request: APIRequestContext): Promise<Page[]> {
  const firstId = async (path: string) =>
    (await callApi<{ items: { id: string }[] }>(request, 'GET', path)).items[0]?.id;
  const incident = await firstId('/api/v1/incidents?limit=1');
  const rule = await firstId('/api/v1/metrics/alert-rules?limit=1');
  const episode = await firstId('/api/v1/episodes?limit=1');
  const review = await firstId('/api/v1/reviews?limit=1');
  const decision = await firstId('/api/v1/decisions?limit=1');
  const report = await callApi<{ id: string }>(request, 'POST', '/api/v1/reports', {
    bucket: 'quarter',
    from: new Date().toISOString().slice(0, 10),
    timeZone: 'Asia/Tokyo',
  });
  return [
    { name: 'home', path: '/' },
    { name: 'reviews', path: '/reviews' },
    { name: 'review-room', path: `/reviews/${review}` },
    { name: 'review-room-rules', path: `/reviews/${review}`, query: 'step=rules' },
    { name: 'review-record', path: `/reviews/${review}/record` },
    { name: 'review-record-print', path: `/reviews/${review}/record`, query: 'print=1' },
    { name: 'decisions', path: '/decisions' },
    { name: 'decision', path: `/decisions/${decision}`, query: 'rows=before' },
    { name: 'rule-changes', path: '/decisions/changes' },
    { name: 'actions', path: '/actions' },
    { name: 'incidents', path: '/incidents' },
    { name: 'incident-new', path: '/incidents/new' },
    { name: 'incident', path: `/incidents/${incident}` },
    { name: 'recurrences', path: '/incidents/recurrences' },
    { name: 'postmortems', path: '/postmortems' },
    { name: 'rules', path: '/rules' },
    { name: 'rule', path: `/rules/${rule}` },
    { name: 'rule-what-if', path: `/rules/${rule}`, query: 'delay=5m' },
    { name: 'what-if', path: '/what-if', query: `rules=${rule}&hold=10m` },
    { name: 'episodes', path: '/episodes' },
    { name: 'episode', path: '/episodes', query: `peek=${episode}` },
    { name: 'coverage', path: '/coverage' },
    { name: 'on-call', path: '/on-call' },
    { name: 'on-call-rows', path: '/on-call', query: 'rows=all' },
    { name: 'trends', path: '/trends' },
    { name: 'trends-groups', path: '/trends', query: 'group=severity&compare=last_year&bucket=month' },
    { name: 'reports', path: '/reports' },
    { name: 'report', path: `/reports/${report.id}` },
    { name: 'report-today', path: `/reports/${report.id}`, query: 'as=today' },
    { name: 'report-print', path: `/reports/${report.id}`, query: 'print=1' },
    ...(await dataPages(request)),
    ...['profile', 'people', 'tokens', 'teams', 'services', 'calendar', 'chat', 'general', 'audit'].map(
      (tab) => ({
        name: `settings-${tab}`,
        path: `/settings/${tab}`,
      }),
    ),
    { name: 'not-found', path: '/nowhere' },
  ];
}
