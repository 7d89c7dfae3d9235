import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MappedKind } from '@tenken/shared/import-fields';
import { ImportJobResponse, ImportPreviewResponse } from '@tenken/shared/imports.contract';
import iconv from 'iconv-lite';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ImportRunnerService } from './import-runner.service.js';
import { ImportWriterService } from './import-writer.service.js';

let api: TestApp;
beforeAll(async () => {
  api = await createTestApp();
});
afterAll(() => api.close());

async function follow(id: string): Promise<ImportJobResponse> {
  for (;;) {
    const job = ImportJobResponse.parse((await api.request.get(`/api/v1/import-jobs/${id}`)).body);
    if (job.stage !== 'queued' && job.stage !== 'running') return job;
    await sleep(50);
  }
}

async function bringIn(kind: string, body: string | Buffer, query: Record<string, string> = {}) {
  const sent = await api.request
    .post(`/api/v1/import/${kind}`)
    .query(query)
    .set('content-type', 'text/csv')
    .send(body);
  expect([sent.status, sent.body]).toEqual([202, { id: expect.any(String) }]);
  return follow(sent.body.id);
}

async function preview(
  kind: MappedKind,
  text: string | Buffer,
  mapping?: object,
): Promise<ImportPreviewResponse> {
  const head = Buffer.from(text as string).toString('base64');
  const answer = await api.request
    .post('/api/v1/import-previews')
    .send({ kind, fileName: 'list.csv', head, isWhole: true, mapping });
  expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
  return ImportPreviewResponse.parse(answer.body);
}

const text = async (path: string) => (await api.request.get(path).buffer(true)).text;

const LIST = [
  '管理番号,件名,重大度,対象システム,発生日時,復旧日時,備考',
  'A-1,決済障害,高,決済、請求,2026年11月21日 14時05分,2026/11/21 14:40,x',
  'A-2,検索障害,低,検索,令和8年11月21日 15:00,45982.65,=1+1',
  'A-3,表示崩れ,低,画面,昨日,,y',
].join('\r\n');

