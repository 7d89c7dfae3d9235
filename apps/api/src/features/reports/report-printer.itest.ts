import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { findChromium } from '../../printing/find-chromium.js';
import { PagePrinter } from '../../printing/page-printer.js';

const chromium = await findChromium(undefined);

/** A page that asks for what the web asks for, says what it got in its title, and tries to leave the machine. */
const PAGE = `<!doctype html><meta charset="utf-8"><script>
  const json = async (path) => { const answer = await fetch(path); return answer.ok ? answer.json() : answer.status; };
  (async () => {
    const id = location.pathname.split('/').at(-1);
    const [session, report, users] = await Promise.all([
      json('/api/v1/session'), json('/api/v1/reports/' + id), json('/api/v1/users')]);
    const outside = await fetch('https://example.com/').then(() => 'reached', () => 'refused');
    const written = await fetch('/api/v1/reports', { method: 'POST' }).then(() => 'written', () => 'refused');
    document.title = [session.user.role, session.user.language, report.contents.period.name.ja, users, outside, written].join(' | ');
    document.body.textContent = '報告書';
    document.body.dataset.ready = '';
  })();
</script><body></body>`;

describe('a report as PDF', () => {
  let api: TestApp;
  let id: string;
  const webRoot = mkdtempSync(join(tmpdir(), 'tenken-print-'));
  beforeAll(async () => {
    api = await createTestApp();
    writeFileSync(join(webRoot, 'index.html'), PAGE);
    api.app.get(PagePrinter).webRoot = webRoot;
    const body = { bucket: 'quarter', from: '2026-07-01', timeZone: 'Asia/Tokyo' };
    id = (await api.request.post('/api/v1/reports').send(body).expect(201)).body.id;
  });
  afterAll(async () => {
    await api.close();
    rmSync(webRoot, { recursive: true, force: true });
  });

  (chromium === null ? it.skip : it)('is printed by a browser without a network, as a reader', async () => {
    const answer = await api.request
      .get(`/api/v1/reports/${id}/export?format=pdf&language=ja`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(answer).toMatchObject({ status: 200, type: 'application/pdf' });
    const pdf = answer.body as Buffer;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // The title of the page is text of UTF-16 in the PDF.
    const said = 'viewer | ja | 2026年 第3四半期（7〜9月） | 404 | refused | refused';
    const utf16 = Buffer.from(said, 'utf16le').swap16();
    const hex = utf16.toString('hex').toUpperCase();
    expect(pdf.includes(utf16) || pdf.toString('latin1').toUpperCase().includes(hex)).toBe(true);
    expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[0 0 59[45]/);
  });

  it('says how to get it where there is no Chromium', async () => {
    const printer = api.app.get(PagePrinter);
    const env = printer as unknown as { env: { CHROMIUM_PATH?: string } };
    const before = env.env;
    env.env = { ...before, CHROMIUM_PATH: '/nowhere/chromium' };
    const answer = await api.request.get(`/api/v1/reports/${id}/export?format=pdf`).expect(503);
    env.env = before;
    expect(answer.body).toMatchObject({ code: 'pdf_unavailable' });
    expect(answer.body.detail).toContain('CHROMIUM_PATH');
  });
});
