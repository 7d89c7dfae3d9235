import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from '@tenken/api/http/test-app';
import { ImportJobResponse } from '@tenken/shared/imports.contract';

/** Brings a body in by HTTP and waits for the end of its job. */
export async function importFile(
  api: TestApp,
  kind: string,
  body: string | Buffer,
  contentType: string,
  fileName?: string,
): Promise<ImportJobResponse> {
  const query = fileName === undefined ? '' : `?fileName=${encodeURIComponent(fileName)}`;
  const sent = await api.request
    .post(`/api/v1/import/${kind}${query}`)
    .set('content-type', contentType)
    // as it stands: a Buffer under a type of JSON would be written out as an object
    .serialize((given) => given as string)
    .send(body);
  if (sent.status !== 202) throw new Error(`${sent.status} ${sent.text}`);
  for (;;) {
    const answer = await api.request.get(`/api/v1/import-jobs/${sent.body.id}`);
    const job = ImportJobResponse.parse(answer.body);
    if (job.stage !== 'queued' && job.stage !== 'running') return job;
    await sleep(50);
  }
}