describe('a file with columns of its own', () => {
  it('is previewed with what is wrong in its place, mapped, imported, and remembered', async () => {
    const guessed = await preview('incidents', iconv.encode(LIST, 'cp932'));
    expect([guessed.encoding, guessed.reading.by, guessed.missing]).toEqual(['shift_jis', 'guessed', []]);
    expect(guessed.rows.map(({ problems }) => problems.map(({ column, code }) => [column, code]))).toEqual([
      [
        ['発生日時', 'no_zone'],
        ['復旧日時', 'no_zone'],
      ],
      [
        ['発生日時', 'no_zone'],
        ['復旧日時', 'no_zone'],
      ],
      [['発生日時', 'not_a_time']],
    ]);
    const mapping = { ...guessed.reading.mapping!, timeZone: 'Asia/Tokyo', source: '障害一覧' };
    const mended = await preview('incidents', LIST, mapping);
    expect(mended.rows.map(({ problems }) => problems.length)).toEqual([0, 0, 1]);
    expect(mended.rows[1]!.notes).toContainEqual({
      column: '復旧日時',
      readAs: 'excel1900',
      at: '2025-11-21T06:36:00.000Z',
    });
    const headers = guessed.columns.map(({ name }) => name);
    const kept = await api.request.put('/api/v1/import-mappings/incidents').send({ headers, mapping });
    expect([kept.status, kept.body]).toEqual([200, { id: expect.any(String) }]);
    const job = await bringIn('incidents', LIST, { mapping: kept.body.id, fileName: 'list.csv' });
    expect([job.counts, job.reading?.by]).toEqual([
      { read: 3, created: 2, updated: 0, unchanged: 0, rejected: 1 },
      'given',
    ]);
    const list = await api.request.get(`/api/v1/incidents?q=${encodeURIComponent('決済障害')}`);
    expect(list.body.items).toMatchObject([
      { title: '決済障害', severity: 'SEV2', startedAt: '2026-11-21T05:05:00.000Z' },
    ]);
    // the next file with these columns, in another order, is read in the same way without a question
    const next = await bringIn(
      'incidents',
      '件名,管理番号,発生日時,復旧日時,備考,対象システム,重大度\nN,A-9,2026/11/22 10:00,,,,\n',
    );
    expect([next.reading?.by, next.counts.created]).toEqual(['remembered', 1]);
  });

  it('gives its rejects as a file that can be mended and imported as it is', async () => {
    const job = await bringIn('incidents', LIST.replace('低,検索', '低い？,検索'));
    expect(job.counts).toMatchObject({ unchanged: 1, rejected: 2 });
    const file = await text(`/api/v1/import-jobs/${job.id}/rejects.csv`);
    const [header, second] = file.replace('\uFEFF', '').split('\r\n');
    expect(header).toBe('管理番号,件名,重大度,対象システム,発生日時,復旧日時,備考,_line,_reason');
    expect(second).toMatch(/^A-2,検索障害,低い？,検索,令和8年11月21日 15:00,45982.65,'=1\+1,3,/);
    const mended = file.replace('低い？', '低').replace('昨日', '2026/11/20 09:00');
    const again = await bringIn('incidents', mended);
    expect([again.reading?.by, again.rejects]).toEqual(['remembered', []]);
    expect(again.counts).toMatchObject({ read: 2, created: 1, unchanged: 1 });
  });

  it('is read like its check when the check is imported, without sending it again', async () => {
    const check = await bringIn('incidents', LIST.replaceAll('A-', 'B-'), { dryRun: 'true' });
    expect([check.canImport, check.counts.created]).toEqual([true, 2]);
    const started = await api.request.post(`/api/v1/import-jobs/${check.id}/import`).send({});
    expect(started.status).toBe(202);
    const job = await follow(started.body.id);
    expect([job.dryRun, job.counts, job.reading]).toEqual([false, check.counts, check.reading]);
    const repeat = await api.request.post(`/api/v1/import-jobs/${job.id}/import`).send({});
    expect([repeat.status, repeat.body.code]).toEqual([409, 'import_not_checked']);
  });

  it('of mappings that do not exist, and of nothing, is refused in words', async () => {
    const sent = await api.request.post('/api/v1/import/incidents?mapping=999').send('a');
    expect([sent.status, sent.body.errors[0].path]).toEqual([400, 'mapping']);
    const empty = await api.request.post('/api/v1/import-previews').send({ kind: 'incidents', head: '' });
    expect(empty.status).toBe(400);
  });

  it('shows twenty rows of a long file', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `L-${index},件,低,検索,2026/11/21 10:00,,`);
    const shown = await preview('incidents', [LIST.split('\r\n')[0], ...rows].join('\r\n'));
    expect(shown.rows.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });
});

