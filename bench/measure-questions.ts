import type { Question } from './analytics-questions.js';
import { cpuSeconds } from './process-figures.js';
import { type BenchProduct, TOKEN } from './run-product.js';

export interface Range {
  from: Date;
  to: Date;
}

/** Milliseconds; the plain SQL on a connection of its own. */
export interface QuestionCost {
  p50: number;
  p95: number;
  /** of processor, of the product and its PostgreSQL, a request: what a busy machine does not blur */
  cpu: number;
  plain: number;
}

const WARM_UP = 2;

/** One caller, one question at a time: so many times after two to warm up; the status where it is not 200. */
export async function measureQuestion(
  product: BenchProduct,
  question: Question,
  range: Range,
  times: number,
): Promise<QuestionCost | number> {
  const url = addressOf(product, question, range);
  const first = await ask(url);
  if (first !== 200) return first;
  const taken: number[] = [];
  let cpuBefore = 0;
  for (let time = 1 - WARM_UP; time < times; time += 1) {
    if (time === 0) cpuBefore = cpuSeconds(product.pid, product.postgresPid);
    const startedMs = performance.now();
    await ask(url);
    if (time >= 0) taken.push(performance.now() - startedMs);
  }
  const cpu = ((cpuSeconds(product.pid, product.postgresPid) - cpuBefore) / times) * 1000;
  const plain: number[] = [];
  const parameters = question.rows.includes('$1') ? [range.from, range.to] : [];
  for (let time = 1 - WARM_UP; time < times; time += 1) {
    const startedMs = performance.now();
    await product.database.query(question.rows, parameters);
    if (time >= 0) plain.push(performance.now() - startedMs);
  }
  return { p50: share(taken, 0.5), p95: share(taken, 0.95), cpu, plain: share(plain, 0.5) };
}

export function addressOf(product: BenchProduct, question: Question, range: Range): string {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const query = [
    question.query ?? '',
    question.isList === true ? '' : `from=${day(range.from)}&to=${day(range.to)}&timeZone=UTC`,
  ].filter((part) => part !== '');
  return `${product.url}${question.path}?${query.join('&')}`;
}

/** The status of an answer that was read to its end. */
export async function ask(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
  await answer.arrayBuffer();
  return answer.status;
}

/** The value that so large a share of all is not above. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
}
