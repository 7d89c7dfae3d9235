import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportJobResponse } from '@tenken/shared/imports.contract';
import iconv from 'iconv-lite';
import { createTestApp, type TestApp } from '../../http/test-app.js';

let api: TestApp;
beforeAll(async () => {
  api = await createTestApp();
});
afterAll(() => api.close());

async function bringIn(
  kind: string,
  body: string | Buffer,
  contentType: string,
  query = '',
): Promise<ImportJobResponse> {
  const sent = await api.request
    .post(`/api/v1/import/${kind}${query}`)
    .set('content-type', contentType)
    .send(body);
  expect([sent.status, sent.body]).toEqual([202, { id: expect.any(String) }]);
  for (;;) {
    const answer = await api.request.get(`/api/v1/import-jobs/${sent.body.id}`);
    const job = ImportJobResponse.parse(answer.body);
    if (job.stage !== 'queued' && job.stage !== 'running') return job;
    await sleep(50);
  }
}

const counts = (job: ImportJobResponse) => [job.stage, job.counts];
const INCIDENTS = [
  { externalId: 'a', title: 'A', startedAt: '2026-11-01T10:00:00+09:00', services: ['checkout'] },
  { externalId: 'b', title: 'B', severity: 'SEV2' },
];

describe('imports', () => {
  it('change nothing as a dry run, make the records, and change nothing when repeated', async () => {
    const body = JSON.stringify(INCIDENTS);
    const first = { read: 2, created: 2, updated: 0, unchanged: 0, rejected: 0 };
    const dry = await bringIn('incidents', body, 'application/json', '?dryRun=true');
    expect([counts(dry), dry.preview.length]).toEqual([['done', first], 2]);
    expect((await api.request.get('/api/v1/incidents')).body.items).toEqual([]);
    expect(counts(await bringIn('incidents', body, 'application/json'))).toEqual(['done', first]);
    expect(counts(await bringIn('incidents', body, 'application/json'))).toEqual([
      'done',
      { ...first, created: 0, unchanged: 2 },
    ]);
  });

  it('name the line, the field and what was expected, and take the good lines', async () => {
    const body =
      '{"externalId":"c","title":"C"}\n{"externalId":"d","title":"D","startedAt":"yesterday"}\n{oops\n';
    const job = await bringIn('incidents', body, 'application/x-ndjson');
    expect(counts(job)).toEqual(['done', { read: 3, created: 1, updated: 0, unchanged: 0, rejected: 2 }]);
    expect(job.rejects).toEqual([
      {
        line: 2,
        field: 'startedAt',
        reason: expect.stringContaining('expected a time with a zone'),
        raw: expect.any(String),
        code: 'not_an_instant',
        params: { text: 'yesterday' },
        others: [],
      },
      {
        line: 3,
        field: null,
        reason: expect.stringContaining('not valid JSON'),
        raw: '{oops',
        code: 'not_json',
        params: { why: expect.any(String) },
        others: [],
      },
    ]);
    const file = await api.request.get(`/api/v1/import-jobs/${job.id}/rejects.csv`);
    expect(file.text).toContain('2,startedAt,');
    expect(file.text.startsWith('﻿')).toBe(true);
  });

  it('read Japanese CSV in Shift_JIS, with lists and nested fields', async () => {
    const csv = 'externalId,title,services,postmortem.owner\r\nj1,決済障害,決済;請求,佐藤\r\n';
    const job = await bringIn('incidents', iconv.encode(csv, 'cp932'), 'text/csv', '?fileName=x.csv');
    expect([job.encoding, ...counts(job)]).toMatchObject(['shift_jis', 'done', { created: 1 }]);
    const list = await api.request.get(`/api/v1/incidents?q=${encodeURIComponent('決済障害')}`);
    expect(list.body.items).toMatchObject([{ title: '決済障害' }]);
  });

  it('take a postmortem in Markdown with its action items', async () => {
    const markdown =
      '---\nseverity: SEV2\nstartedAt: 2026-11-01T10:00:00Z\n---\n# 2026-11-01 Queue stuck\n## 概要\nx\n## Action items\n- one\n- [x] two\n';
    const job = await bringIn('postmortems', markdown, 'text/markdown', '?fileName=queue.md');
    expect([counts(job), job.rejects]).toEqual([
      ['done', { read: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 }],
      [],
    ]);
    const items = await api.request.get('/api/v1/action-items');
    expect(
      items.body.items.map((item: { title: string; status: string }) => [item.title, item.status]).sort(),
    ).toEqual([
      ['one', 'open'],
      ['two', 'done'],
    ]);
    expect(
      counts(await bringIn('postmortems', markdown, 'text/markdown', '?fileName=queue.md')),
    ).toMatchObject(['done', { unchanged: 1 }]);
  });

  it('take episodes into history and figures, once', async () => {
    const csv =
      'source,rule,service,startsAt,endsAt,notified,labels.instance\nup,Down,web,2026-11-01T00:00:00Z,2026-11-01T00:10:00Z,true,a\nup,Down,web,2026-11-01T00:00:00Z,,false,b\n';
    expect(counts(await bringIn('episodes', csv, 'text/csv'))).toMatchObject(['done', { created: 2 }]);
    expect(counts(await bringIn('episodes', csv, 'text/csv'))).toMatchObject(['done', { unchanged: 2 }]);
    const [row] = await api.dataSource.query('select fired, pages, ended from episode_daily_rollups');
    expect(row).toEqual({ fired: 2, pages: 1, ended: 1 });
  });

  it('take teams and services with their parents', async () => {
    const body = JSON.stringify([
      { kind: 'team', name: '決済', timeZone: 'Asia/Tokyo' },
      { kind: 'service', name: 'checkout', team: '決済', aliases: ['shop'] },
      { kind: 'service', name: 'cart', parent: 'checkout' },
    ]);
    // checkout is known already from the first incident
    expect(counts(await bringIn('catalog', body, 'application/json'))).toMatchObject([
      'done',
      { created: 2, updated: 1 },
    ]);
    expect(counts(await bringIn('catalog', body, 'application/json'))).toMatchObject([
      'done',
      { unchanged: 3 },
    ]);
  });

  it('say which kinds there are, and want a file', async () => {
    const unknown = await api.request.post('/api/v1/import/cats').send('x');
    expect([unknown.status, unknown.body.detail]).toEqual([400, expect.stringContaining('action-items')]);
    expect(
      (await api.request.post('/api/v1/import/incidents').set('content-type', 'text/csv').send('')).status,
    ).toBe(400);
  });

  it('go on where a killed process stopped', async () => {
    const rows = Array.from({ length: 3 }, (_, index) => ({ externalId: `k${index}`, title: `K${index}` }));
    const [{ id }] = await api.dataSource.query(
      `with job as (insert into import_jobs (kind, stage, content_type, read_count, created_count, heartbeat_at)
         values ('incidents', 'running', 'application/json', 1, 1, now() - interval '1 minute') returning id),
       file as (insert into import_job_files (import_job_id, body) select id, $1 from job) select id from job`,
      [Buffer.from(JSON.stringify(rows))],
    );
    const { ImportRunnerService } = await import('./import-runner.service.js');
    await api.app.get(ImportRunnerService).run(id);
    const job = ImportJobResponse.parse((await api.request.get(`/api/v1/import-jobs/${id}`)).body);
    expect(counts(job)).toEqual(['done', { read: 3, created: 3, updated: 0, unchanged: 0, rejected: 0 }]);
  });

  it('can be cancelled while they wait, once', async () => {
    const [{ id }] = await api.dataSource.query(
      `insert into import_jobs (kind) values ('incidents') returning id`,
    );
    const cancelled = await api.request.post(`/api/v1/import-jobs/${id}/cancel`).send({});
    expect([cancelled.status, cancelled.body.stage]).toEqual([200, 'cancelled']);
    expect((await api.request.post(`/api/v1/import-jobs/${id}/cancel`).send({})).status).toBe(409);
  });
});
