import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const source = readFileSync(AXE, 'utf8');
/** The rules that look at colours; all others see the same in every colour scheme. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Which rules: all of WCAG 2.2 AA, those on colours alone, or all but those. */
export type Looks = 'all' | 'colours' | 'all but colours';

const OPTIONS: Record<Looks, object> = {
  all: { runOnly: TAGS },
  colours: { runOnly: { type: 'rule', values: COLOURS } },
  'all but colours': {
    runOnly: TAGS,
    rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])),
  },
};

type WithAxe = { axe?: { run(context: Document, options: object): Promise<AxeResults> } };

/** Violations of WCAG 2.2 AA on the page as it is, a line each. */
export async function violations(page: Page, looks: Looks = 'all'): Promise<string[]> {
  // The content policy forbids injected script elements; the debugger's own evaluation is not bound by it.
  const isThere = await page.evaluate(() => (globalThis as WithAxe).axe !== undefined);
  if (!isThere) await page.evaluate(source);
  // A colour on its way to another is neither: what moves has arrived.
  await page.evaluate(() => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  });
  const results = await page.evaluate(
    (options) => (globalThis as unknown as Required<WithAxe>).axe.run(document, options),
    // What is in order is not told of, and need not be described.
    { ...OPTIONS[looks], resultTypes: ['violations'] },
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`,
    ),
  );
}
