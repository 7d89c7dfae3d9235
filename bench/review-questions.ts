import type { BenchProduct } from './run-product.js';
import { TOKEN } from './run-product.js';

/** What a screen asks for when it opens: everything at once, as the browser does. */
export interface Screen {
  name: string;
  paths: readonly string[];
}

const DAY_MS = 86_400_000;

/** The days before this Monday (UTC), as the screens ask for them. */
export function lastDays(days: number, now = new Date()): string {
  const to = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return `from=${day(to - days * DAY_MS)}&to=${day(to)}&timeZone=Asia/Tokyo`;
}

/** The screens of a review and what is looked up beside it. `rooms` are ids of sessions, `rule` the loudest rule. */
export function reviewScreens(rooms: Record<number, string>, rule: string): Screen[] {
  const month = lastDays(28);
  const api = '/api/v1';
  return [
    { name: 'lobby', paths: [`${api}/reviews/lobby?${month}`] },
    ...Object.entries(rooms).map(([rules, id]) => ({
      name: `room of ${rules} rules`,
      paths: [`${api}/reviews/${id}`],
    })),
    {
      name: 'rule page, the loudest rule',
      paths: [
        `${api}/alert-rules/${rule}`,
        `${api}/alert-rules/${rule}/evidence?${month}`,
        `${api}/alert-rules/${rule}/heat-strip?${month}`,
        `${api}/alert-rules/${rule}/durations?${month}`,
        `${api}/episodes?rule=${rule}&${month}&limit=10`,
        `${api}/decisions?alertRuleId=${rule}&limit=50`,
        `${api}/verdicts?alertRuleId=${rule}&limit=50`,
      ],
    },
    { name: 'coverage', paths: [`${api}/coverage`] },
    {
      name: 'rules, 100 loudest with facets',
      paths: [`${api}/metrics/alert-rules?${month}&limit=100&fired=some&withFacets=1`],
    },
    {
      name: 'rules by precision',
      paths: [`${api}/metrics/alert-rules?${month}&limit=100&fired=some&withFacets=1&sort=precision`],
    },
    { name: 'decisions', paths: [`${api}/decisions?limit=50`] },
    { name: 'detection ledger', paths: [`${api}/detection-ledger?${month}&limit=50`] },
    { name: 'episodes', paths: [`${api}/episodes?${month}&limit=50`] },
  ];
}

/** Milliseconds until every answer of a screen was read to its end; throws on an answer that is not 200. */
export async function openScreen(product: BenchProduct, { paths }: Screen): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(product.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    }),
  );
  return performance.now() - startedMs;
}

/** Sends JSON and returns what came back; throws on a refusal. */
export async function send<T>(product: BenchProduct, path: string, body: unknown): Promise<T> {
  const answer = await fetch(product.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/** The value that so large a share of all is not above. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
}