describe('other files', () => {
  it('of JSON that other tools export are read by the names of their members', async () => {
    const pagerduty = [
      {
        id: 'P1',
        title: 'Down',
        created_at: '2026-11-21T05:00:00Z',
        resolved_at: null,
        service: { id: 'S', summary: 'api' },
      },
      { id: 'P2', title: 'Up?', created_at: 'soon', service: { summary: 'api' } },
    ];
    const sent = await api.request
      .post('/api/v1/import/incidents?fileName=pd.json')
      .set('content-type', 'application/json')
      .send(JSON.stringify({ incidents: pagerduty, more: false }));
    const job = await follow(sent.body.id);
    expect([job.reading?.by, job.counts.created, job.rejects.map(({ code }) => code)]).toEqual([
      'guessed',
      1,
      ['not_a_time'],
    ]);
    const file = await text(`/api/v1/import-jobs/${job.id}/rejects.ndjson`);
    expect(JSON.parse(file)).toMatchObject({
      id: 'P2',
      _line: 1,
      _reason: expect.stringContaining('declaredAt'),
    });
  });

  it('that are larger than a part come in whole, and rejects are paged', async () => {
    const good = (index: number) => `E${index},"${'x'.repeat(300)}",2026-11-01T00:00:00Z`;
    const lines = Array.from({ length: 6000 }, (_, index) =>
      index % 20 === 0 ? `E${index},bad,yesterday` : good(index),
    );
    const job = await bringIn('episodes', ['rule,summary,startsAt', ...lines].join('\n'));
    expect(job.counts).toEqual({ read: 6000, created: 5700, updated: 0, unchanged: 0, rejected: 300 });
    const [parts] = await api.dataSource.query(
      'select count(*)::int as n from import_job_files where import_job_id = $1',
      [job.id],
    );
    expect(parts).toEqual({ n: 0 });
    const first = await api.request.get(`/api/v1/import-jobs/${job.id}/rejects?limit=200`);
    const second = await api.request.get(
      `/api/v1/import-jobs/${job.id}/rejects?limit=200&cursor=${first.body.nextCursor}`,
    );
    const seen = [...first.body.items, ...second.body.items].map(({ line }: { line: number }) => line);
    expect([seen.length, new Set(seen).size, second.body.nextCursor]).toEqual([300, 300, null]);
  });

  it('of changes of state are folded into episodes', async () => {
    const csv =
      'monitor,state,time\nM,down,2026-11-02T00:00:00Z\nM,down,2026-11-02T00:05:00Z\nM,up,2026-11-02T00:10:00Z\nM,on fire,2026-11-02T00:11:00Z\n';
    const job = await bringIn('episodes', csv);
    expect([job.counts, job.rejects.map(({ line, field }) => [line, field])]).toEqual([
      { read: 4, created: 3, updated: 0, unchanged: 0, rejected: 1 },
      [[5, 'state']],
    ]);
    const rows = await api.dataSource.query(
      `select e.starts_at, e.ends_at from episodes e join alert_rules r on r.id = e.alert_rule_id where r.name = 'M'`,
    );
    expect(rows).toEqual([
      { starts_at: new Date('2026-11-02T00:00:00Z'), ends_at: new Date('2026-11-02T00:10:00Z') },
    ]);
  });
});

describe('an import that is cancelled in its middle', () => {
  it('keeps the chunks before, counts no row that is not there, and goes on when the file comes again', async () => {
    const lines = Array.from({ length: 12_000 }, (_, index) => `C${index},2026-11-03T00:00:00Z`);
    const csv = ['rule,startsAt', ...lines].join('\n');
    const writer = api.app.get(ImportWriterService);
    const write = writer.write.bind(writer);
    let chunks = 0;
    let jobId = '';
    writer.write = async (...given) => {
      chunks += 1;
      // somebody presses cancel while the second chunk is being written
      if (chunks === 2) await api.request.post(`/api/v1/import-jobs/${jobId}/cancel`).send({});
      return write(...given);
    };
    try {
      const [{ id }] = await api.dataSource.query(
        `insert into import_jobs (kind, content_type) values ('episodes', 'text/csv') returning id`,
      );
      jobId = id;
      await api.dataSource.query('insert into import_job_files (import_job_id, body) values ($1, $2)', [
        id,
        Buffer.from(csv),
      ]);
      await api.app.get(ImportRunnerService).run(id);
    } finally {
      writer.write = write;
    }
    const job = await follow(jobId);
    expect([job.stage, job.counts.read, job.counts.created, job.total]).toEqual([
      'cancelled',
      5000,
      5000,
      12_000,
    ]);
    const count = `select count(*)::int as n from alert_rules where name ~ '^C[0-9]+$'`;
    expect(await api.dataSource.query(count)).toEqual([{ n: 5000 }]);
    const again = await bringIn('episodes', csv);
    expect(again.counts).toEqual({ read: 12_000, created: 7000, updated: 0, unchanged: 5000, rejected: 0 });
  }, 240_000);
});
