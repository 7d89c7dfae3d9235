import { lastDays, send } from './review-questions.js';
import type { BenchProduct } from './run-product.js';

const REPLAYED = 100_000;
const DAY_MS = 86_400_000;

/** Sessions of 40 and of 200 rules, made by the product on first need, and the loudest rule. */
export async function reviewBench(
  product: BenchProduct,
): Promise<{ rooms: Record<number, string>; rule: string }> {
  const rooms: Record<number, string> = {};
  for (const services of [1, 5]) {
    const title = `Bench of ${services}`;
    const { rows } = await product.database.query<{ id: string }>(
      'select id from review_sessions where title = $1 order by id desc limit 1',
      [title],
    );
    rooms[services * 40] = rows[0]?.id ?? (await makeRoom(product, title, services));
  }
  return { rooms, rule: await loudestRule(product) };
}

/** Starts a review of so many services with 40 rules each; answers its id. */
export async function makeRoom(product: BenchProduct, title: string, services: number): Promise<string> {
  const { rows } = await product.database.query<{ id: string }>(
    'select id from services where key = any ($1) order by id',
    [Array.from({ length: services }, (_, index) => `bench-${index + 1}`)],
  );
  const range = new URLSearchParams(lastDays(28));
  const room = await send<{ id: string }>(product, '/api/v1/reviews', {
    title,
    serviceIds: rows.map(({ id }) => id),
    from: range.get('from'),
    to: range.get('to'),
    timeZone: 'Asia/Tokyo',
    language: 'ja',
    start: true,
  });
  return room.id;
}

async function loudestRule(product: BenchProduct): Promise<string> {
  const { rows } = await product.database.query<{ id: string }>(
    `select id from alert_rules where source_id = (select id from sources where key = 'bench-reviews') order by id limit 1`,
  );
  return rows[0]!.id;
}

/** Gives the rules of the room of 40 one verdict after the other; answers milliseconds each. */
export async function verdict(product: BenchProduct): Promise<(time: number) => Promise<number>> {
  const { rooms } = await reviewBench(product);
  const { rows } = await product.database.query<{ id: string }>(
    `select subject_id as id from agenda_items where review_session_id = $1 and kind = 'alert_rule' order by position`,
    [rooms[40]],
  );
  const verdicts = ['actionable', 'no_action', 'false_positive', 'expected'];
  return async (time) => {
    const startedMs = performance.now();
    await send(product, '/api/v1/verdicts', {
      reviewSessionId: rooms[40],
      alertRuleId: rows[time % rows.length]!.id,
      verdict: verdicts[time % verdicts.length],
    });
    return performance.now() - startedMs;
  };
}

/** Replays the loudest rule over the newest days that have 100,000 episodes (or all) on a grid of 10 × 10 delays. */
export async function replay(product: BenchProduct): Promise<() => Promise<number>> {
  const rule = await loudestRule(product);
  const { rows } = await product.database.query<{ day: string }>(
    `select day::text from (
       select day, sum(fired) over (order by day desc) as fired from episode_daily_rollups where alert_rule_id = $1
     ) t where fired <= $2 order by day limit 1`,
    [rule, REPLAYED],
  );
  const body = {
    ruleIds: [rule],
    from: rows[0]!.day,
    to: new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS).toISOString().slice(0, 10),
    timeZone: 'Asia/Tokyo',
    settings: { onDelaySeconds: 300 },
    grid: {
      onDelays: [0, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600],
      offDelays: [0, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600],
    },
  };
  return async () => {
    const startedMs = performance.now();
    await send(product, '/api/v1/replay', body);
    return performance.now() - startedMs;
  };
}
