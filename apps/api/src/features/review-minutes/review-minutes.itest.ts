import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import { ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { findChromium } from '../../printing/find-chromium.js';
import { PagePrinter } from '../../printing/page-printer.js';

const chromium = await findChromium(undefined);

/** A page that asks for what the page of the record asks for, and says in its title what it got. */
const PAGE = `<!doctype html><meta charset="utf-8"><body></body><script>
  (async () => {
    const id = location.pathname.split('/')[2];
    const ask = (path) => fetch(path).then((answer) => answer.text());
    const session = JSON.parse(await ask('/api/v1/session'));
    const room = JSON.parse(await ask('/api/v1/reviews/' + id));
    const minutes = await ask('/api/v1/reviews/' + id + '/minutes?language=ja');
    document.title = [session.user.role, room.status, minutes.includes('決定事項なしで終了。'), location.search].join(' ');
    document.body.textContent = '議事録';
    document.body.dataset.ready = '';
  })();
</script>`;

const WINDOW = { from: '2026-09-01', to: '2026-09-29', timeZone: 'Asia/Tokyo', language: 'ja' };

describe('what leaves a review', () => {
  let api: TestApp;
  let serviceId: string;
  let first: string;
  let actionId: string;
  beforeAll(async () => {
    api = await createTestApp({ PUBLIC_URL: 'https://tenken.example.com' });
    serviceId = (await api.request.post('/api/v1/services').send({ name: 'Checkout' }).expect(201)).body.id;
    const body = { ...WINDOW, serviceIds: [serviceId], start: true };
    first = (await api.request.post('/api/v1/reviews').send(body).expect(201)).body.id;
    const item = { title: 'Tune *it*', owner: '佐藤', dueOn: '2026-10-01' };
    const room = await api.request.post(`/api/v1/reviews/${first}/action-items`).send(item).expect(201);
    actionId = ReviewRoomSchema.parse(room.body).actionItems[0]!.id;
    const gap = { serviceId, signal: 'errors', expected: 'more than 1 % declined' };
    await api.request.post(`/api/v1/reviews/${first}/coverage-gaps`).send(gap).expect(201);
    await api.request.post(`/api/v1/reviews/${first}/close`).expect(200);
  });
  afterAll(() => api.close());

  const get = (path: string) => api.request.get(`/api/v1/reviews/${path}`);
  const record = async (id: string) =>
    ReviewRecordResponse.parse((await get(`${id}/record`).expect(200)).body);

  it('is minutes that say plainly that nothing was decided', async () => {
    const minutes = (await get(`${first}/minutes`).expect(200)).text;
    expect(minutes).toContain('> 決定事項なしで終了。');
    expect(minutes).toContain('| Tune \\*it\\* | 佐藤 | 2026-10-01 | 未着手 |');
    const file = await get(`${first}/export?format=markdown&language=en`).expect(200);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="review-${first}-minutes.md"`);
    expect(file.text).toContain('> Closed without decisions.');
  });

  it('is a table of verdicts and a text for a chat', async () => {
    const csv = await get(`${first}/export?format=csv`).expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text.startsWith('\ufeffruleId,')).toBe(true);
    const { text } = await get(`${first}/export?format=text`).expect(200);
    expect(text.trimEnd().endsWith(`https://tenken.example.com/reviews/${first}/record`)).toBe(true);
    await get(`${first}/export?format=doc`).expect(400);
  });

  (chromium === null ? it.skip : it)(
    'is printed from the same text, by a browser without a network',
    async () => {
      const webRoot = mkdtempSync(join(tmpdir(), 'tenken-print-'));
      writeFileSync(join(webRoot, 'index.html'), PAGE);
      api.app.get(PagePrinter).webRoot = webRoot;
      const answer = await get(`${first}/export?format=pdf&language=ja`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        });
      rmSync(webRoot, { recursive: true, force: true });
      expect(answer).toMatchObject({ status: 200, type: 'application/pdf' });
      const title = /\/Title \(([^)]*)\)/.exec((answer.body as Buffer).toString('latin1'))?.[1];
      expect(title).toBe('viewer closed true ?print=1&minutes=ja');
    },
  );

  it('tells how the items of the record stand today, and which session comes next', async () => {
    expect((await record(first)).actionItems).toMatchObject([
      { id: actionId, title: 'Tune *it*', statusThen: 'open', statusNow: 'open' },
    ]);
    await api.request.patch(`/api/v1/action-items/${actionId}`).send({ status: 'done' }).expect(200);
    const body = { ...WINDOW, serviceIds: [serviceId], scheduledAt: '2026-12-04T07:00:00.000Z' };
    const planned = await api.request.post('/api/v1/reviews').send(body).expect(201);
    const now = await record(first);
    expect(now.actionItems).toMatchObject([{ statusThen: 'open', statusNow: 'done', isOverdue: false }]);
    expect(now.gaps).toMatchObject([{ title: 'Checkout', statusThen: 'open', statusNow: 'open' }]);
    expect(now.changes).toBeNull();
    expect(now.next).toMatchObject({ id: planned.body.id, status: 'planned' });
    // The record itself stays as it was.
    expect((await get(`${first}/minutes`)).text).toContain('| Tune \\*it\\* | 佐藤 | 2026-10-01 | 未着手 |');
  });

  it('is an invitation of the planned session, and its next version when the time is changed', async () => {
    const next = (await record(first)).next!;
    const ics = async () => {
      const answer = await get(`${next.id}/invitation.ics`).expect(200);
      expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
      return answer.text.split('\r\n');
    };
    expect(await ics()).toEqual(
      expect.arrayContaining(['SEQUENCE:0', 'DTSTART;TZID=Asia/Tokyo:20261204T160000']),
    );
    const change = { scheduledAt: '2026-12-04T08:00:00.000Z' };
    await api.request.patch(`/api/v1/reviews/${next.id}`).send(change).expect(200);
    expect(await ics()).toEqual(
      expect.arrayContaining(['SEQUENCE:1', 'DTSTART;TZID=Asia/Tokyo:20261204T170000']),
    );
    expect((await get(`${first}/invitation.ics`).expect(409)).body.code).toBe('review_not_scheduled');
  });

  it('compares with the review before', async () => {
    const { id } = (await record(first)).next!;
    await api.request.post(`/api/v1/reviews/${id}/start`).expect(200);
    const { changes, next } = await record(id);
    expect(changes).toMatchObject({
      previous: { id: first },
      firedPerWeek: { before: 0, after: 0 },
      rules: [],
    });
    expect(next).toBeNull();
    expect((await get(`${id}/minutes?language=en`)).text).toContain('## Changes since the last review');
  });
});
