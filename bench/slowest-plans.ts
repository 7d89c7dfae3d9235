import type { Question } from './analytics-questions.js';
import { addressOf, ask, type Range } from './measure-questions.js';
import type { BenchProduct } from './run-product.js';

export interface Plan {
  question: string;
  ms: number;
  text: string;
}

/** Server settings with which `slowestPlans` finds plans: the module is loaded, and says nothing until told. */
export const PLAN_SETTINGS = { session_preload_libraries: 'auto_explain', 'auto_explain.log_timing': 'off' };

/**
 * Asks every question once more while PostgreSQL tells the plan of each statement with its time, and returns the
 * slowest, each question once. `lines` is what the server says; it is emptied.
 */
export async function slowestPlans(
  product: BenchProduct,
  questions: readonly Question[],
  range: Range,
  lines: string[],
  count: number,
): Promise<Plan[]> {
  const set = async (statements: readonly string[]) => {
    for (const statement of statements) await product.database.query(statement);
    await product.database.query('select pg_reload_conf()');
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  await set([
    'alter system set auto_explain.log_analyze = on',
    'alter system set auto_explain.log_buffers = on',
    'alter system set auto_explain.log_min_duration = 1',
  ]);
  const plans: Plan[] = [];
  for (const question of questions) {
    lines.length = 0;
    await ask(addressOf(product, question, range));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const slowest = readPlans(lines).sort((a, b) => b.ms - a.ms)[0];
    if (slowest !== undefined) plans.push({ question: question.name, ...slowest });
  }
  await set(['alter system reset auto_explain.log_min_duration']);
  return plans.sort((a, b) => b.ms - a.ms).slice(0, count);
}

function readPlans(lines: readonly string[]): { ms: number; text: string }[] {
  const plans: { ms: number; text: string[] }[] = [];
  for (const line of lines) {
    const begins = /LOG: {2}duration: ([\d.]+) ms {2}plan:/.exec(line);
    if (begins) plans.push({ ms: Number(begins[1]), text: [] });
    else if (line.startsWith('\t')) plans.at(-1)?.text.push(line.slice(1));
  }
  return plans.map(({ ms, text }) => ({ ms, text: text.join('\n') }));
}

/** The nodes of a plan that read or sort many rows, without the text of the query. */
export function planNodes(plan: Plan, count: number): string[] {
  const lines = plan.text.split('\n');
  const first = lines.findIndex((line) => /\(cost=/.test(line));
  return lines
    .slice(Math.max(0, first))
    .filter((line) => /actual (time|rows)=/.test(line))
    .map((line) => ({ line, rows: rowsOf(line) }))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, count)
    .map(({ line }) => line.replace(/\(cost=[^)]*\) /, '').trim());
}

function rowsOf(line: string): number {
  const [, rows = '0', loops = '1'] =
    /rows=([\d.]+) loops=(\d+)\)/.exec(line.slice(line.indexOf('(actual'))) ?? [];
  return Number(rows) * Number(loops);
}
