import { type APIRequestContext, expect } from '@playwright/test';
import { callApi } from './api.js';

export interface ImportedEpisode {
  source: string;
  rule: string;
  fingerprint: string;
  service: string;
  severity: string;
  startsAt: string;
  endsAt: string;
  notified: boolean;
}

interface Job {
  id: string;
  stage: string;
  counts: { created: number; rejected: number };
}

/** Brings episodes in by the API, and waits until all of them are there. */
export async function importEpisodes(
  request: APIRequestContext,
  episodes: readonly ImportedEpisode[],
): Promise<void> {
  const { id } = await callApi<Job>(request, 'POST', '/api/v1/import/episodes', episodes);
  await expect
    .poll(async () => (await callApi<Job>(request, 'GET', `/api/v1/import-jobs/${id}`)).stage)
    .toBe('done');
  const { counts } = await callApi<Job>(request, 'GET', `/api/v1/import-jobs/${id}`);
  expect(counts).toMatchObject({ created: episodes.length, rejected: 0 });
}
