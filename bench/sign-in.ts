import { createHash } from 'node:crypto';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import type { BenchProduct } from './run-product.js';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.TENKEN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** A browser of its own for an administrator of this name, who is signed in; scripts as text run in it. */
export async function signIn(browser: Browser, product: BenchProduct, name: string): Promise<BrowserContext> {
  const session = `session-${name}`;
  await product.database.query(
    `with person as (
       insert into users (email, name, role, language) values ($2, $3, 'admin', 'en')
       on conflict do nothing returning id
     )
     insert into sessions (user_id, token_hash, expires_at)
     select id, $1, now() + interval '30 days' from person`,
    [createHash('sha256').update(session).digest(), `${name}@example.com`, name],
  );
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  await context.addCookies([{ name: 'tenken_session', value: session, url: product.url }]);
  return context;
}
