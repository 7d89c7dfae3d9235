import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { Language } from '@tenken/shared/identity.contract';
import type { Browser, BrowserContext, Route } from 'playwright-core';
import type { Env } from '../config/env.js';
import { ENV } from '../config/env.module.js';
import { DomainError } from '../errors/domain-error.js';
import { findChromium } from './find-chromium.js';

/** What is to be printed, and all that it may ask for. */
export interface PrintRequest {
  /** address of the page in the application, with its query */
  path: string;
  /** answers to GET by path, text as it is and all else as JSON; what is not there is answered with 404 */
  answers: ReadonlyMap<string, unknown>;
  language: Language;
  timeZone: string;
  /** small print at the foot of every page, beside its number; plain text */
  footer: string;
  /** for the log and the message: `report 12` */
  what: string;
}

const WEB_ROOT = fileURLToPath(new URL('../../../web/dist', import.meta.url));
/** Never asked: every request of the page is answered below. `localhost` counts as a secure origin. */
const ORIGIN = 'http://localhost';
const PRINT_TIMEOUT_MS = 45_000;
const MOST_WAITING = 5;
/** The width of A4 less its margins at 96 dots per inch: charts are measured on the screen before they are printed. */
const VIEWPORT = { width: 718, height: 1000 };
const MARGIN = '10mm';
const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * Prints a page of the application with a local Chromium. Theory of operation: the browser has no network at all. Each request of
 * the page is answered in this process: files from the build of the web, everything else from what was handed in; who is signed
 * in is a reader that exists only here. So there is no ticket that could leak, and nothing leaves the machine (docs/adr/0021).
 */
@Injectable()
export class PagePrinter implements BeforeApplicationShutdown {
  /** the build of the web; a test puts a page of its own there */
  webRoot = WEB_ROOT;
  private readonly logger = new Logger('printing');
  private printing: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private browser: Browser | null = null;
  private stopped = false;

  constructor(@Inject(ENV) private readonly env: Env) {}

  /**
   * The page as a PDF on A4, one at a time.
   * @throws {DomainError} `pdf_unavailable` without a Chromium, `pdf_busy`, `pdf_failed`
   */
  async print(request: PrintRequest): Promise<Buffer> {
    const executablePath = await findChromium(this.env.CHROMIUM_PATH);
    if (executablePath === null) throw unavailable();
    if (this.waiting >= MOST_WAITING)
      throw new DomainError('unavailable', 'pdf_busy', 'Several documents are being printed at the moment.', {
        retryAfterSeconds: 10,
      });
    this.waiting += 1;
    const printed = this.printing.then(() => this.printAlone(executablePath, request));
    this.printing = printed.catch(() => undefined);
    return printed.finally(() => {
      this.waiting -= 1;
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.browser?.close();
    await this.printing;
  }

  private async printAlone(executablePath: string, request: PrintRequest): Promise<Buffer> {
    if (this.stopped) throw new DomainError('unavailable', 'stopping', 'The server is stopping.');
    let timer: NodeJS.Timeout | undefined;
    try {
      const browser = await launch(executablePath);
      this.browser = browser;
      timer = setTimeout(() => void browser.close(), PRINT_TIMEOUT_MS);
      const context = await browser.newContext({
        viewport: VIEWPORT,
        colorScheme: 'light',
        reducedMotion: 'reduce',
        locale: request.language,
        timezoneId: request.timeZone,
        serviceWorkers: 'block',
      });
      return await this.printPage(context, request);
    } catch (error) {
      this.logger.warn(`Printing ${request.what} failed: ${(error as Error).message.split('\n')[0]}`);
      throw new DomainError(
        'unavailable',
        'pdf_failed',
        'It could not be printed here. The browser’s own print does the same.',
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
      await this.browser?.close().catch(() => undefined);
      this.browser = null;
    }
  }

  private async printPage(context: BrowserContext, request: PrintRequest): Promise<Buffer> {
    const { path, footer, answers } = request;
    await context.route('**/*', (route) => answer(route, answers, this.webRoot));
    const page = await context.newPage();
    page.setDefaultTimeout(PRINT_TIMEOUT_MS);
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${ORIGIN}${path}`);
    await page.waitForSelector('body[data-ready]');
    return page.pdf({
      format: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="width:100%;font-size:7pt;color:#555;padding:0 ${MARGIN};display:flex;justify-content:space-between"><span>${escapeHtml(footer)}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
      margin: { top: MARGIN, bottom: '14mm', left: MARGIN, right: MARGIN },
    });
  }
}

/** In its sandbox, and where the system has none to give (root, many containers) without: it loads only our own files. */
async function launch(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const options = {
    executablePath,
    timeout: PRINT_TIMEOUT_MS,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  };
  if (process.getuid?.() !== 0) {
    const browser = await chromium.launch({ ...options, chromiumSandbox: true }).catch(() => null);
    if (browser !== null) return browser;
  }
  return chromium.launch({ ...options, chromiumSandbox: false });
}

async function answer(route: Route, answers: ReadonlyMap<string, unknown>, webRoot: string): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  if (url.origin !== ORIGIN || request.method() !== 'GET') return route.abort();
  if (!url.pathname.startsWith('/api/')) return serveFile(route, url.pathname, webRoot);
  const found = answers.get(url.pathname);
  if (typeof found === 'string')
    return route.fulfill({ body: found, contentType: 'text/plain; charset=utf-8' });
  if (found !== undefined) return route.fulfill({ json: found });
  return route.fulfill({
    status: 404,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'about:blank',
      title: 'not here',
      status: 404,
      code: 'not_found',
      detail: '',
    }),
  });
}

/** A file of the web's build; an address of the application is its page. */
async function serveFile(route: Route, pathname: string, webRoot: string): Promise<void> {
  const ending = extname(pathname);
  const path = normalize(join(webRoot, ending === '' ? 'index.html' : decodeURIComponent(pathname)));
  if (!path.startsWith(webRoot + sep)) return route.abort();
  const body = await readFile(path).catch(() => null);
  if (body === null) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ body, contentType: MIME[extname(path)] ?? 'application/octet-stream' });
}

function unavailable(): DomainError {
  return new DomainError(
    'unavailable',
    'pdf_unavailable',
    'There is no Chromium on the server. Install one (Debian: apt install chromium fonts-noto-cjk) or set CHROMIUM_PATH; until then the browser’s own print does the same.',
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
